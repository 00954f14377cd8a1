"""What speaks for it that a customer is the one who was asked for, and what against it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cypher.search.keys import number_key, search_key
from cypher.serve.match import ComparedRow
from cypher.vocabulary import CUSTOMER_KINDS
from service.access import masks
from service.api.match.asked_item import AskedItem, certificate
from service.api.match.likeness import Likeness, likeness
from service.api.match.written_name import is_same_name, written_name
from service.tagging import figures
from service.tagging.declaration import Text

#: A name that a customer bore before is this alike; a number of no known type too.
FORMER, UNTYPED = 0.95, 0.95
#: What another value makes of how alike a customer is, by the field.
CONFLICT = {"id_number": 0.8, "birth_on": 0.85, "kind": 0.85, "customer_id": 0.9}
SMALL_CONFLICT = 0.95
#: By so much of what is missing a value that few share brings it nearer.
NEARER = 0.3
#: Fields that few customers share.
TELLING = ("birth_on", "phone")

_FIELDS = {
    "kind": Text("客户类型", "the kind"),
    "birth_on": Text("出生日期", "the day of birth"),
    "phone": Text("电话", "the phone"),
    "region": Text("地区", "the region"),
    "branch": Text("机构", "the branch"),
    "relationship_manager": Text("客户经理", "the relationship manager"),
}


@dataclass(frozen=True)
class Reason:
    """One thing that was compared: `agrees` is None where the bank has nothing to compare with."""

    field: str
    basis: str
    agrees: bool | None
    told: Text


@dataclass
class Compared:
    """A customer beside an item. `by` are the fields that name it for certain.

    `name_same` is 2 where the name is the same letter by letter, 1 where place or form is written
    otherwise, else 0.
    """

    row: ComparedRow
    by: set[str] = field(default_factory=set)
    name_same: int = 0
    score: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    @property
    def conflicts(self) -> list[str]:
        """The fields that say otherwise."""
        return [reason.field for reason in self.reasons if reason.agrees is False]

    def agrees(self, name: str) -> bool | None:
        """What was found of a field."""
        return next((each.agrees for each in self.reasons if each.field == name), None)


@dataclass(frozen=True)
class Numbered:
    """Who uses phones and has certificates, by the customers' numbers."""

    phones: dict[str, set[int]]
    certificates: dict[str, set[int]]


def compared(item: AskedItem, row: ComparedRow, numbered: Numbered, at_least: float) -> Compared:
    """The customer beside the item: names less alike than `at_least` say that it is another one."""
    found = Compared(row)
    _by_customer_id(item, found)
    _by_number(item, found, numbered)
    _by_name(item, found, at_least)
    _by_the_rest(item, found, numbered)
    for name in found.conflicts:
        if name != "name":
            found.score *= CONFLICT.get(name, SMALL_CONFLICT)
    if any(found.agrees(name) for name in TELLING):
        found.score += (1 - found.score) * NEARER
    return found


def _by_customer_id(item: AskedItem, found: Compared) -> None:
    if not item.customer_id:
        return
    if item.customer_id == found.row.customer_id:
        found.by.add("customer_id")
        _add(found, "customer_id", "same", True, Text("客户号相同", "the same customer number"))
        found.score = 1.0
    else:
        told = Text("客户号不是所给的", "not the customer number that was given")
        _add(found, "customer_id", "differs", False, told)


def _by_number(item: AskedItem, found: Compared, numbered: Numbered) -> None:
    if not item.typed:
        return
    row = found.row
    own = row.id_normalised or certificate(row.id_number, row.id_type)
    if item.number and (
        own == item.number or row.customer_no in numbered.certificates.get(item.number, ())
    ):
        found.by.add("id_number")
        found.score = 1.0
        _add(found, "id_number", "same", True, Text("证件号码相同", "the same certificate number"))
    elif row.id_number and number_key(row.id_number) == item.typed:
        found.score = UNTYPED
        told = Text(
            "证件号码写法相同，但校验不通过或缺证件类型",
            "the certificate number is written alike, but fails its check or lacks its type",
        )
        _add(found, "id_number", "untyped", True, told)
    elif not row.id_number:
        told = Text("登记中没有证件号码", "no certificate number is on record")
        _add(found, "id_number", "unknown", None, told)
    elif item.number and own and _type(own) != _type(item.number):
        told = Text("登记的是另一种证件", "another certificate is on record")
        _add(found, "id_number", "unknown", None, told)
    else:
        shown = masks.id_number(row.id_number)
        told = Text(
            f"证件号码与登记的{shown}不同", f"the certificate number on record is another: {shown}"
        )
        _add(found, "id_number", "differs", False, told)


def _type(number: str) -> str:
    return number.partition(":")[0] if ":" in number else ""


def _by_name(item: AskedItem, found: Compared, at_least: float) -> None:
    if not item.name:
        return
    row = found.row
    known = written_name(row.name)
    if is_same_name(item.name, known):
        exactly = item.name.letters == known.letters
        found.name_same = 2 if exactly else 1
        found.score = max(found.score, 1.0)
        told = (
            Text("名称相同", "the same name")
            if exactly
            else Text(
                "名称相同，仅地区或法律形式写法不同",
                "the same name, but for how its place or legal form is written",
            )
        )
        _add(found, "name", "same" if exactly else "place_or_form", True, told)
        return
    former = _former(item, row)
    near = likeness(item.name, known, at_least)
    if former and (not near or near.score < FORMER):
        told = Text(f"与曾用名{former}相同", f"the same as its former name {former}")
        _add(found, "name", "former", True, told)
        found.score = max(found.score, FORMER)
    elif near:
        _add_near(found, near)
    else:
        told = Text(f"名称不同：登记为{row.name}", f"another name: {row.name} on record")
        _add(found, "name", "differs", False, told)


def _former(item: AskedItem, row: ComparedRow) -> str:
    names = [row.former_name, *(row.earlier_names or "").split("\n")]
    for name in filter(None, names):
        if item.name and is_same_name(item.name, written_name(name)):
            return name
    return ""


def _add_near(found: Compared, near: Likeness) -> None:
    found.score = max(found.score, near.score)
    _add(found, "name", near.bases[0] if near.bases else "letters", None, near.told)


def _by_the_rest(item: AskedItem, found: Compared, numbered: Numbered) -> None:
    said, row = item.said, found.row
    _narrow(found, "kind", said.kind, row.kind, _equal, _kind_told)
    _narrow(found, "birth_on", said.birth_on, row.birth_on, _equal, figures.day)
    if said.phone and item.phone:
        users = numbered.phones.get(item.phone, ())
        agrees = True if row.customer_no in users else None
        _add_field(found, "phone", agrees)
    for name in ("region", "branch"):
        _narrow(found, name, getattr(said, name), getattr(row, name), _overlaps)
    _narrow(
        found, "relationship_manager", said.relationship_manager, row.relationship_manager, _equal
    )


def _narrow(
    found: Compared,
    name: str,
    asked: str | None,
    known: str | None,
    agrees: Callable[[str, str], bool],
    shown: Callable[[str], Text] = lambda value: Text(value, value),
) -> None:
    if asked:
        _add_field(
            found, name, agrees(asked, known) if known else None, shown(known) if known else None
        )


def _add_field(found: Compared, name: str, agrees: bool | None, known: Text | None = None) -> None:
    title = _FIELDS[name]
    known = known or Text("", "")
    told, basis = {
        True: (Text(f"{title.zh}相同", f"{title.en} is the same"), "same"),
        False: (
            Text(f"{title.zh}不同：登记为{known.zh}", f"{title.en} on record is {known.en}"),
            "differs",
        ),
        None: (
            Text(f"{title.zh}未见登记", f"{title.en} is not on record"),
            "unknown",
        ),
    }[agrees]
    _add(found, name, basis, agrees, told)


def _kind_told(kind: str) -> Text:
    return CUSTOMER_KINDS[kind].title if kind in CUSTOMER_KINDS else Text(kind, kind)


def _equal(one: str, other: str) -> bool:
    return search_key(one) == search_key(other)


def _overlaps(one: str, other: str) -> bool:
    """Whether one of two places is written within the other, without the word at its end."""
    left, right = (search_key(text).rstrip("省市区县") for text in (one, other))
    return bool(left and right) and (left in right or right in left)


def _add(found: Compared, name: str, basis: str, agrees: bool | None, told: Text) -> None:
    found.reasons.append(Reason(name, basis, agrees, told))
