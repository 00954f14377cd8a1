"""The rows of the islands, file by file, and the truth about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from service.demo.islands import money, residents, ties
from service.demo.islands.plan import Island, IslandPlan, plan_islands
from service.demo.people.contacts import Contacts, identifiers
from service.demo.people.customers import customers
from service.demo.people.population import Population, stream
from service.demo.tables import Table, Texts


@dataclass(frozen=True)
class Islands:
    """The plan, who the islanders are and their accounts, those of loans last."""

    plan: IslandPlan
    islanders: Population
    accounts: Texts


def draw_islands(population: Population, accounts: int, seed: int) -> Islands:
    """The islands beside a bank of this population, which has so many accounts."""
    plan = plan_islands(population.size)
    return Islands(
        plan,
        residents.draw_islanders(plan, population, seed),
        money.island_accounts(plan, accounts),
    )


def island_tables(islands: Islands, seed: int) -> dict[str, Callable[[int], Table]]:
    """What follows in each file the rows that are there, made from how many these are."""
    plan, islanders, accounts = islands.plan, islands.islanders, islands.accounts
    looks = residents.draw_island_looks(plan, islanders, seed)
    standing = residents.island_standing(plan, islanders, seed)
    address_of = np.arange(plan.size)
    for family in plan.families:
        address_of[family] = family[0]
    contacts = Contacts([], [], phone_of=np.arange(plan.size), address_of=address_of)

    def drawn(name: str) -> np.random.Generator:
        return stream(seed, f"{name} of islanders")

    return {
        "customers": lambda _: customers(
            islanders,
            looks,
            standing,
            rng=drawn("customers"),
            of_organisations=drawn("organisations"),
        ),
        "accounts": lambda _: money.account_rows(plan, islanders, accounts, drawn("accounts")),
        "account_holders": lambda _: money.account_holders(plan, islanders, accounts),
        "transactions": lambda rows: money.transactions(
            plan, islanders, accounts, drawn("transactions"), rows
        ),
        "positions": lambda _: ties.island_positions(plan, islanders, drawn("positions")),
        "kinships": lambda _: ties.island_kinships(plan, islanders),
        "guarantees": lambda rows: ties.island_guarantees(
            plan, islanders, drawn("guarantees"), rows
        ),
        "referrals": lambda _: ties.island_referrals(plan, islanders, drawn("referrals")),
        "exposures": lambda rows: ties.island_exposures(plan, islanders, drawn("exposures"), rows),
        "identifiers": lambda _: identifiers(
            islanders, contacts, looks, standing, drawn("identifiers")
        ),
    }


def island_truth(islands: Islands) -> dict[str, list[Any]]:
    """What planted.json says of the islands, by customer id. The README lists the keys."""
    ids, plan = islands.islanders.ids, islands.plan

    def named(positions: list[int]) -> list[str]:
        texts: list[str] = ids[positions].tolist()
        return texts

    def of_each(tell: Callable[[Island], Any]) -> list[Any]:
        return [tell(island) for island in plan.islands]

    def insider(island: Island) -> dict[str, object]:
        employee, *family = named(island.families[0])
        sibling = str(ids[island.insider.sibling])
        return {"employee": employee, "close_kin": family, "other_kin": [sibling]}

    def twins(island: Island) -> dict[str, object]:
        leader, twin, *common = named(
            [
                island.twins.leader,
                island.twins.twin,
                *island.twins.wholesalers,
                *island.twins.shared_buyers,
            ]
        )
        return {
            "customer_id": twin,
            "leader": leader,
            "followers": named(island.twins.followers),
            "payees": common[: len(island.twins.wholesalers)],
            "payers": common[len(island.twins.wholesalers) :],
        }

    def loan(island: Island) -> dict[str, object]:
        account = islands.accounts[plan.size + plan.islands.index(island)]
        borrower, through = island.loan.borrower, island.loan.through
        return {"loan": str(account), "customers": named([borrower, *through, borrower])}

    return {
        "islanders": named(list(range(plan.size))),
        "households": [named(family) for family in plan.families],
        "insiders": of_each(insider),
        "guarantee_hubs": of_each(
            lambda island: {
                "guarantor": str(ids[island.guarantors.hub]),
                "borrowers": named(island.guarantors.borrowers),
            }
        ),
        "guarantee_focuses": of_each(
            lambda island: {
                "borrower": str(ids[island.guarantors.focus]),
                "guarantors": named(island.guarantors.guarantors),
            }
        ),
        "referral_rings": of_each(lambda island: named(island.ring)),
        "loan_round_trips": of_each(loan),
        "collections": of_each(
            lambda island: {
                "collector": str(ids[island.fundraising.collector]),
                "payers": named(island.fundraising.payers),
                "payees": named([island.fundraising.principal]),
            }
        ),
        "distributions": of_each(
            lambda island: {
                "distributor": str(ids[island.fundraising.distributor]),
                "payers": named([island.fundraising.principal]),
                "payees": named(island.fundraising.payers),
            }
        ),
        "twins": of_each(twins),
        "supply_chains": of_each(
            lambda island: {
                "core": str(ids[island.supplies.core]),
                "upstream": named(island.supplies.suppliers),
                "downstream": named([island.supplies.buyer]),
            }
        ),
    }
