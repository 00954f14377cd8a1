"""By what a customer was found: fields with their values, masked as anybody may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from cypher.search.asked import Asked
from cypher.search.keys import number_key, search_key
from cypher.search.terms import framed, id_terms, name_terms, number_terms
from cypher.serve.customers import CustomerBrief, NumberedRow
from service.access import masks

#: A credit code has so many letters, and no person has one.
_CREDIT_CODE = 18
_BY_SOUND = ("¤", "¢")
_MASKS = {"phone": masks.phone, "account": masks.account, "id_number": masks.id_number}


@dataclass(frozen=True)
class Matched:
    """A field by which a customer was found, and its value as it may be seen."""

    field: str
    masked: str


def matched(row: CustomerBrief, asked: Asked, numbers: Sequence[NumberedRow]) -> list[Matched]:
    """All by which a customer was found; `numbers` are its accounts, phones and certificates."""
    needles = list(dict.fromkeys(chain.from_iterable(chain.from_iterable(asked.tiers))))
    former = dict.fromkeys(filter(None, [row.former_name, *_lines(row.earlier_names)]))
    found = []
    if _in(name_terms(search_key(row.name)), needles):
        found.append(Matched("name", row.name))
    for name in former:
        if _in(name_terms(search_key(name)), needles):
            found.append(Matched("former_name", name))
    if _in(id_terms(search_key(row.customer_id)), needles):
        found.append(Matched("customer_id", row.customer_id))
    for number in numbers:
        found.append(Matched(number.field, _MASKS[number.field](number.value)))
    if row.id_number and _in(number_terms(number_key(row.id_number)), needles):
        field = "id_number"
        if row.kind != "person" and len(number_key(row.id_number)) == _CREDIT_CODE:
            field = "credit_code"
        found.append(Matched(field, masks.id_number(row.id_number)))
    sounds = [needle for needle in needles if needle.startswith(_BY_SOUND)]
    if any(framed(needle) in row.search_text for needle in sounds):
        found.append(Matched("pinyin", row.name))
    return list(dict.fromkeys(found))


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []


def _in(terms: Iterable[str], needles: Iterable[str]) -> bool:
    text = f" {' '.join(terms)} "
    return any(framed(needle) in text for needle in needles)
