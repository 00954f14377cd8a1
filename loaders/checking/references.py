"""What rows refer to: numbers for customers and accounts, and rejects for ids nobody has.

`number_of_customers` and `number_of_accounts` have each known id with its number: those of the
store, and those of this load, new ones numbered on in the order of their ids.
"""

from collections.abc import Sequence

import numpy as np

from cypher import Store
from cypher.engine.arrays import Ints, Texts
from cypher.load import AccountNumbers, CustomerNumbers, GroupIds
from loaders.checking.checks import fault_number
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Target


def resolve(workbench: Workbench, store: Store, staged: Sequence[Staged]) -> None:
    """Number what is new, and mark rows that refer to something unknown.

    `staged` holds the records in their order of loading, so that a row that is itself rejected is
    not referred to. Asks the store for ids only where a record needs them; linear in all rows.
    """
    by_name = {one.record.name: one for one in staged}
    customers = store.columns(CustomerNumbers())
    _number(workbench, "customers", by_name, customers.customer_id, customers.customer_no)
    needed = {column.refers_to for one in staged for column in one.record.columns}
    if "accounts" in by_name or "accounts" in needed:
        accounts = store.columns(AccountNumbers())
        _number(workbench, "accounts", by_name, accounts.account_id, accounts.account_no)
    if "groups" in needed:
        groups = store.columns(GroupIds()).group_id
        _keep_known(workbench, "groups", groups, np.zeros(len(groups), np.int64))
    for one in staged:
        _reject_unknown(workbench, one)
        if one.record.name == "groups":
            _reject_orphaned_groups(workbench, one)


def _number(
    workbench: Workbench, target: Target, by_name: dict[str, Staged], ids: Texts, numbers: Ints
) -> None:
    _keep_known(workbench, target, ids, numbers)
    if target in by_name:
        key = quoted(by_name[target].record.key[0])
        workbench.run(
            f"INSERT INTO number_of_{target} SELECT {key},"
            f" (SELECT coalesce(max(no), 0) FROM number_of_{target})"
            f" + row_number() OVER (ORDER BY {key}) FROM checked_{target}"
            f" WHERE fault IS NULL AND {key} NOT IN (SELECT id FROM number_of_{target})"
        )


def _keep_known(workbench: Workbench, target: Target, ids: Texts, numbers: Ints) -> None:
    workbench.connection.register("known", {"id": ids, "no": numbers})
    workbench.run(f"CREATE TABLE number_of_{target} (id VARCHAR, no BIGINT)")
    workbench.run(f"INSERT INTO number_of_{target} SELECT CAST(id AS VARCHAR), no FROM known")
    workbench.connection.unregister("known")


def _reject_unknown(workbench: Workbench, staged: Staged) -> None:
    record = staged.record
    for column in record.columns:
        if column.refers_to and column.refers_to != record.name:
            fault = fault_number(staged, f"unknown_{column.refers_to[:-1]}", column.name)
            workbench.run(
                f"UPDATE checked_{record.name} SET fault = {fault} WHERE fault IS NULL"
                f" AND {quoted(column.name)} IS NOT NULL AND {quoted(column.name)} NOT IN"
                f" (SELECT id FROM number_of_{column.refers_to})"
            )


def _reject_orphaned_groups(workbench: Workbench, staged: Staged) -> None:
    """A group whose parent is unknown is rejected, and then whatever is below it.

    Each round but the last rejects a group, so there are at most as many as groups.
    """
    fault = fault_number(staged, "unknown_group", "parent_id")
    known = (
        "SELECT id FROM number_of_groups UNION ALL"
        " SELECT group_id FROM checked_groups WHERE fault IS NULL"
    )
    orphaned = f"fault IS NULL AND parent_id IS NOT NULL AND parent_id NOT IN ({known})"
    while workbench.number(f"SELECT count(*) FROM checked_groups WHERE {orphaned}"):
        workbench.run(f"UPDATE checked_groups SET fault = {fault} WHERE {orphaned}")
    workbench.run(
        "INSERT INTO number_of_groups SELECT group_id, 0 FROM checked_groups WHERE fault IS NULL"
    )
