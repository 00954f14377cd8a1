"""Which customers an item means: one for certain, some to be looked at, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.api.match.asked_item import AskedItem
from service.api.match.compared import TELLING, Compared
from service.tagging.declaration import Text

#: So many customers are told of one item.
MOST_TOLD = 5
EXACT, LIKELY, NONE = "exact", "likely", "none"
#: What is beside the name and the numbers, and may tell customers of one name apart.
_NARROWING = ("kind", "birth_on", "phone", "region", "branch", "relationship_manager")


@dataclass(frozen=True)
class Verdict:
    """How an item is matched, why, and with whom; `more` are as likely and not among them."""

    match: str
    because: Text
    customers: list[Compared]
    more: int = 0


def verdict(
    item: AskedItem, found: Sequence[Compared], threshold: float, too_common: bool
) -> Verdict:
    """The verdict on an item; `found` has one row for each customer, however many its numbers.

    `too_common` says that pieces of its name are those of more customers than were looked at.
    """
    for by in ("customer_id", "id_number"):
        named = [each for each in found if by in each.by]
        if named:
            return _named(item, by, named, found)
    open_ones = [each for each in found if each.row.closed_on is None]
    same = [each for each in open_ones if each.name_same == 2]
    same = same or [each for each in open_ones if each.name_same == 1]
    if same:
        return _of_one_name(_narrowed(same), too_common)
    likely = _likely(open_ones, threshold)
    if not likely:
        return Verdict(NONE, _why_none(item, too_common), [])
    return _several(
        likely, Text("名称或号码相近，请确认", "a near name or number: to be confirmed")
    )


def _named(item: AskedItem, by: str, named: list[Compared], found: Sequence[Compared]) -> Verdict:
    """The verdict where a number names somebody; another number or the name may name others."""
    others = [
        each
        for each in found
        if each not in named and ("id_number" in each.by or each.name_same == 2)
    ]
    if len(named) > 1:
        bearing = [each for each in named if each.name_same] or named
        named = _narrowed(bearing)
    [first, *rest] = named
    if rest:
        told = Text("多个客户登记了这一证件号码", "several customers have this certificate number")
        return _several(named, told)
    if others and not (first.name_same or not item.name or first.agrees("name") is None):
        told = Text(
            "所给的名称与号码分别属于不同客户", "the name and the number are of different customers"
        )
        return _several([first, *others], told)
    if by == "customer_id" and any("id_number" in each.by for each in others):
        told = Text(
            "客户号与证件号码分别属于不同客户",
            "the customer number and the certificate are of different customers",
        )
        return _several([first, *others], told)
    told = {
        "customer_id": Text("客户号相符", "by the customer number"),
        "id_number": Text("证件号码相符", "by the certificate number"),
    }[by]
    if first.conflicts:
        told = Text(f"{told.zh}，但所给信息有不符之处", f"{told.en}, though not all given agrees")
    first.score = 1.0
    return Verdict(EXACT, told, [first])


def _of_one_name(same: list[Compared], too_common: bool) -> Verdict:
    if len(same) > 1 or too_common:
        return _several(same, Text("多个客户同名", "several customers of this name"))
    [only] = same
    if only.conflicts:
        told = Text("名称相同，但所给信息有不符之处", "the same name, though not all given agrees")
        return _several(same, told)
    only.score = 1.0
    return Verdict(EXACT, Text("名称相同且仅此一位客户", "the name of this customer alone"), same)


def _narrowed(same: list[Compared]) -> list[Compared]:
    """Those of one name whom nothing else that was given contradicts, where there are any.

    A value that few share leaves those who have it.
    """
    for name in ("id_number", *_NARROWING):
        if name in TELLING and any(each.agrees(name) for each in same):
            same = [each for each in same if each.agrees(name)]
        fitting = [each for each in same if each.agrees(name) is not False]
        same = fitting or same
    return same


def _likely(found: Sequence[Compared], threshold: float) -> list[Compared]:
    return [each for each in found if round(each.score, 6) >= threshold]


def _several(customers: list[Compared], because: Text) -> Verdict:
    ranked = sorted(customers, key=lambda each: (-round(each.score, 6), each.row.customer_id))
    return Verdict(LIKELY, because, ranked[:MOST_TOLD], more=max(0, len(ranked) - MOST_TOLD))


def _why_none(item: AskedItem, too_common: bool) -> Text:
    if item.typed and not item.number and not item.name:
        return Text(
            "证件号码校验不通过或缺证件类型，且无相同写法的登记",
            "the certificate number fails its check or lacks its type, and none is written so",
        )
    if too_common:
        return Text(
            "相近的名称过多，请补充证件号码或客户号",
            "too many names are near: give a certificate or customer number",
        )
    return Text("没有相同或相近的客户", "no customer is the same or near")
