"""Which part of a printed name is the family name, as far as anything says so.

A bibliography puts Western family names in front (``Goldberg, Gary``) and leaves names that have
theirs in front anyway as they are (``Pak Yeong-bin``). What the agents file says decides. Without
its word these count, in this order: the script; a Korean, Chinese or Vietnamese family name
before a given name that is spelled like one; initials; and the agent's id, which by custom has the
family name first (``goldberg-gary``). Where they say nothing, the order is unknown, and the name is
printed as it is.
"""

import re
from functools import lru_cache

from provtrack.citation.values import Name, NameOrder
from provtrack.romanisation import surnames
from provtrack.text import fold

_SUFFIX = re.compile(r",?\s+((?:Jr|Sr)\.?|II|III|IV)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)+")
_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
_CHINESE = frozenset(
    [
        "ai",
        "bai",
        "bo",
        "cai",
        "cao",
        "chai",
        "chen",
        "cheng",
        "chiang",
        "chou",
        "chu",
        "chiao",
        "cui",
        "dai",
        "deng",
        "ding",
        "dong",
        "du",
        "duan",
        "fan",
        "fang",
        "fei",
        "feng",
        "fu",
        "gao",
        "geng",
        "gong",
        "gu",
        "guan",
        "guo",
        "hao",
        "he",
        "hou",
        "hsiao",
        "hsieh",
        "hsu",
        "hu",
        "hua",
        "huang",
        "ji",
        "jia",
        "jiang",
        "jiao",
        "jin",
        "kang",
        "kao",
        "kong",
        "kuo",
        "lai",
        "lei",
        "li",
        "liang",
        "liao",
        "lin",
        "ling",
        "liu",
        "long",
        "lu",
        "luo",
        "lü",
        "mao",
        "mei",
        "meng",
        "miao",
        "ou",
        "ouyang",
        "pan",
        "pang",
        "peng",
        "pi",
        "qi",
        "qian",
        "qiao",
        "qin",
        "qiu",
        "qu",
        "ren",
        "shao",
        "shen",
        "sheng",
        "shi",
        "sima",
        "song",
        "su",
        "sun",
        "tan",
        "tang",
        "tao",
        "teng",
        "tian",
        "tong",
        "tsao",
        "tseng",
        "tu",
        "wan",
        "wang",
        "wei",
        "wen",
        "weng",
        "wu",
        "xi",
        "xia",
        "xiang",
        "xiao",
        "xie",
        "xin",
        "xing",
        "xiong",
        "xu",
        "xue",
        "yan",
        "yang",
        "yao",
        "ye",
        "yin",
        "ying",
        "you",
        "yu",
        "yuan",
        "yue",
        "zeng",
        "zhan",
        "zhang",
        "zhao",
        "zheng",
        "zhong",
        "zhou",
        "zhu",
        "zhuang",
        "zhuo",
        "zou",
    ]
)
_VIETNAMESE = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "truong",
        "dinh",
    ]
)
_SYLLABLE = (
    r"(?:[kgtdpbjszxqrlmnhfwy]|kk|tt|pp|ss|jj|ch|sh|zh|ts|tz|hs)?['’]?"
    r"(?:y?(?:ae|eo|eu|ai|ao|ei|ou|oo|ia|iao|ie|io|iu|ua|uai|ue|ui|uo|wa|wae|we|wi|wo|oe|ee|"
    r"a|e|i|o|u|ü)|ih)(?:ngh?|nh|[kntlmpr](?!g))?"
)
_GIVEN = re.compile(rf"{_SYLLABLE}(?:[-\s]?{_SYLLABLE}){{0,2}}")
_GIVEN_WORDS = 2


@lru_cache(maxsize=1024)
def name_of(
    printed: str,
    *,
    id_: str = "",
    order: str = "",
    family: str = "",
    given: str = "",
    original: str = "",
) -> Name:
    """A person's name with its parts, as far as they are known.

    Args:
        printed: the name as it is to be printed.
        id_: the agent's id, ``""`` for somebody who has none.
        order: ``"family-first"``, ``"given-first"`` or ``""``, as the agents file says.
        family: the family name, as the agents file says.
        given: the given names, as the agents file says.
        original: the name in its own script.
    """
    suffix = _SUFFIX.search(printed)
    body = printed[: suffix.start()] if suffix else printed
    words = body.split()
    known = NameOrder(order) if order else _order(body, words, id_)
    if family or given:
        return _from_parts(printed, known if order else None, (family, given), suffix, original)
    if len(words) < 2:  # noqa: PLR2004  # one word has no order
        return Name(printed, original=original)
    cut = _cut(words, id_) if known is NameOrder.GIVEN_FIRST else 1
    parts = (" ".join(words[:cut]), " ".join(words[cut:]))
    if known is NameOrder.GIVEN_FIRST:
        parts = (parts[1], parts[0])
    if known is NameOrder.UNKNOWN:
        parts = ("", "")
    return Name(printed, known, *parts, suffix[1] if suffix else "", original)


def _from_parts(
    printed: str,
    order: NameOrder | None,
    parts: tuple[str, str],
    suffix: re.Match[str] | None,
    original: str,
) -> Name:
    family, given = parts
    if order is None:
        starts = bool(family) and printed.startswith(family)
        order = NameOrder.FAMILY_FIRST if starts else NameOrder.GIVEN_FIRST
        if not (family and given):
            order = NameOrder.FAMILY_FIRST if starts and printed != family else NameOrder.WHOLE
    return Name(printed, order, family, given, suffix[1] if suffix else "", original)


def _order(body: str, words: list[str], id_: str) -> NameOrder:
    if _EAST_ASIAN.search(body):
        return NameOrder.FAMILY_FIRST
    if len(words) < 2:  # noqa: PLR2004  # one word has no order
        return NameOrder.WHOLE
    if _INITIALS.fullmatch(" ".join(words[1:])):
        return NameOrder.FAMILY_FIRST  # Filatov S. N.
    if _INITIALS.fullmatch(" ".join(words[:-1])):
        return NameOrder.GIVEN_FIRST
    if _has_eastern_order(words):
        # Jung Chang: either word is a family name, and either order is somebody's.
        both = len(words) == 2 and _is_family(words[-1])  # noqa: PLR2004
        return NameOrder.UNKNOWN if both else NameOrder.FAMILY_FIRST
    return NameOrder.GIVEN_FIRST if _cut(words, id_, default=0) else NameOrder.UNKNOWN


def _has_eastern_order(words: list[str]) -> bool:
    given = " ".join(words[1:])
    if fold(words[0]) in _VIETNAMESE and len(words) > _GIVEN_WORDS:
        return True
    return _is_family(words[0]) and bool(_GIVEN.fullmatch(fold(given)))


def _is_family(word: str) -> bool:
    return fold(word) in _CHINESE or fold(word) in surnames()


def _cut(words: list[str], id_: str, default: int = -1) -> int:
    """Where the given names end, by an id that has the family name first."""
    parts = [_slug(word) for word in words]
    for cut in range(1, len(words)):
        family = "-".join(parts[cut:])
        if id_ in (family, "-".join([*parts[cut:], *parts[:cut]])):
            return cut
    return default


def _slug(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(word)).strip("-")
