"""Ties that a question names by the ids that answers give to accounts and identifiers."""

from collections.abc import Iterable, Sequence

from cypher.identity import NumbersOf
from cypher.serve.customers import AccountsOfCustomer, IdentifiersOf
from cypher.vocabulary import Text
from service.access.identifying import MASKS
from service.access.opaque import OPAQUE
from service.api.access.masking import opaque
from service.api.http.answers import store
from service.errors import BadRequest

_ACCOUNTS = 10_000


def stored_ends(ends: Sequence[str], customer_ids: Iterable[str], run_id: int) -> dict[str, str]:
    """The ids under which the store knows some ends of ties, by those that the question gives.

    An end that was told in an answer is found among the accounts and identifiers of the customers
    of the question, under all their numbers; raises BadRequest where none of them has it. Cost:
    nothing where every end is named as it is stored, else three queries.
    """
    if not any(map(OPAQUE.fullmatch, ends)):
        return {}
    asked = sorted({*customer_ids})
    numbers = sorted({*asked, *(row.customer_id for row in store().rows(NumbersOf(asked, run_id)))})
    told = {
        opaque(row.kind, row.compared): f"{row.kind}:{row.compared}"
        for row in store().rows(IdentifiersOf(numbers))
        if row.kind in MASKS
    }
    accounts = store().rows(AccountsOfCustomer(numbers, limit=_ACCOUNTS))
    told |= {opaque("account", row.account_id): row.account_id for row in accounts}
    for end in ends:
        if OPAQUE.fullmatch(end) and end not in told:
            raise BadRequest(
                Text(
                    f"所问客户没有{end}这一标识或账户：请写明标识，例如phone:13000000000",
                    f"no customer of the question has {end}: name the identifier itself, such as "
                    "phone:13000000000",
                ),
                "remove",
                "add",
            )
    return {end: told[end] for end in ends if end in told}
