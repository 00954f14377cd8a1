"""What if: the tags that customers would gain and lose with other ties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from tests.answers.bank import TIES, Bank
from tests.answers.interface import Answer

#: What an added tie of a type says besides its ends.
SAID: Mapping[str, Mapping[str, Any]] = {
    "OWNS": {"share": 0.6},
    "CONTROLS": {"basis": "agreement"},
    "HOLDS_POSITION": {"role": "director"},
    "KIN_OF": {"relation": "spouse"},
    "GUARANTEES": {"amount": 5_000_000},
    "DEPENDS_ON": {"share": 0.8, "basis": "receipts"},
    "OWES": {"amount": 2_500_000.5},
    "PAID": {"amount": 880_000},
}


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about ties removed and added, what comes of them told tag by tag."""
    supposed = _Supposed(bank)
    for tag in bank.tags:
        yield f"POST /what-if with fewer and more ties: {tag['tag_id']}", supposed.of(tag["tag_id"])
    yield "POST /what-if with some tags", of_some_tags(bank)


def of_some_tags(bank: Bank) -> Iterator[Answer]:
    """One tie at a time, only some tags compared; and what cannot be supposed."""
    tags = ["control_group_member", "guarantee_circle", "beneficial_owner", "referred_customer"]
    for kind in ("OWNS", "GUARANTEES", "REFERRED"):
        for tie in bank.ties[kind][:2]:
            ends = {tie["from"], tie["to"]}
            body = {"remove": [tie], "customers": sorted(ends), "tags": tags}
            yield bank.api.post("/what-if", body)
    first = bank.few[0]
    stranger = {"type": "OWNS", "from": first, "to": "nobody"}
    bodies: list[dict[str, Any]] = [
        {"customers": [first]},
        {"customers": ["nobody"], "add": [{**stranger, "to": first, "share": 0.1}]},
        {"customers": [first], "remove": [stranger]},
        {"customers": [first], "add": [stranger]},
        {"customers": [first], "add": [{"type": "PAID", "from": first, "to": first, "amount": 1}]},
        {"customers": [first], "add": [{**stranger, "share": 2}]},
        {"customers": [first], "add": [{**stranger, "share": 0.1}], "tags": ["no_such_tag"]},
    ]
    for body in bodies:
        yield bank.api.post("/what-if", body)


class _Supposed:
    """A bank with a tie of each type fewer, and one with a tie of each type more."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def of(self, tag_id: str) -> Iterator[Answer]:
        """What comes of it for one tag."""
        for answer in self._answers:
            assert answer.status == 200, answer.text()
            said = answer.content
            # How much stays as it is was counted over all tags together: it is left out.
            customers = [
                {
                    "customer_id": row["customer_id"],
                    "name": row["name"],
                    "gained": [one for one in row["gained"] if one["tag_id"] == tag_id],
                    "lost": [one for one in row["lost"] if one["tag_id"] == tag_id],
                    "altered": [one for one in row["altered"] if one["now"]["tag_id"] == tag_id],
                }
                for row in said["customers"]
            ]
            changed = [row for row in customers if row["gained"] or row["lost"] or row["altered"]]
            compared = tag_id in said["tags_compared"]
            yield replace(answer, content={**said, "tags_compared": compared, "customers": changed})

    @cached_property
    def _answers(self) -> list[Answer]:
        ties = self._bank.ties
        fewer = [ties[kind][0] for kind in TIES if ties[kind]]
        more = [
            {"type": kind, "from": some[0]["from"], "to": some[-1]["to"], **SAID.get(kind, {})}
            for kind, some in ties.items()
            if len(some) > 1
        ]
        # What an answer calls an identifier is known of the customers of the question alone.
        user = ties["SHARES"][-1:]
        return [
            self._bank.api.post(
                "/what-if", {change: supposed, "customers": self._at([*supposed, *user])}
            )
            for change, supposed in (("remove", fewer), ("add", more))
        ]

    def _at(self, supposed: list[Any]) -> list[str]:
        """The customers at the ends of ties."""
        ends = {tie[end] for tie in supposed for end in ("from", "to")}
        return sorted(ends & set(self._bank.customers)) or self._bank.few
