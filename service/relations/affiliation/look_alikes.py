"""Customers who look like one under two numbers: suggested to people, joined by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from cypher.engine.arrays import Ints
from cypher.search.keys import search_key
from cypher.view import Birthdays, Identifiers, Identities
from cypher.vocabulary import Text, Vocabulary, Word
from service.graph.tables.segments import pair_key, split_pair
from service.relations.affiliation.pair_evidence import sharing
from service.relations.affiliation.settings import AffiliationSettings
from service.tagging.declaration import Reading

#: Why two look like one, the surest first (convention).
LOOKS = Vocabulary(
    Word("id_number", Text("证件号码相同", "the same id number")),
    Word("phone", Text("姓名与电话相同", "the same name and phone")),
    Word(
        "address",
        Text("姓名、地址与出生日期相同", "the same name, address and day of birth"),
    ),
)


@dataclass(frozen=True)
class LookAlike:
    """Two customers by the ids that they are known by, in order, and why they look like one."""

    a: str
    b: str
    bases: tuple[str, ...]


def look_alikes(bank: Reading, settings: AffiliationSettings) -> list[LookAlike]:
    """The pairs of customers who look like one, in the order of their ids.

    By a valid id number in common, or a name with a phone, or with an address and a day of birth;
    what more customers than `hub_customers` have says nothing. Cost: a sort of the identifiers.
    """
    own, written, born = bank[Identities], bank[Identifiers], bank[Birthdays]
    n = len(bank)
    name, birthday = np.full(n, "", object), np.full(n, "", object)
    name[own.customer_no] = [search_key(text) for text in own.name]
    birthday[born.customer_no] = born.birth_on
    found: list[tuple[int, int]] = []
    for place, basis in enumerate(LOOKS):
        values: list[tuple[int, tuple[str, ...]]]
        if basis == "id_number":
            said = zip(own.customer_no.tolist(), own.id_normalised, strict=True)
            values = [(customer, (bank.kind[customer], text)) for customer, text in said if text]
        else:
            rows = np.flatnonzero(written.kind == basis)
            known = birthday if basis == "address" else name
            values = [
                (customer, (bank.kind[customer], name[customer], value, known[customer]))
                for customer, value in zip(
                    written.customer_no[rows].tolist(), written.normalised[rows], strict=True
                )
                if name[customer] and known[customer]
            ]
        found += [(key, place) for key in _pairs(values, n, settings.hub_customers)]
    return [
        LookAlike(*_ids(bank, key), tuple([*LOOKS][place] for _, place in same))
        for key, same in groupby(sorted(set(found)), key=lambda pair: pair[0])
    ]


def _pairs(values: Sequence[tuple[int, tuple[str, ...]]], n: int, most: int) -> list[int]:
    """The pairs of customers with the same value, each as one number."""
    number: dict[tuple[str, ...], int] = {}
    thing = np.array([number.setdefault(value, len(number)) for _, value in values], np.int64)
    customer: Ints = np.array([customer for customer, _ in values], np.int64)
    a, b, _ = sharing(thing, customer, most)
    first, second = np.minimum(customer[a], customer[b]), np.maximum(customer[a], customer[b])
    keys: list[int] = pair_key(first, second, n)[first != second].tolist()
    return keys


def _ids(bank: Reading, key: int) -> tuple[str, str]:
    a, b = split_pair(np.array([key]), len(bank))
    return bank.customer_ids[int(a[0])], bank.customer_ids[int(b[0])]
