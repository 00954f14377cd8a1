"""Write a demo bank: a year of an invented bank in China, with known structures planted in it."""

import json
from collections.abc import Iterator
from pathlib import Path

from cypher.errors import BadValue
from service.demo.islands.files import draw_islands, island_tables, island_truth
from service.demo.people import accounts as holdings
from service.demo.people import contacts, households
from service.demo.people.customers import customers as customer_table
from service.demo.people.looks import draw_looks
from service.demo.people.population import Population, draw_population, stream
from service.demo.people.scale import Scale, scale_for
from service.demo.people.standing import Standing, draw_standing
from service.demo.plan import Plan, draw_plan, planted_truth
from service.demo.tables import Progress, Table, continued, write_table
from service.demo.ties import guarantees, lending, ownership, referrals
from service.demo.ties.payments import planted_payments
from service.demo.ties.transactions import transactions


def write_demo_bank(
    folder: Path, customers: int = 1000, seed: int = 1, on_progress: Progress | None = None
) -> dict[str, int]:
    """Write every canonical file and planted.json into a folder, made if missing.

    Returns the number of rows by file name without its ending. The islands' customers come on top
    of `customers`, and their rows at the end of each file. The same customers and seed give
    the same bytes; files of the same names are replaced, and planted.json comes last.
    `on_progress` is called with a file's name and its rows so far. Time follows the customers;
    memory is that of some arrays with one entry per customer, and of one block of rows.

    Raises BadValue when the folder is a file, the seed is negative or the customers are fewer
    than 200 or more than ten million.
    """
    scale = scale_for(customers)
    if seed < 0:
        raise BadValue(
            f"演示银行的种子须不小于0，而不是{seed}",
            f"the seed of a demo bank is 0 or more, not {seed}",
        )
    if folder.exists() and not folder.is_dir():
        raise BadValue(
            f"{folder}是文件；演示银行需要文件夹",
            f"{folder} is a file; a demo bank needs a folder",
        )
    folder.mkdir(parents=True, exist_ok=True)
    population = draw_population(customers, seed)
    plan = draw_plan(population, scale, seed)
    standing = _standing(population, plan, scale, seed)
    accounts = holdings.open_accounts(population, plan.households, standing, stream(seed, "saving"))
    islands = draw_islands(population, len(accounts.ids), seed)
    beside = island_tables(islands, seed)
    rows = {}
    for table in _tables(population, plan, standing, accounts, seed):
        whole = continued(table, beside[table.name]) if table.name in beside else table
        rows[table.name] = write_table(folder, whole, on_progress)
    truth = planted_truth(plan, population, standing, seed)
    for structure, planted in island_truth(islands).items():
        truth[structure] = [*truth.get(structure, []), *planted]
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (folder / "planted.json").write_text(text, encoding="utf-8", newline="\n")
    return rows


def _standing(population: Population, plan: Plan, scale: Scale, seed: int) -> Standing:
    return draw_standing(
        population,
        scale,
        stream(seed, "standing"),
        planted=plan.members(),
        non_clients=plan.control.non_clients,
        refusing=plan.payments.leading()[::3],
    )


def _tables(
    population: Population,
    plan: Plan,
    standing: Standing,
    accounts: holdings.Accounts,
    seed: int,
) -> Iterator[Table]:
    """The files one after the other, so that only one is in memory at a time."""
    looks = draw_looks(
        population,
        stream(seed, "looks"),
        groups=plan.control.groups,
        households=plan.households,
        same_persons=plan.same_persons,
    )
    payments = planted_payments(plan.payments, stream(seed, "planted payments"))
    borrowing = plan.guarantees.companies()

    yield customer_table(
        population,
        looks,
        standing,
        rng=stream(seed, "customers"),
        of_organisations=stream(seed, "organisations"),
    )
    yield ownership.groups(plan.declared, looks.brand)
    yield ownership.group_members(population, plan.declared)
    yield holdings.account_rows(population, accounts, standing, stream(seed, "accounts"))
    yield holdings.account_holders(population, accounts, plan.households, stream(seed, "holders"))
    yield transactions(population, payments, plan.ranks, accounts.ids, stream(seed, "transactions"))
    yield ownership.ownerships(population, plan.control, stream(seed, "ownerships"))
    yield ownership.controls(population, plan.control, stream(seed, "controls"))
    yield ownership.positions(population, plan.control, stream(seed, "positions"))
    yield households.kinships(population, plan.households)
    yield guarantees.guarantees(population, plan.guarantees, stream(seed, "guarantees"))
    yield referrals.referrals(
        population, plan.trees, plan.payments.leading(), stream(seed, "referrals")
    )
    yield lending.dependencies(population, stream(seed, "dependencies"))
    yield lending.exposures(population, borrowing, standing, stream(seed, "exposures"))
    yield lending.obligations(population, stream(seed, "obligations"))
    yield contacts.identifiers(
        population, plan.contacts, looks, standing, stream(seed, "identifiers")
    )
    yield households.same_as(population, plan.same_persons)
