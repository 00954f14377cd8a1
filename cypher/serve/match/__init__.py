"""Many customers looked for at once: by needles, and what they are then compared by."""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class NeedleRow:
    """What one needle found: its place among those asked, and customers by their numbers."""

    place: int
    customer_nos: list[int]


class CustomersWithNeedles(Query[NeedleRow]):
    """Customers in whose search texts each needle is found, all its phrases; closed ones too.

    A needle that finds nobody has no row; of more than `limit` customers some are told.
    """

    needles: list[list[str]]
    limit: int


@dataclass(frozen=True)
class ComparedRow:
    """A customer as it is compared with what was asked; `earlier_names` has a line for each."""

    customer_no: int
    customer_id: str
    kind: str
    name: str
    former_name: str | None
    earlier_names: str | None
    is_client: bool
    id_type: str | None
    id_number: str | None
    id_normalised: str | None
    birth_on: str | None
    region: str | None
    branch: str | None
    relationship_manager: str | None
    closed_on: str | None


class CustomersCompared(Query[ComparedRow]):
    """The customers of some numbers, closed ones too, by their numbers."""

    numbers: list[int]
