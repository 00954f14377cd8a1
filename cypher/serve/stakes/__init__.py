"""What the service asks about ownership, control and offices: who has a part in whom.

Only records that are valid on a day count (from_on <= day < to_on), between customers who are open.
"""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class StakeRow:
    """One owns a share and votes of another (OWNS), or controls it by a record (CONTROLS)."""

    type: str
    owner_id: str
    owned_id: str
    share: float | None
    votes: float | None
    basis: str | None
    load_no: int


class StakesIn(Query[StakeRow]):
    """Who owns or controls any of some customers on a day; nobody owns a person."""

    customer_ids: list[str]
    on: str
    limit: int


class StakesHeldBy(Query[StakeRow]):
    """What any of some customers own or control on a day; nobody owns a person."""

    customer_ids: list[str]
    on: str
    limit: int


@dataclass(frozen=True)
class AllyRow:
    """Two who vote as one: kin by their relation, others by the basis of their record."""

    a_id: str
    b_id: str
    relation: str


class AlliesOf(Query[AllyRow]):
    """The kin of some customers by some relations, and the parties to their records of some bases.

    Records count as they are valid on a day.
    """

    customer_ids: list[str]
    relations: list[str]
    bases: list[str]
    on: str


@dataclass(frozen=True)
class OfficeRow:
    """An office that a person holds in a company, and since when."""

    person_id: str
    company_id: str
    role: str
    from_on: str | None
    load_no: int


class OfficesIn(Query[OfficeRow]):
    """The offices that persons hold in some companies on a day, by company, person and role."""

    customer_ids: list[str]
    on: str
    limit: int
