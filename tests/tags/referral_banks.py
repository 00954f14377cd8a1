"""Banks whose customers refer each other."""

from collections.abc import Sequence
from typing import Any

from tests.banks import ServedBank
from tests.building import Row, people, referrals_of

TAGS = ("referral_root", "referral_influencer", "referred_customer", "referral_ring")


def keeping(**assets: Any) -> list[dict[str, Any]]:
    """Persons who keep so much at the bank."""
    return [row for each, kept in assets.items() for row in people(each, assets=kept)]


def load(
    bank: ServedBank,
    *arcs: str,
    customers: list[dict[str, Any]] | None = None,
    more: Sequence[Row] = (),
) -> None:
    """Load and derive persons who referred each other; A to F where none are given."""
    bank.keep(
        customers=people(*"ABCDEF") if customers is None else customers,
        referrals=[*referrals_of(*arcs), *more],
    )
    bank.derive("--tags", ",".join(TAGS), "--as-of", "2025-12-31")


def example(bank: ServedBank) -> None:
    """The worked example: A>B, A>C, C>D, where B keeps 10, C 20 and D 50."""
    load(bank, "A>B", "A>C", "C>D", customers=keeping(A="", B=10, C=20, D=50))


def holders(bank: ServedBank, tag_id: str) -> set[str]:
    """Who holds a tag."""
    return {holder["customer_id"] for holder in bank.holders(tag_id)}


def pairs(holding: dict[str, Any]) -> list[tuple[str, str]]:
    """Who referred whom, in the order of the evidence."""
    return [(edge["from"], edge["to"]) for edge in holding["evidence"]["edges"]]
