"""A question about contagion as an address or a form says it, and as POST /contagion takes it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from werkzeug.datastructures import MultiDict

from cypher.vocabulary import Text
from service.access import masks
from service.tagging.figures import share
from service.web.kit.choosing import words_of

#: What a shock may name, under the API's names.
SHOCK = ("industry", "region", "branch", "tag", "group_id")
_NUMBERS = ("loss_given_default", "limit", "max_rounds")
#: What an address says of a scenario, and what it says of what may be given up.
SCENARIO = ("model", "defaulted", *SHOCK, "loss", *_NUMBERS, "value", "remove")
CUT = ("defaulted", "protect", "of", "own_cover", "by", "loss_given_default")
#: So many who have failed are named in a title.
_NAMED = 3

Said = MultiDict[str, str]


def scenario_of(said: Said) -> dict[str, Any]:
    """The body of POST /contagion that an address or a form stands for; the API judges it."""
    shock: dict[str, Any] = {name: said[name] for name in SHOCK if said.get(name)}
    if shock and said.get("loss"):
        shock["loss"] = _number(said["loss"])
    removed = [edge_of(value) for value in listed(said, "remove")]
    body: dict[str, Any] = {name: said[name] for name in ("model", "value") if said.get(name)}
    body |= {name: _number(said[name]) for name in _NUMBERS if said.get(name)}
    body |= {"defaulted": words_of(",".join(said.getlist("defaulted")))}
    return {
        name: value
        for name, value in {**body, "shock": [shock], "remove": removed}.items()
        if value not in ([], [{}])
    }


def cut_of(said: Said) -> dict[str, Any]:
    """The body of POST /contagion/cut that an address stands for."""
    body: dict[str, Any] = {
        name: words_of(",".join(said.getlist(name))) for name in ("defaulted", "protect", "of")
    }
    body["own_cover"] = said.get("own_cover") == "true"
    body["by"] = said.get("by")
    if said.get("loss_given_default"):
        body["loss_given_default"] = _number(said["loss_given_default"])
    return {name: value for name, value in body.items() if value not in ([], None, "")}


def subject_of(body: Mapping[str, Any], names: Mapping[str, str]) -> Text:
    """Whom a question is about, in a few words: who has failed, and what is hit how hard."""
    failed = body.get("defaulted", [])
    told = [names.get(customer_id, customer_id) for customer_id in failed[:_NAMED]]
    more = len(failed) - len(told)
    zh = f"{'、'.join(told)}{f'等{len(failed)}名客户' if more else ''}违约" if told else ""
    en = f"{', '.join(told)}{f' and {more} others' if more else ''} failed" if told else ""
    for shock in body.get("shock", ()):
        words = [shock[name] for name in SHOCK if name in shock]
        loss = shock.get("loss", 1)
        hit = share(loss) if isinstance(loss, int | float) else Text(loss, loss)
        zh = "；".join(filter(None, [zh, f"{'、'.join(words)}受损{hit.zh}"]))
        en = "; ".join(filter(None, [en, f"{', '.join(words)} hit by {hit.en}"]))
    return Text(zh or "无冲击", en or "no shock")


def what_if_of(said: Said) -> dict[str, Any]:
    """The body of POST /what-if that an address stands for: by itself about those at the ends."""
    removed = [edge_of(value) for value in listed(said, "remove")]
    ends = dict.fromkeys(edge[side] for edge in removed for side in ("from", "to"))
    return {"remove": removed, "customers": words_of(said.get("customers", "")) or [*ends]}


def value_of(edge: Mapping[str, Any]) -> str:
    """An edge as an address names it: GUARANTEES:C1:C2."""
    return ":".join(quote(str(edge[name]), safe="") for name in ("type", "from", "to"))


def edge_of(value: str) -> dict[str, str]:
    """The edge that an address names; what it lacks is empty, and refused by the API."""
    parts = [unquote(part) for part in value.split(":")]
    return dict(zip(("type", "from", "to"), [*parts, "", "", ""], strict=False))


def fields_of(said: Said, names: tuple[str, ...]) -> dict[str, str]:
    """What an address or a form says, each field once: lists by commas, nobody identified."""
    joined = {name: ",".join(filter(None, said.getlist(name))) for name in names}
    return {name: masks.in_text(text) for name, text in joined.items() if text}


def _number(text: str) -> float | int | str:
    """A number as it was typed; what is none stays as it is, and the API says so."""
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{0,9}\.\d{1,9}", text) else text


def listed(said: Said, name: str) -> list[str]:
    """The values of a field that may stand several times, or hold several by commas."""
    return [value for sent in said.getlist(name) for value in sent.split(",") if value]
