"use strict";
/* The list's filters and search, and the copy buttons of a record's page. No server is asked: the
   words of the texts are in scripts beside the page, loaded when somebody searches for one. */
const provtrackSite = (() => {
  const SHOWN = 100;
  const shards = new Map();
  const byId = (id) => document.getElementById(id);
  let rows = [];
  let titles = []; /* folded, in the order of the rows, as far as somebody searched for them */
  let known = new Set();
  let listed = []; /* what the page showed before anybody searched */
  let limit = SHOWN;

  /* As the index was made: without case and diacritics (Unicode NFKD), nor strokes through letters. */
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h" };
  const fold = (text) =>
    text.replace(/[\u2019\u02bc\u2018]/g, "'").toLowerCase().replace(/[ßæœđłøıħ]/g, (letter) => LETTERS[letter])
      .normalize("NFKD").replace(/\p{M}/gu, "");
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];
  const shardName = (word) =>
    [...word].slice(0, 2).map((character) => character.codePointAt(0).toString(16)).join("-") + ".js";

  const load = (name) => {
    if (!known.has(name)) return {};
    if (!shards.has(name)) {
      let settle;
      const loaded = new Promise((resolve) => { settle = resolve; });
      shards.set(name, { loaded, settle });
      const script = document.createElement("script");
      script.src = `data/words/${name}`;
      script.onerror = () => settle({});
      document.head.append(script);
    }
    return shards.get(name).loaded;
  };

  /* The records whose texts have a word, or for the last word typed one that begins with it. */
  const having = async (word, isLast) => {
    const shard = await load(shardName(word));
    const found = new Set();
    const add = (gaps) => { let place = 0; for (const gap of gaps) { place += gap; found.add(place); } };
    if (!isLast) add(Object.hasOwn(shard, word) ? shard[word] : []);
    else for (const [each, gaps] of Object.entries(shard)) if (each.startsWith(word)) add(gaps);
    return found;
  };

  const decade = (date) => (/^\d{4}/.test(date) ? `${date.slice(0, 3)}0s` : "");
  const chosen = (id) => byId(id)?.value ?? "";
  const passes = ([, , date, type, archive, languages]) =>
    (!chosen("type") || type === chosen("type")) &&
    (!chosen("archive") || archive === chosen("archive")) &&
    (!chosen("decade") || decade(date) === chosen("decade")) &&
    (!chosen("language") || languages.includes(chosen("language")));

  const item = ([id, title, date, type, archive, languages, variants]) => {
    const li = document.createElement("li");
    const link = document.createElement("a");
    const name = document.createElement("bdi");
    name.textContent = title;
    link.href = `records/${id}/index.html`;
    link.append(name);
    const line = document.createElement("p");
    const parts = [date, type, archive, languages.join(", "), `${variants} text${variants === 1 ? "" : "s"}`];
    line.append(...parts.filter(Boolean).map((part) => {
      const span = document.createElement("span");
      span.textContent = part;
      return span;
    }));
    li.append(link, " ", line);
    return li;
  };

  const titleOf = (place) => {
    const row = rows[place];
    return (titles[place] ??= fold(`${row[1]} ${row[0]} ${row[4]}`));
  };
  const say = (number) => number.toLocaleString("en");

  const FILTERS = ["type", "decade", "language", "archive"];
  let asked = 0;
  const show = async () => {
    const question = ++asked;
    const typed = byId("words").value;
    const words = wordsOf(typed);
    const isFiltered = words.length > 0 || FILTERS.some(chosen);
    const sets = await Promise.all(words.map((word, place) => having(word, place === words.length - 1)));
    if (question !== asked) return;
    const found = isFiltered
      ? rows.filter((row, place) =>
          passes(row) && words.every((word, which) => sets[which].has(place) || titleOf(place).includes(word)))
      : [];
    byId("records").replaceChildren(...(isFiltered ? found.slice(0, limit).map(item) : listed));
    const pages = byId("pages");
    if (pages) pages.hidden = isFiltered;
    byId("more").hidden = found.length <= limit;
    byId("count").textContent =
      !isFiltered ? "" : found.length ? `${say(found.length)} of ${say(rows.length)} records` : "No record has this.";
    const query = new URLSearchParams();
    if (typed) query.set("q", typed);
    for (const id of FILTERS) if (chosen(id)) query.set(id, chosen(id));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  };

  const start = () => {
    const form = document.querySelector(".finder");
    form.hidden = false;
    listed = [...byId("records").children];
    const query = new URLSearchParams(location.search);
    byId("words").value = query.get("q") ?? "";
    for (const id of FILTERS) if (byId(id)) byId(id).value = query.get(id) ?? "";
    let timer;
    const soon = () => { limit = SHOWN; clearTimeout(timer); timer = setTimeout(show, 120); };
    form.addEventListener("input", soon);
    form.addEventListener("submit", (event) => { event.preventDefault(); soon(); });
    byId("more").addEventListener("click", () => { limit += SHOWN; show(); });
    if (query.size) show();
  };

  for (const button of document.querySelectorAll(".copy")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector(".citation").textContent);
      const label = button.firstChild;
      label.data = "Copied";
      setTimeout(() => { label.data = "Copy"; }, 1500);
    });
  }

  return {
    records: (all, names) => { rows = all; known = new Set(names); start(); },
    shard: (name, words) => shards.get(name)?.settle(words),
  };
})();
