"""Accounts that payments alone name: those of the world outside, whose holders nobody knows.

A payment to an account that is in no file of accounts would be rejected. Where it says what the
other side is called, or at which bank it is, the account is made: external, of this kind, with name
and bank; where it has no number, one for each name and bank. It is a row of accounts as others are,
so that it is written, counted and closed as they are. An accounts file that brings the account
takes it over, and payments then say nothing of it any more.
"""

from collections.abc import Sequence
from dataclasses import replace

from cypher import Store
from cypher.load import KnownAccounts
from loaders.checking.checks import check, checked_rows
from loaders.reading.staging import Part, Staged
from loaders.reading.workbench import Workbench
from loaders.records.canonical import RECORDS
from loaders.records.declarations import COUNTERPARTY

#: The kind of an account that payments name; an account of another kind is the bank's own word.
KIND = "counterparty"
ASKED_AT_ONCE = 5_000
_COLUMNS = ("account_id", "kind", "currency", "external", "name", "bank")
_ORDER = {record.name: place for place, record in enumerate(RECORDS)}
_ACCOUNTS = next(record for record in RECORDS if record.name == "accounts")


def name_counterparties(
    workbench: Workbench, store: Store, staged: Sequence[Staged]
) -> list[Staged]:
    """Add the accounts that payments name to `checked_accounts`, under numbers of rows below 0.

    Linear in the payments that name somebody; the store is asked for the accounts so named.
    Answers the records, accounts among them where there are such.
    """
    by_name = {one.record.name: one for one in staged}
    payments = by_name.get("transactions")
    if payments is None or not {*COUNTERPARTY} & {*payments.columns}:
        return list(staged)
    for side in ("from", "to"):
        workbench.run(
            f"UPDATE checked_transactions SET {side}_account = {_id_of(side)} WHERE fault IS NULL"
            f" AND {side}_account IS NULL AND coalesce({side}_name, {side}_bank) IS NOT NULL"
        )
    if "accounts" not in by_name:
        by_name["accounts"] = _no_accounts(workbench, payments.parts[0].file)
    _find_named(workbench)
    _know_stored(workbench, store)
    named = replace(by_name["accounts"], columns=_COLUMNS, own=(), conversions={}, table="named")
    workbench.run(f"INSERT INTO checked_accounts BY NAME {checked_rows(named)}")
    return sorted(by_name.values(), key=lambda one: _ORDER[one.record.name])


def _id_of(side: str) -> str:
    """The SQL of the id of an account without a number: one for each name and bank."""
    told = f"coalesce({side}_name, '') || chr(31) || coalesce({side}_bank, '')"
    return f"'{KIND}-' || left(md5({told}), 24)"


def _no_accounts(workbench: Workbench, file: str) -> Staged:
    """Accounts of which no file has any."""
    workbench.run("CREATE TABLE raw_accounts (row_no BIGINT, account_id VARCHAR)")
    staged = Staged(_ACCOUNTS, ("account_id",), (), 0, (Part(file, 0, None),))
    check(workbench, staged)
    return staged


def _find_named(workbench: Workbench) -> None:
    """Make `named`: the accounts that payments name and no file has, each as last named."""
    sides = " UNION ALL ".join(
        f"SELECT {side}_account AS account_id, {side}_name AS name, {side}_bank AS bank, currency,"
        ' "at" FROM checked_transactions WHERE fault IS NULL AND'
        f" {side}_account IS NOT NULL AND coalesce({side}_name, {side}_bank) IS NOT NULL"
        for side in ("from", "to")
    )
    latest = ", ".join(
        f'max_by({column}, ("at", {column})) FILTER ({column} IS NOT NULL) AS {column}'
        for column in ("name", "bank")
    )
    # An account whose row was rejected is one of the bank's: what it is, is not known.
    workbench.run(
        f"CREATE TABLE named AS SELECT -row_number() OVER (ORDER BY account_id) AS row_no,"
        f" account_id, '{KIND}' AS kind, min(currency) AS currency, 'true' AS external, {latest}"
        f" FROM ({sides}) ANTI JOIN checked_accounts USING (account_id) GROUP BY account_id"
    )


def _know_stored(workbench: Workbench, store: Store) -> None:
    """Leave out of `named` what the store has from a file; keep what earlier payments said."""
    ids = [id for (id,) in workbench.rows("SELECT account_id FROM named ORDER BY account_id")]
    for start in range(0, len(ids), ASKED_AT_ONCE):
        known = store.rows(KnownAccounts(ids=ids[start : start + ASKED_AT_ONCE]))
        own = [account.account_id for account in known if account.kind != KIND]
        workbench.run("DELETE FROM named WHERE account_id IN (SELECT unnest(?))", own)
        before = [account for account in known if account.kind == KIND]
        workbench.run(
            "UPDATE named SET name = coalesce(named.name, before.name),"
            " bank = coalesce(named.bank, before.bank) FROM (SELECT unnest(?::VARCHAR[]) AS id,"
            " unnest(?::VARCHAR[]) AS name, unnest(?::VARCHAR[]) AS bank) AS before"
            " WHERE named.account_id = before.id",
            [account.account_id for account in before],
            [account.name for account in before],
            [account.bank for account in before],
        )
