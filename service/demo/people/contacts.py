"""Phones, addresses, mail boxes and devices, some of them in several hands."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from service.demo.people import identity
from service.demo.people.households import Household
from service.demo.people.looks import Looks
from service.demo.people.pools import shuffled_companies, take
from service.demo.people.population import Population
from service.demo.people.scale import Scale
from service.demo.people.standing import Standing
from service.demo.tables import Block, Ints, Table, spans, truths

_FEWEST_AT_A_HUB = 21
_MOST_AT_A_HUB = 35


@dataclass(frozen=True)
class SharedPhone:
    """A phone number and the customers (positions) who all gave it as theirs."""

    number: str
    customers: list[int]


@dataclass(frozen=True)
class Contacts:
    """Phones in several hands, and for each customer whose phone and whose address it has.

    A hub is an agent's phone, shared by more than 20 persons who have nothing else in common.
    """

    hubs: list[SharedPhone]
    shared: list[SharedPhone]
    phone_of: Ints
    address_of: Ints


def plant_contacts(
    population: Population, households: list[Household], scale: Scale, rng: np.random.Generator
) -> Contacts:
    """Hubs of 21 to 35 persons, then pairs: two persons and a person with a company in turn."""
    people = rng.permutation(population.persons).tolist()
    companies = shuffled_companies(population, rng)
    phone_of, address_of = np.arange(population.size), np.arange(population.size)

    def share(customers: list[int]) -> SharedPhone:
        phone_of[customers] = customers[0]
        return SharedPhone(identity.phones(np.array(customers[:1]))[0], customers)

    hubs = [
        share(take(people, int(rng.integers(_FEWEST_AT_A_HUB, _MOST_AT_A_HUB + 1))))
        for _ in range(scale.hub_phones)
    ]
    shared = [
        share(take(people, 1) + take(companies if number % 2 else people, 1))
        for number in range(scale.shared_phones)
    ]
    for home in households:
        address_of[home.members] = home.father
    return Contacts(hubs, shared, phone_of, address_of)


def identifiers(
    population: Population,
    contacts: Contacts,
    looks: Looks,
    standing: Standing,
    rng: np.random.Generator,
) -> Table:
    """Everyone's phone; for some an address (all families), a mail box, a device.

    The device of a blocked customer is blocked too.
    """
    return Table("identifiers", _blocks(population, contacts, looks, standing, rng))


def _blocks(
    population: Population,
    contacts: Contacts,
    looks: Looks,
    standing: Standing,
    rng: np.random.Generator,
) -> Iterator[Block]:
    at_home = contacts.address_of != np.arange(population.size)
    at_home[contacts.address_of[at_home]] = True
    for span in spans(0, population.size):
        at = np.arange(span.start, span.stop)
        yield _block(population, at, "phone", _phones(contacts, looks, at))
        living = at[(rng.random(len(at)) < 0.6) | at_home[at]]
        yield _block(population, living, "address", looks.addresses(contacts.address_of[living]))
        writing = at[rng.random(len(at)) < 0.25]
        boxes = [f"{name.lower()}@mailbox.internal" for name in population.ids[writing].tolist()]
        yield _block(population, writing, "email", boxes)
        mobile = at[(rng.random(len(at)) < 0.3) & (at < population.persons)]
        numbers = (mobile + looks.numbers_before).tolist()
        devices = [f"DEV-{number * 2_654_435_761 % 2**32:08x}" for number in numbers]
        yield _block(
            population, mobile, "device", devices, blocked=truths(standing.blocked[mobile])
        )


def _phones(contacts: Contacts, looks: Looks, at: Ints) -> list[str]:
    return identity.phones(contacts.phone_of[at] + looks.numbers_before)


def _block(
    population: Population,
    at: Ints,
    kind: str,
    values: list[str],
    *,
    blocked: list[str] | None = None,
) -> Block:
    return {
        "customer_id": population.ids[at].tolist(),
        "kind": [kind] * len(at),
        "value": values,
        "blocked": blocked or ["false"] * len(at),
    }
