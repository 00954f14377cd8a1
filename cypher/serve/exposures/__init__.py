"""Exposures of the bank one by one: to a customer, or all that pass some filters."""

from dataclasses import dataclass

from cypher.query import Money, Query


@dataclass(frozen=True)
class ExposureRow:
    """An exposure: `number` is the customer number that it is on, `counted` what counts for limits.

    A settled one counts nothing.
    """

    exposure_id: str
    customer_id: str
    name: str
    number: str
    kind: str
    currency: str
    drawn: Money
    undrawn: Money
    covered: Money | None
    counted: Money
    due_on: str | None
    status: str
    five_class: str | None
    overdue: bool
    relationship_manager: str | None
    branch: str | None
    load_no: int


class ExposuresOfCustomer(Query[ExposureRow]):
    """The exposures on all numbers that a customer has in a run, by id."""

    customer_id: str
    run_id: int
    factors: dict[str, float]
    on: str
    after_id: str
    limit: int


class ExposuresInOrder(Query[ExposureRow]):
    """Exposures by id; `overdue` is 'true', 'false' or '' for all, as are the other filters."""

    status: str
    overdue: str
    five_class: str
    group_id: str
    relationship_manager: str
    branch: str
    run_id: int
    factors: dict[str, float]
    on: str
    after_id: str
    limit: int


@dataclass(frozen=True)
class PartsRow:
    """What all exposures to a customer add up to.

    `general`: what is drawn on the balance sheet; beside it stand acceptances, letters of credit
    and guarantees; `gross`: all that, and part of what is not drawn; `counted`: less the cover.
    """

    customer_id: str
    name: str
    kind: str
    is_client: bool
    general: float
    acceptances: float
    letters_of_credit: float
    guarantees: float
    gross: float
    counted: float


class ExposureParts(Query[PartsRow]):
    """What the exposures in one currency add up to, by customer; of the whole bank."""

    run_id: int
    factors: dict[str, float]
    currency: str
