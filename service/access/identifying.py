"""Identifying values in what JSON says: where they stand, and what is shown in their place.

A certificate's number, a phone, an e-mail, an address or an account is masked. Where it is the id
of a node or stands at an edge's end, an id takes its place that tells nothing, and the mask stands
beside it as `masked`.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cypher.vocabulary import EDGE_TYPES
from service.access import masks

#: How identifiers are shown, by their kind; one of another kind, such as a device, as it is.
MASKS: dict[str, Callable[[str], str]] = {
    "id_number": masks.id_number,
    "phone": masks.phone,
    "email": masks.email,
    "address": masks.address,
}
#: The names under which a value stands that is no node: the kind of each.
COLUMNS = {
    **{kind: kind for kind in MASKS},
    "registered_address": "address",
    **dict.fromkeys(("account_id", "from_account", "to_account", "loan"), "account"),
}
#: What people wrote, in which such a value may stand.
_WRITTEN = frozenset({"reason", "title"})
_LOOKED_AT = _WRITTEN | COLUMNS.keys()
_NAMES = (*COLUMNS, "payees", "payers", "column")
_SAID = ("type", "label", "kind", "reason", "title")
_FIRST = "".join(sorted({name[0] for name in (*_NAMES, *_SAID)})).encode()
#: What an answer that holds no such value at all never says, but for what tags about accounts have
#: as their subjects: a look at its bytes is enough.
MAY_HOLD = re.compile(
    # After most quotes the next letter tells that none of these names begins.
    rb'"(?=[' + _FIRST + rb"])(?:(?:" + "|".join(_NAMES).encode() + rb')":'
    rb'|(?:type|label|kind)":"(?:PAID|HOLDS|SHARES|Account|Identifier|account|identifier)"'
    rb'|(?:reason|title)":"(?:[^"\\]|\\.)*?(?:\d{8}|@))'
)
#: The same of what sentences are made of, where payments have no ends that are hidden.
MAY_HOLD_IN_WORDS = re.compile(
    rb'"(?:' + "|".join(COLUMNS).encode() + rb'|column)":'
    rb'|"(?:type|label|kind)":"(?:HOLDS|SHARES|Account|Identifier|account|identifier)"'
)
#: What has parts, which are looked at; most of what is said has none.
_PARTED = frozenset({dict, list})
#: Lists of [party, share], where a party may be an account of nobody known.
_PARTIES = ("payees", "payers")
#: What a node is called that is no customer and no group.
_NODES = frozenset({"Account", "Identifier", "account", "identifier"})


def mask(kind: str, value: str) -> str:
    """What is shown of a value of a kind that identifies somebody."""
    return masks.account(value) if kind == "account" else MASKS[kind](value)


def parties(said: Any) -> Iterator[str]:
    """The ids in what JSON says that are customers', or of accounts whose holder nobody knows."""
    if isinstance(said, list):
        for part in said:
            yield from parties(part)
    elif isinstance(said, dict):
        if said.get("type") == "PAID":
            yield from (said[end] for end in ("from", "to") if isinstance(said.get(end), str))
        for name in _PARTIES:
            if isinstance(said.get(name), list):
                yield from (each[0] for each in said[name] if isinstance(each, list))
        for part in said.values():
            yield from parties(part)


@dataclass(frozen=True)
class Masking:
    """How one answer is masked.

    `ends` says what stands for a value of a kind as an id; `accounts` are the ids among `parties`
    that are no customers'; `account_subjects` the tags whose holdings are about an account.
    """

    ends: Callable[[str, str], str]
    accounts: Collection[str] = ()
    account_subjects: Collection[str] = ()

    def masked(self, said: Any, about: str = "") -> Any:
        """What JSON says, without a value that identifies anybody; `about` is the tag it is of."""
        if isinstance(said, list):
            return [self.masked(part, about) if type(part) in _PARTED else part for part in said]
        if not isinstance(said, dict):
            return said
        about = said["tag_id"] if isinstance(said.get("tag_id"), str) else about
        shown = {
            name: self._value(name, value, about)
            if name in _LOOKED_AT or type(value) in _PARTED
            else value
            for name, value in said.items()
        }
        if _is_edge(said):
            return self._edge(said, shown)
        if node := _node(said):
            shown["id"] = self.ends(*node)
            shown["masked"] = said.get("name") or mask(*node)
        kind = _kind_of_column(said)
        if kind and isinstance(said.get("value"), str):
            shown["value"] = mask(kind, said["value"])
        if about in self.account_subjects and isinstance(said.get("subject"), str):
            shown["subject"] = self.ends("account", said["subject"])
            shown["subject_masked"] = mask("account", said["subject"])
        return shown

    def _value(self, name: str, value: Any, about: str) -> Any:
        if isinstance(value, str):
            if name in _WRITTEN:
                return masks.in_text(value)
            return mask(COLUMNS[name], value) if name in COLUMNS and value else value
        if name == "names" and isinstance(value, dict):
            return {self._party(one): told for one, told in value.items()}
        if name in _PARTIES and isinstance(value, list):
            return [
                [self._party(each[0]), *each[1:]] if isinstance(each, list) else self.masked(each)
                for each in value
            ]
        return self.masked(value, about)

    def _party(self, party: str) -> str:
        return self.ends("account", party) if party in self.accounts else party

    def _edge(self, said: Mapping[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
        """An edge; the value of an identifier is shown as it is masked."""
        known = EDGE_TYPES[said["type"]]
        for end, label in (("from", known.from_end), ("to", known.to_end)):
            value = said[end]
            if label == "Identifier":
                kind, _, compared = value.partition(":")
                if kind not in MASKS:
                    continue
                shown[end] = self.ends(kind, compared)
                # A phone number reads well as it is compared, the rest as it was typed.
                typed = compared if kind == "phone" else said.get("value")
                shown["masked"] = mask(kind, typed or compared)
                if "value" in shown:
                    shown["value"] = shown["masked"]
            elif label == "Account" and said["type"] != "PAID":
                shown[end] = self.ends("account", value)
                shown["masked"] = mask("account", value)
            elif label == "Account":
                shown[end] = self._party(value)
        return shown


def _kind_of_column(said: Mapping[str, Any]) -> str | None:
    """The kind of the value of something that names a column of a record; None for any other."""
    column = said.get("column")
    return COLUMNS.get(column) if isinstance(column, str) else None


def _is_edge(said: Mapping[str, Any]) -> bool:
    ends = said.get("from"), said.get("to")
    known = isinstance(said.get("type"), str) and said["type"] in EDGE_TYPES
    return known and all(isinstance(end, str) for end in ends)


def _node(said: Mapping[str, Any]) -> tuple[str, str] | None:
    """The kind and value of a node that is an account or an identifier; None for any other."""
    says = [said.get(key) for key in ("label", "kind", "type")]
    label = next((word for word in says if isinstance(word, str) and word in _NODES), None)
    if label is None or not isinstance(said.get("id"), str):
        return None
    if label in ("Account", "account"):
        return ("account", said["id"]) if said["id"] else None
    kind, _, value = said["id"].partition(":")
    return (kind, value) if kind in MASKS else None
