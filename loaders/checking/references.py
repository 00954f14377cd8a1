"""What rows refer to: numbers for customers and accounts, and rejects for ids nobody has.

`number_of_customers` and `number_of_accounts` have ids with their numbers, `number_of_groups` ids
alone: those of the store, or those of them that few rows refer to, and those of this load, where
new ones are numbered on in the order of their ids.
"""

from collections.abc import Sequence

import numpy as np

from cypher import Store
from cypher.engine.arrays import Ints, Texts
from cypher.load import AccountNumbers, CustomerNumbers, GroupIds, HighestNumbers, KnownIds
from loaders.checking.checks import fault_number
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import TARGETS, Target

#: Of so many rows or ids, the transaction of a batch, the store is asked for each; of more for all.
FEW = 2_500


def resolve(workbench: Workbench, store: Store, staged: Sequence[Staged]) -> None:
    """Number what is new, and mark rows that refer to something unknown.

    `staged` holds the records in their order of loading, so that a row that is itself rejected is
    not referred to. Linear in all rows, and in the ids of the store where rows name more than a
    few.
    """
    by_name = {one.record.name: one for one in staged}
    [highest] = store.rows(HighestNumbers())
    for target in TARGETS:
        _fetch_known(workbench, store, target, staged)
    _number(workbench, "customers", by_name, highest.customers)
    _number(workbench, "accounts", by_name, highest.accounts)
    for one in staged:
        _reject_unknown(workbench, one)
        if one.record.name == "groups":
            _reject_orphaned_groups(workbench, one)


def _fetch_known(
    workbench: Workbench, store: Store, target: Target, staged: Sequence[Staged]
) -> None:
    """Make `number_of_<target>` of the ids that the store has: those that are named, or all."""
    named = [
        # Rejected rows name what stays as it is stored.
        f"SELECT {quoted(column.name)} AS id FROM checked_{one.record.name}"
        for one in staged
        for column in one.record.columns
        if column.refers_to == target or (one.record.name == target and column.number)
    ]
    workbench.run(f"CREATE TABLE number_of_{target} (id VARCHAR, no BIGINT)")
    if not named:
        return
    distinct = f"SELECT DISTINCT id FROM ({' UNION ALL '.join(named)}) WHERE id IS NOT NULL"
    ids = [id for (id,) in workbench.rows(f"{distinct} LIMIT {FEW + 1}")]
    known, numbers = (
        _numbers_of(store, target, ids) if len(ids) <= FEW else _all_numbers(store, target)
    )
    workbench.connection.register("known", {"id": known, "no": numbers})
    workbench.run(f"INSERT INTO number_of_{target} SELECT CAST(id AS VARCHAR), no FROM known")
    workbench.connection.unregister("known")


def _numbers_of(store: Store, target: Target, ids: list[str]) -> tuple[Texts, Ints]:
    known = store.rows(KnownIds(target=target, ids=ids))
    texts = np.array([each.id for each in known], object)
    return texts, np.array([each.no for each in known], np.int64)


def _all_numbers(store: Store, target: Target) -> tuple[Texts, Ints]:
    if target == "customers":
        customers = store.columns(CustomerNumbers())
        return customers.customer_id, customers.customer_no
    if target == "accounts":
        accounts = store.columns(AccountNumbers())
        return accounts.account_id, accounts.account_no
    groups = store.columns(GroupIds()).group_id
    return groups, np.zeros(len(groups), np.int64)


def _number(workbench: Workbench, target: Target, by_name: dict[str, Staged], highest: int) -> None:
    """Number the ids of this load that the store does not have, on from the highest."""
    if target in by_name:
        key = quoted(by_name[target].record.key[0])
        workbench.run(
            f"INSERT INTO number_of_{target} SELECT {key},"
            f" {highest} + row_number() OVER (ORDER BY {key}) FROM checked_{target}"
            f" WHERE fault IS NULL AND {key} NOT IN (SELECT id FROM number_of_{target})"
        )


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
