
(() => {
  "use strict";
  const find = (selector, under = document) => under.querySelector(selector);
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];
  const root = document.documentElement;
  const rows = all(".row");
  if (!rows.length && !find(".frame")) return;
  const leaves = all(".leaf");
  const place = new Map(rows.map((row, index) => [row, index]));
  const letters = find("#letters");
  const note = find("#note");
  for (const part of all(".search, .bar, #theme, #help, #all-none")) part.hidden = false;
  if (matchMedia("(max-width: 44rem)").matches) find(".kinds")?.removeAttribute("open");

  // What is switched on
  const only = find("#substantive");
  const facts = find("#facts");
  const hide = find("#hide-equal");
  const kinds = all(".kind input");
  const isOn = (mark) =>
    !(only?.checked && mark.classList.contains("a")) &&
    !(facts?.checked && !mark.classList.contains("fact")) &&
    !kinds.some((box) => !box.checked && mark.classList.contains(box.id));

  let stops = null;
  function allStops() {
    if (stops) return stops;
    stops = [];
    for (const row of rows) {
      if (row.classList.contains("stop")) stops.push({ row, marks: [] });
      const edits = new Map();
      for (const mark of all(".m", row)) {
        if (!isOn(mark)) continue;
        const edit = edits.get(mark.dataset.e) ?? { row, marks: [] };
        edit.marks.push(mark);
        edits.set(mark.dataset.e, edit);
      }
      const order = [...edits].sort(([one], [other]) => one - other);
      stops.push(...order.map(([, edit]) => edit));
    }
    return stops;
  }

  function filtered() {
    stops = null;
    for (const box of [only, facts, hide, ...kinds]) {
      if (box) root.classList.toggle(`set-${box.id}`, box.checked !== kinds.includes(box));
    }
    const shown = new Set(allStops().map((stop) => stop.row));
    for (const row of rows) {
      row.classList.remove("found");
      row.classList.toggle("quiet", !shown.has(row));
    }
    // A leaf with nothing to see in it would keep the room of its rows.
    for (const leaf of leaves) leaf.classList.toggle("bare", !find(".stub, .row:not(.plain, .changed.quiet)", leaf));
    const count = stops.length;
    note.textContent = count ? `${count} to see · n next · p previous` : "nothing to see with these settings";
  }
  for (const box of [only, facts, hide, ...kinds]) box?.addEventListener("change", filtered);
  function setKinds(checked) {
    for (const box of kinds) box.checked = checked;
    filtered();
  }
  find("#all")?.addEventListener("click", () => setKinds(true));
  find("#none")?.addEventListener("click", () => setKinds(false));

  // Where the reader is, and the map that shows it
  const near = new Set();
  function visible() {
    const found = [];
    for (const leaf of near) {
      for (const row of all(".row", leaf)) {
        const { top, bottom } = row.getBoundingClientRect();
        if (bottom > 0 && top < innerHeight && bottom > top) found.push(row);
      }
    }
    return found;
  }
  const here = find(".map .here");
  const entries = new Map(all(".map a").map((entry) => [entry.getAttribute("href").slice(1), entry]));
  function reach(seen, side) {
    let top = Infinity;
    let bottom = -Infinity;
    for (const row of seen) {
      if (row.classList.contains("moved")) continue;
      for (const block of all(side, entries.get(row.id))) {
        top = Math.min(top, block.y.baseVal.value);
        bottom = Math.max(bottom, block.y.baseVal.value + block.height.baseVal.value);
      }
    }
    return top < bottom ? [top, bottom] : null;
  }
  function drawHere() {
    const seen = visible();
    const left = reach(seen, ".l") ?? reach(seen, ".r");
    const right = reach(seen, ".r") ?? left;
    if (!left) return;
    const [a, b] = left;
    const [c, d] = right;
    here.setAttribute("d", `M0 ${a}H16C50 ${a} 50 ${c} 84 ${c}H100V${d}H84C50 ${d} 50 ${b} 16 ${b}H0Z`);
  }
  const watcher = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) near.add(change.target);
      else near.delete(change.target);
    }
    draw();
  });
  for (const leaf of leaves) watcher.observe(leaf);
  let resting = 0;
  function draw() {
    // Once the reader rests, not at every frame: scrolling comes first.
    clearTimeout(resting);
    resting = setTimeout(() => requestAnimationFrame(drawHere), 100);
  }
  addEventListener("scroll", draw, { passive: true });

  // From one difference to the next
  let current = null;
  function center(element) {
    element.scrollIntoView({ block: "center" });
    // Rows that come into view take their real height only then.
    requestAnimationFrame(() => requestAnimationFrame(() => element.scrollIntoView({ block: "center" })));
  }
  function say(stop) {
    const position = `${allStops().indexOf(stop) + 1} of ${stops.length}`;
    note.replaceChildren();
    const [mark] = stop.marks;
    if (!mark) {
      note.append(`${position} · `, stop.row.getAttribute("aria-label"));
      return;
    }
    const what = document.createElement("b");
    what.textContent = mark.title;
    const words = document.createElement("span");
    words.className = "words";
    const reading = (tag) => {
      const words = [...(stop.marks.find((each) => each.localName === tag)?.textContent || "nothing")];
      return words.length > 90 ? `${words.slice(0, 90).join("")} …` : words.join("");
    };
    words.textContent = `${reading("del")} ] ${reading("ins")}`;
    note.append(`${position} · `, what, document.createElement("br"), words);
  }
  function go(stop) {
    for (const old of all(".current")) old.classList.remove("current");
    current = stop;
    const targets = stop.marks.length ? stop.marks : [stop.row];
    for (const target of targets) target.classList.add("current");
    targets[0].tabIndex = -1;
    targets[0].focus({ preventScroll: true });
    center(targets[0]);
    say(stop);
  }
  function step(by) {
    const list = allStops();
    if (!list.length) return filtered();
    let index = list.indexOf(current);
    const seen = visible();
    if (index < 0 || !seen.includes(current.row)) {
      // The reader has gone elsewhere: go on from there.
      const top = Math.min(...seen.map((row) => place.get(row)), rows.length);
      index = list.findIndex((stop) => place.get(stop.row) >= top);
      if (index < 0) index = list.length;
      if (by > 0) index -= 1;
    }
    go(list[(index + by + list.length) % list.length]);
  }
  find("#next").addEventListener("click", () => step(1));
  find("#previous").addEventListener("click", () => step(-1));

  const edit = (target) => target.closest?.("[data-e]");
  document.addEventListener("click", (event) => {
    const mark = edit(event.target);
    if (!mark || !getSelection().isCollapsed) return;
    const stop = allStops().find((each) => each.marks.some((one) => one.dataset.e === mark.dataset.e));
    if (stop) {
      for (const old of all(".current")) old.classList.remove("current");
      for (const one of stop.marks) one.classList.add("current");
      current = stop;
      say(stop);
    }
  });
  let partners = [];
  document.addEventListener("pointerover", (event) => {
    for (const partner of partners) partner.classList.remove("partner");
    const mark = edit(event.target);
    partners = mark ? all(`.m[data-e="${mark.dataset.e}"]`, mark.closest(".row")) : [];
    for (const partner of partners) partner.classList.add("partner");
  });

  // Search
  const search = find("#search");
  const found = find("#found");
  const fold = (text) => text.replace(/[^\0-\x7f]/g, (c) => c.normalize("NFD")[0]).toLowerCase();
  let texts = null;
  function allTexts() {
    texts ??= all(".t").map((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes = [];
      let whole = "";
      while (walker.nextNode()) {
        nodes.push({ node: walker.currentNode, start: whole.length });
        whole += walker.currentNode.data;
      }
      return { nodes, folded: fold(whole) };
    });
    return texts;
  }
  function range({ nodes }, start, end) {
    const made = new Range();
    const holding = (offset) => nodes.findLast((each) => each.start <= offset);
    const first = holding(start);
    const last = holding(end - 1);
    made.setStart(first.node, start - first.start);
    made.setEnd(last.node, end - last.start);
    return made;
  }
  let finds = [];
  let at = -1;
  const paint = (name, ranges) => globalThis.CSS?.highlights?.set(name, new Highlight(...ranges));
  function look() {
    const needle = fold(search.value.trim());
    finds = [];
    at = -1;
    if (needle) {
      for (const text of allTexts()) {
        for (let i = text.folded.indexOf(needle); i >= 0; i = text.folded.indexOf(needle, i + needle.length)) {
          finds.push(range(text, i, i + needle.length));
        }
      }
    }
    paint("found", []);
    if (finds.length) CSS.highlights?.set("found", finds.reduce((set, one) => set.add(one), new Highlight()));
    paint("found-now", []);
    found.textContent = needle ? (finds.length ? `${finds.length} found` : "not found") : "";
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ((waiting = 0), look()), 120);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      search.value = "";
      look();
      search.blur();
    }
    if (event.key !== "Enter") return;
    if (waiting) {
      clearTimeout(waiting);
      waiting = 0;
      look();
    }
    if (!finds.length) return;
    at = (at + (event.shiftKey ? -1 : 1) + finds.length + (at < 0 && event.shiftKey ? 1 : 0)) % finds.length;
    const element = finds[at].startContainer.parentElement;
    element.closest(".row").classList.add("found");
    element.closest(".leaf").classList.remove("bare");
    paint("found-now", [finds[at]]);
    center(element);
    found.textContent = `${at + 1} of ${finds.length}`;
  });

  // Theme
  const theme = find("#theme");
  const themes = ["automatic", "light", "dark"];
  function setTheme(name) {
    if (name === "automatic") delete root.dataset.theme;
    else root.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
  }
  function nextTheme() {
    setTheme(themes[(themes.indexOf(root.dataset.theme ?? "automatic") + 1) % themes.length]);
  }
  theme.addEventListener("click", nextTheme);

  // Keys
  const dialog = find("#keys");
  function help() {
    dialog.showModal();
    find("#close").focus();
  }
  find("#help").addEventListener("click", help);
  find("#close").addEventListener("click", () => dialog.close());
  function toggle(box) {
    if (!box) return;
    box.checked = !box.checked;
    filtered();
  }
  function apparatus() {
    const notes = all(".row details");
    const open = !notes.some((each) => each.open);
    for (const each of notes) each.open = open;
  }
  const keys = {
    n: () => step(1),
    j: () => step(1),
    p: () => step(-1),
    k: () => step(-1),
    s: () => toggle(only),
    f: () => toggle(facts),
    e: () => toggle(hide),
    a: apparatus,
    t: nextTheme,
    "/": () => (search.focus(), search.select()),
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (letters.checked && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  filtered();
})();
