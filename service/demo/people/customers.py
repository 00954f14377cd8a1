"""The customers file."""

from collections.abc import Iterator

import numpy as np

from service.demo.people import identity, names
from service.demo.people.looks import MANAGERS_PER_BRANCH, Looks
from service.demo.people.organisations import organisations_columns, persons_columns
from service.demo.people.population import Population
from service.demo.people.standing import Standing
from service.demo.tables import Block, Ints, Table, days, money, spans, truths

_YEAR_1995 = 9_131
_YEAR_2024 = 19_723


def customers(
    population: Population,
    looks: Looks,
    standing: Standing,
    *,
    rng: np.random.Generator,
    of_organisations: np.random.Generator,
) -> Table:
    """Every customer, in the order of positions; what only organisations have comes last."""
    return Table("customers", _blocks(population, looks, standing, rng, of_organisations))


def _blocks(
    population: Population,
    looks: Looks,
    standing: Standing,
    rng: np.random.Generator,
    of_organisations: np.random.Generator,
) -> Iterator[Block]:
    for span in spans(0, population.persons):
        at = np.arange(span.start, span.stop)
        block = _block(population, looks, standing, rng, at, _persons(population, looks, at))
        yield {**block, **persons_columns(len(at)), **_employed(standing, at)}
    kinds = (
        ("company", population.persons, population.companies),
        ("government", population.company_stop, population.governments),
        ("other", population.company_stop + population.governments, population.others),
    )
    for kind, start, count in kinds:
        for span in spans(start, start + count):
            at = np.arange(span.start, span.stop)
            named = _organisations(kind, looks, at, rng)
            block = _block(population, looks, standing, rng, at, named)
            called = np.array(named["name"])
            own = organisations_columns(
                population, looks, of_organisations, kind=kind, called=called, at=at
            )
            yield {**block, **own, **_employed(standing, at)}


def _persons(population: Population, looks: Looks, at: Ints) -> Block:
    shown = looks.shown[at]
    birth, female = population.birth[shown], population.female[shown]
    second = shown != at
    numbers = identity.resident_numbers(
        at + looks.numbers_before, population.birth[at], population.female[at]
    )
    other_documents = [f"DEMO{position:08d}" for position in at.tolist()]
    blank = [""] * len(at)
    return {
        "kind": ["person"] * len(at),
        "name": np.strings.add(looks.surname[shown], looks.given[shown]).tolist(),
        "id_type": np.where(second, "passport", "resident_id").tolist(),
        "id_number": np.where(second, other_documents, numbers).tolist(),
        "birth_on": days(birth),
        "gender": np.where(female, "female", "male").tolist(),
        "registered_on": blank,
        "industry": blank,
    }


def _organisations(kind: str, looks: Looks, at: Ints, rng: np.random.Generator) -> Block:
    cities, brands, trades = looks.cities(at), looks.brand[at], looks.trade[at]
    blank = [""] * len(at)
    industry = blank
    if kind == "company":
        authority = "91"
        called = names.company_names(rng, cities, brands, trades)
        industry = names.TRADE_INDUSTRIES[trades].tolist()
    elif kind == "government":
        authority = "11"
        called = names.public_names(rng, cities, brands)
    else:
        authority = "52"
        called = names.society_names(rng, cities, brands)
    return {
        "kind": [kind] * len(at),
        "name": called.tolist(),
        "id_type": ["unified_social_credit_code"] * len(at),
        "id_number": identity.credit_codes(authority, at + looks.numbers_before),
        "birth_on": blank,
        "gender": blank,
        "registered_on": days(rng.integers(_YEAR_1995, _YEAR_2024, len(at))),
        "industry": industry,
    }


def _block(
    population: Population,
    looks: Looks,
    standing: Standing,
    rng: np.random.Generator,
    at: Ints,
    identification: Block,
) -> Block:
    desks = rng.integers(MANAGERS_PER_BRANCH, size=len(at))
    kept = np.where(standing.client[at], population.assets[at], -1)
    worth = np.where(standing.worth_known[at], population.net_assets[at], -1)
    return {
        "customer_id": population.ids[at].tolist(),
        **identification,
        "is_client": truths(standing.client[at]),
        "region": looks.cities(at).tolist(),
        "branch": looks.branches(at).tolist(),
        "relationship_manager": looks.managers(at, desks),
        "assets": money(kept),
        "net_assets": money(worth),
        "annual_receipts": money(population.annual_receipts[at]),
        "annual_expenditures": money(population.annual_expenditures[at]),
        "blocked": truths(standing.blocked[at]),
        "marketing_consent": standing.consent[at].tolist(),
    }


def _employed(standing: Standing, at: Ints) -> Block:
    """Who works for the bank; empty for whoever is not known to."""
    return {"x_employee": np.where(standing.employee[at], "true", "").tolist()}
