"""A bank as it would be with some ties fewer or more: changed in memory, nothing is stored."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from cypher import View
from cypher.normalisation import normalised
from cypher.view import DeclaredMembers, Identifiers
from cypher.view.accounts import AccountOwners, MonthlyPayments, Payments
from cypher.vocabulary import Text
from service.errors import BadRequest
from service.graph.arrays import Flags
from service.relations.edges.customer_edges import BETWEEN_CUSTOMERS
from service.run.customer_positions import positions_named
from service.tagging.bank import Bank
from service.tagging.numbers import NUMBER


class Tie(NamedTuple):
    """A tie by its type and ends; `columns` is what a tie that is added says besides.

    Ends are customers' ids, save that MEMBER_OF leads to a group's id and SHARES to an identifier,
    `kind:value`. PAID stands for the payments between the accounts of two customers.
    """

    type: str
    from_id: str
    to_id: str
    columns: Mapping[str, Any]


#: The number of the load that a supposed tie came from: none has it.
NO_LOAD = 0


def positions_by_id(bank: Bank, customer_ids: Iterable[str], field: str) -> dict[str, int]:
    """The positions of customers by any of their ids; raises BadRequest as `positions_named`."""
    wanted = sorted(set(customer_ids))
    known = [bank.known_ids.get(customer_id, customer_id) for customer_id in wanted]
    found = positions_named(bank.customer_ids, known, field)
    return dict(zip(wanted, found.tolist(), strict=True))


def supposed_bank(bank: Bank, removed: Sequence[Tie], added: Sequence[Tie]) -> Bank:
    """The bank without some ties and with some others.

    A removed tie takes away every record of its type between its two ends. Added payments go from
    and to the first account of their customers. Raises BadRequest for a customer who is not there,
    for a removed tie that is not there, for an added payment between customers without accounts,
    for an added identifier that says nothing.
    Cost: the views that are touched, once for each tie.
    """
    world = bank
    for tie in removed:
        world = _without(world, tie)
    for tie in added:
        world = _with(world, tie)
    return world


def _without(world: Bank, tie: Tie) -> Bank:
    rows = _rows(world, tie)
    if not any(there.any() for _, there in rows):
        raise BadRequest(
            Text(
                f"当日没有从{tie.from_id}到{tie.to_id}的{tie.type}可去掉",
                f"there is no {tie.type} from {tie.from_id} to {tie.to_id} to remove on this day",
            ),
            "remove",
        )
    kept = {
        view: type(world[view])(**{name: a[~there] for name, a in vars(world[view]).items()})
        for view, there in rows
    }
    return world.with_views(kept)


def _with(world: Bank, tie: Tie) -> Bank:
    longer = {
        view: type(world[view])(
            **{
                name: np.append(array, np.array([_said(world, row, name)], array.dtype))
                for name, array in vars(world[view]).items()
            }
        )
        for view, row in _new_rows(world, tie)
    }
    return world.with_views(longer)


def _said(world: Bank, row: Mapping[str, Any], column: str) -> Any:
    """What a new row says in a column; it names its customers by the numbers they are known by."""
    if column in row or not column.endswith(NUMBER):
        return row[column]
    return world.customer_ids[row[f"{column.removesuffix(NUMBER)}_no"]]


def _rows(world: Bank, tie: Tie) -> list[tuple[type[View[Any]], Flags]]:
    """The views that hold a tie, and which of their rows it is."""
    if tie.type in BETWEEN_CUSTOMERS:
        view, begins, ends = BETWEEN_CUSTOMERS[tie.type]
        at = positions_by_id(world, (tie.from_id, tie.to_id), "remove")
        columns: Any = world[view]
        from_here = getattr(columns, begins) == at[tie.from_id]
        return [(view, from_here & (getattr(columns, ends) == at[tie.to_id]))]
    if tie.type == "PAID":
        at = positions_by_id(world, (tie.from_id, tie.to_id), "remove")
        payer, payee = (_accounts(world, at[end]) for end in (tie.from_id, tie.to_id))
        views: tuple[type[View[Any]], ...] = (Payments, MonthlyPayments)
        return [
            (view, np.isin(world[view].from_no, payer) & np.isin(world[view].to_no, payee))
            for view in views
        ]
    customer = positions_by_id(world, (tie.from_id,), "remove")[tie.from_id]
    if tie.type == "MEMBER_OF":
        members = world[DeclaredMembers]
        there = (members.customer_no == customer) & (members.group_id == tie.to_id)
        return [(DeclaredMembers, there)]
    kind, value, said = _identifier(tie)
    used = world[Identifiers]
    same = (used.normalised == value) | (used.normalised == said)
    there = (used.customer_no == customer) & (used.kind == kind) & same
    return [(Identifiers, there)]


def _new_rows(world: Bank, tie: Tie) -> list[tuple[type[View[Any]], dict[str, Any]]]:
    """The rows that a tie adds, view by view."""
    row = {**tie.columns, "load_no": NO_LOAD}
    if tie.type in BETWEEN_CUSTOMERS:
        view, begins, ends = BETWEEN_CUSTOMERS[tie.type]
        at = positions_by_id(world, (tie.from_id, tie.to_id), "add")
        if tie.type == "GUARANTEES":
            row["guarantee_id"] = f"supposed {tie.from_id}>{tie.to_id}"
        return [(view, {**row, begins: at[tie.from_id], ends: at[tie.to_id]})]
    if tie.type == "PAID":
        at = positions_by_id(world, (tie.from_id, tie.to_id), "add")
        row["from_no"], row["to_no"] = (
            _first_account(world, end, at[end]) for end in (tie.from_id, tie.to_id)
        )
        (day,) = world.zone.days(np.array([row["at"]])).astype("datetime64[D]").tolist()
        month = {**row, "month": day.year * 12 + day.month - 1, "payments": 1}
        return [(Payments, row), (MonthlyPayments, month)]
    row["customer_no"] = positions_by_id(world, (tie.from_id,), "add")[tie.from_id]
    if tie.type == "MEMBER_OF":
        names = world[DeclaredMembers]
        named = names.group_name[names.group_id == tie.to_id].tolist()
        return [
            (DeclaredMembers, {**row, "group_id": tie.to_id, "group_name": (*named, tie.to_id)[0]})
        ]
    kind, value, said = _identifier(tie)
    if not said:
        raise BadRequest(
            Text(
                f"{tie.to_id}不是有效值，不能据以关联客户",
                f"{tie.to_id} says nothing, so that it ties nobody",
            ),
            "add",
        )
    typed = {"kind": kind, "value": value, "normalised": said, "blocked": 0}
    return [(Identifiers, {**row, **typed})]


def _identifier(tie: Tie) -> tuple[str, str, str]:
    """The kind and the value of the identifier that a tie leads to, and that value normalised."""
    kind, _, value = tie.to_id.partition(":")
    return kind, value, normalised(kind, value)


def _accounts(world: Bank, customer: int) -> Any:
    owners = world[AccountOwners]
    return owners.account_no[owners.customer_no == customer]


def _first_account(world: Bank, customer_id: str, customer: int) -> int:
    accounts = _accounts(world, customer)
    if not len(accounts):
        raise BadRequest(
            Text(
                f"{customer_id}没有可收付款的账户",
                f"{customer_id} has no account to pay from or to",
            ),
            "add",
        )
    return int(accounts.min())
