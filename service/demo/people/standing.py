"""How each customer stands with the bank: client, blocked, open to marketing, or not."""

from dataclasses import dataclass

import numpy as np

from service.demo.people.population import Population
from service.demo.people.scale import Scale
from service.demo.tables import Texts, Truths


@dataclass(frozen=True)
class Standing:
    """One entry per customer; `consent` is "true", "false" or "" where nobody has asked.

    `employee` says who is known to work for the bank.
    """

    client: Truths
    blocked: Truths
    consent: Texts
    worth_known: Truths
    employee: Truths


def draw_standing(
    population: Population,
    scale: Scale,
    rng: np.random.Generator,
    *,
    planted: list[int],
    non_clients: list[int],
    refusing: list[int],
) -> Standing:
    """Draw the standing of all.

    The planted are clients with known net assets, but for the `non_clients` among them; elsewhere
    one in a hundred is no client and the net assets of one in twenty are unknown. `refusing` want
    no marketing.
    """
    size = population.size
    elsewhere = ~population.mask(planted)
    client = ~((rng.random(size) < 0.01) & elsewhere)
    client[non_clients] = False
    blocked = population.mask(
        rng.choice(np.flatnonzero(client), scale.blocked, replace=False).tolist()
    )
    consent = rng.choice(np.array(["true", "false", ""]), size, p=(0.6, 0.15, 0.25))
    consent[refusing] = "false"
    worth_known = ~((rng.random(size) < 0.05) & elsewhere)
    return Standing(client, blocked, consent, worth_known, np.zeros(size, dtype=np.bool_))
