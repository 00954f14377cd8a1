"""What accounts are called whose holders the bank does not know."""

from collections.abc import Iterable

from cypher.serve.money import NamesOfAccounts
from service.api.http.answers import store


def names_of_accounts(account_ids: Iterable[str]) -> dict[str, str]:
    """The names of those accounts that payments name, by id; cash and all others are left out."""
    wanted = sorted({*account_ids} - {""})
    return {row.account_id: row.name for row in store().rows(NamesOfAccounts(wanted))}
