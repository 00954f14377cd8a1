"""Accounts and who may use them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from service.demo.people.households import Household
from service.demo.people.population import Population
from service.demo.people.standing import Standing
from service.demo.tables import (
    Block,
    Ints,
    Table,
    Texts,
    days,
    money,
    numbered,
    spans,
    truths,
)

_YEAR_2010 = 14_610
_YEAR_2025 = 20_089


@dataclass(frozen=True)
class Accounts:
    """All accounts: each customer's main one at the customer's position, then the savings ones."""

    ids: Texts
    owner: Ints


def open_accounts(
    population: Population,
    households: list[Household],
    standing: Standing,
    rng: np.random.Generator,
) -> Accounts:
    """A main account for everyone, savings for three clients in ten and for joint households."""
    saves = (rng.random(population.size) < 0.3) & standing.client
    saves[[home.father for home in households if home.joint_account]] = True
    owner = np.concatenate([np.arange(population.size), np.flatnonzero(saves)])
    return Accounts(np.array(numbered("A", 0, len(owner), len(owner))), owner)


def account_rows(
    population: Population, accounts: Accounts, standing: Standing, rng: np.random.Generator
) -> Table:
    """The accounts file. The account of a customer that is no client is at another bank."""
    return Table("accounts", _account_blocks(population, accounts, standing, rng))


def _account_blocks(
    population: Population, accounts: Accounts, standing: Standing, rng: np.random.Generator
) -> Iterator[Block]:
    saves = np.zeros(population.size, dtype=np.bool_)
    saves[accounts.owner[population.size :]] = True
    for span in spans(0, len(accounts.owner)):
        owner = accounts.owner[span]
        is_main = np.arange(span.start, span.stop) < population.size
        part = np.where(saves[owner], np.where(is_main, 40, 60), 100)
        external = ~standing.client[owner]
        balance = np.where(external, -1, population.assets[owner] * part // 100)
        dormant = rng.random(len(owner)) < 0.03
        yield {
            "account_id": accounts.ids[span].tolist(),
            "kind": np.where(is_main, "current", "savings").tolist(),
            "currency": ["CNY"] * len(owner),
            "opened_on": days(rng.integers(_YEAR_2010, _YEAR_2025, len(owner))),
            "status": np.where(dormant, "dormant", "active").tolist(),
            "balance": money(balance),
            "blocked": truths(standing.blocked[owner]),
            "external": truths(external),
        }


def account_holders(
    population: Population,
    accounts: Accounts,
    households: list[Household],
    rng: np.random.Generator,
) -> Table:
    """Each account's owner, then wives on joint savings, then staff authorised for a company."""
    return Table("account_holders", _holder_blocks(population, accounts, households, rng))


def _holder_blocks(
    population: Population,
    accounts: Accounts,
    households: list[Household],
    rng: np.random.Generator,
) -> Iterator[Block]:
    for span in spans(0, len(accounts.owner)):
        yield _holders(population, accounts, np.arange(span.start, span.stop), "owner")
    joint = [home for home in households if home.joint_account]
    savers = accounts.owner[population.size :]
    fathers = np.array([home.father for home in joint], dtype=np.int64)
    mothers = np.array([home.mother for home in joint], dtype=np.int64)
    savings = np.searchsorted(savers, fathers) + population.size
    yield _holders(population, accounts, savings, "joint", mothers)
    companies = np.arange(population.persons, population.company_stop)
    chosen = companies[rng.random(len(companies)) < 0.05]
    staff = rng.integers(population.persons, size=len(chosen))
    yield _holders(population, accounts, chosen, "authorised", staff)


def _holders(
    population: Population,
    accounts: Accounts,
    numbers: Ints,
    role: str,
    holders: Ints | None = None,
) -> Block:
    """Rows for these accounts and holders; their owners where no holders are given."""
    held_by = accounts.owner[numbers] if holders is None else holders
    return {
        "account_id": accounts.ids[numbers].tolist(),
        "customer_id": population.ids[held_by].tolist(),
        "role": [role] * len(numbers),
    }
