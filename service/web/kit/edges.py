"""Edges of answers in words: what one says of its ends, since when, and as a sentence.

Each function takes the language first; a template calls it without.
"""

from collections.abc import Callable, Mapping
from typing import Any

from cypher.vocabulary import EDGE_TYPES, HOLDER_ROLES, IDENTIFIER_KINDS, Text, Vocabulary
from service.api.tables.cells import title_of
from service.web.kit.words import WORDS

_Edge = Mapping[str, Any]
#: The words of an edge's properties where its type does not declare them.
_ROLES: Mapping[str, Vocabulary[Any]] = {"HOLDS": HOLDER_ROLES}
_VOTES = Text("表决权", "votes")
_TIMES = Text("{count}笔", "{count} payments")
_ONCE = Text("1笔", "1 payment")
_UNTIL = Text("至", " to ")
_CASH = Text("现金或行外", "cash or elsewhere")
_OUTSIDE = Text("行外账户", "account elsewhere")


def _says(language: str, edge: _Edge) -> str:
    """What an edge says besides its ends and days: 持股61%, 588万元 · 12笔."""
    parts = [
        *_shares(language, edge),
        *_codes(language, edge),
        *_amount(language, edge),
        *(str(edge[name]) for name in ("purpose", "campaign") if edge.get(name)),
        *([edge["masked"]] if edge.get("masked") else []),
    ]
    return " · ".join(parts)


def has_share(edge: _Edge) -> bool:
    """Whether a type of edge has a share of a whole: what a cascade calls so of a debt is none."""
    kind = EDGE_TYPES.get(edge["type"])
    return kind is not None and "share" in (*(kind.needs or ()), *kind.takes)


def _shares(language: str, edge: _Edge) -> list[str]:
    if not has_share(edge) or edge.get("share") is None:
        return []
    told = WORDS["share"](language, edge["share"])
    votes = edge.get("votes")
    if votes is None or votes == edge["share"]:
        return [told]
    return [told, f"{_VOTES.told(language)} {WORDS['share'](language, votes)}"]


def _codes(language: str, edge: _Edge) -> list[str]:
    kind = EDGE_TYPES.get(edge["type"])
    known = {**(kind.words if kind else {}), "role": _words_of_role(edge["type"])}
    found = []
    for name in ("role", "relation", "basis"):
        word, words = edge.get(name), known.get(name)
        if not word:
            continue
        entry = words.get(word) if words else None
        title = entry.title if entry else title_of("role", edge, word)
        found.append(title.told(language).replace("_", " "))
    return found


def _words_of_role(edge_type: str) -> Vocabulary[Any] | None:
    kind = EDGE_TYPES.get(edge_type)
    return _ROLES.get(edge_type) or (kind.words.get("role") if kind else None)


def _amount(language: str, edge: _Edge) -> list[str]:
    found = []
    if "amount" in edge:
        found.append(WORDS["money"](language, edge.get("amount"), edge.get("currency")))
    if edge.get("payments"):
        count = edge["payments"]
        times = _ONCE if count == 1 else _TIMES
        found.append(times.told(language).format(count=f"{count:,}"))
    return found


def _since(language: str, edge: _Edge) -> str:
    """When it was, or since when and until when it holds; empty where that is not known."""
    at = edge.get("at") or edge.get("last_at")
    if at:
        return WORDS["day"](language, at)
    begins, ends = (
        WORDS["day"](language, edge[name]) if edge.get(name) else ""
        for name in ("from_on", "to_on")
    )
    return f"{begins}{_UNTIL.told(language)}{ends}".strip() if ends else begins


def edge_sentence(language: str, edge: _Edge, names: Mapping[str, str]) -> str:
    """An edge as a sentence about its beginning: 甲公司持有乙公司的股份（61%）."""
    begin, end = (_end(language, edge, end, names) for end in ("from", "to"))
    kind = EDGE_TYPES.get(edge["type"])
    if kind is None:
        return f"{begin} – {end}"
    told = kind.forwards.told(language).format(other=end)
    said = _says(language, edge)
    gap = "" if language == "zh" else " "
    noted = (f"（{said}）" if language == "zh" else f" ({said})") if said else ""
    return f"{begin}{gap}{told}{noted}"


def _end(language: str, edge: _Edge, end: str, names: Mapping[str, str]) -> str:
    """What stands at an end of an edge, by its name or else by what it is."""
    end_id = edge[end]
    return names.get(end_id) or thing(language, end_id, edge.get("masked"))


def thing(language: str, thing_id: str, masked: str | None = None) -> str:
    """What people call a node that is no customer and no group: an account, an identifier."""
    if not thing_id:
        return _CASH.told(language)
    kind = thing_id.replace(":", "-").partition("-")[0]
    if kind == "account":
        return masked or _OUTSIDE.told(language)
    entry = IDENTIFIER_KINDS.get(kind)
    if entry is None:
        return masked or thing_id
    value = masked or thing_id[len(kind) + 1 :]
    return f"{entry.title.told(language)} {value}"


#: By the name that templates call.
EDGE_WORDS: dict[str, Callable[..., str]] = {
    "edge_says": _says,
    "edge_since": _since,
    "edge_sentence": edge_sentence,
    "edge_end": _end,
}
