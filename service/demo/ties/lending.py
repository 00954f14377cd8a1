"""What is owed and who lives from whom: exposures, obligations and declared dependencies."""

import numpy as np

from service.demo.people.population import Population
from service.demo.people.standing import Standing
from service.demo.tables import Ints, Table, days, money, numbered, shares, spans, table

_YEAR_2026 = 20_454
_STATUSES = np.array(["normal", "overdue", "non_performing"])
_BASES = np.array(["receipts", "expenditures", "repayment_source", "funding_source", "output_sold"])


def exposures(
    population: Population, borrowing: list[int], standing: Standing, rng: np.random.Generator
) -> Table:
    """What the bank has lent: to `borrowing`, to 45 in 100 organisations and 12 in 100 persons.

    Only clients have any, one each: 10 to 60 per cent of net assets.
    """
    persons = np.arange(population.size) < population.persons
    borrows = rng.random(population.size) < np.where(persons, 0.12, 0.45)
    borrows = (borrows | population.mask(borrowing)) & standing.client
    at = np.flatnonzero(borrows)
    kinds = np.where(persons[at], "mortgage", rng.choice(["loan", "credit_line"], len(at)))
    amounts = (population.net_assets[at] * rng.uniform(0.1, 0.6, len(at))).astype(np.int64) + 1
    due = rng.integers(_YEAR_2026, _YEAR_2026 + 1_800, len(at))
    statuses = rng.choice(_STATUSES, len(at), p=(0.95, 0.04, 0.01))
    blocks = (
        {
            "exposure_id": numbered("E", span.start, span.stop, len(at)),
            "customer_id": population.ids[at[span]].tolist(),
            "kind": kinds[span].tolist(),
            "amount": money(amounts[span]),
            "currency": ["CNY"] * (span.stop - span.start),
            "due_on": days(due[span]),
            "status": statuses[span].tolist(),
        }
        for span in spans(0, len(at))
    )
    return Table("exposures", blocks)


def obligations(population: Population, rng: np.random.Generator) -> Table:
    """What companies owe each other: about two debts for each five companies, no pair twice."""
    companies = population.companies
    count = companies * 2 // 5
    debtor = rng.integers(companies, size=count)
    creditor = (debtor + rng.integers(1, companies, count)) % companies
    pairs = np.unique(debtor * companies + creditor)
    debtor, creditor = pairs // companies, pairs % companies
    return table(
        "obligations",
        debtor_id=_company_ids(population, debtor),
        creditor_id=_company_ids(population, creditor),
        amount=money(rng.lognormal(17.0, 1.5, len(pairs)).astype(np.int64) + 1),
        currency=["CNY"] * len(pairs),
    )


def dependencies(population: Population, rng: np.random.Generator) -> Table:
    """Declared dependencies: one company in twenty lives from one of a lower position."""
    count = population.companies // 20 + 1
    dependent = rng.choice(population.companies - 1, count, replace=False) + 1
    dependent.sort()
    return table(
        "dependencies",
        provider_id=_company_ids(population, rng.integers(dependent)),
        dependent_id=_company_ids(population, dependent),
        basis=rng.choice(_BASES, count).tolist(),
        share=shares(rng.integers(30, 95, count)),
    )


def _company_ids(population: Population, companies: Ints) -> list[str]:
    ids: list[str] = population.ids[companies + population.persons].tolist()
    return ids
