"""Who holds a tag, and what a customer holds."""

from dataclasses import dataclass

from cypher.query import Query
from cypher.serve.filtered import Filtered


@dataclass(frozen=True)
class HoldingRow:
    """A holding; `value` and `evidence` are JSON."""

    tag_id: str
    subject: str
    version: str
    grade: str
    score: float
    value: str
    evidence: str
    since_run: int


@dataclass(frozen=True)
class HolderRow(HoldingRow):
    """A holding in the list of a tag's holders, and whose it is."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None
    relationship_manager: str | None


@dataclass(frozen=True)
class HolderAboutRow(HoldingRow):
    """A holding about one subject, and whose it is."""

    customer_id: str


class HoldersAbout(Query[HolderAboutRow]):
    """Who holds a tag about a subject in a run, the highest scores first."""

    tag_id: str
    subject: str
    run_id: int
    limit: int


class HoldersOfTag(Filtered, Query[HolderRow]):
    """Who holds a tag, the highest scores first."""

    tag_id: str
    grade: str
    subject: str
    consent: str
    today: str
    run_id: int
    after_score: float
    after_id: str
    after_subject: str
    limit: int


class HoldersSorted(Filtered, Query[HolderRow]):
    """Who holds a tag, by name or from the lowest score on, as `sort` says."""

    tag_id: str
    grade: str
    subject: str
    consent: str
    today: str
    run_id: int
    sort: str
    descending: bool
    after_score: float
    after_name: str
    after_id: str
    after_subject: str
    limit: int


@dataclass(frozen=True)
class LeftOutHoldings:
    """How many holdings a list leaves out for a reason, and of how many customers."""

    left_out: str
    holdings: int
    customers: int


class LeftOutOfHolders(Filtered, Query[LeftOutHoldings]):
    """What a list of a tag's holders leaves out; see `cypher.serve.marketing` for the reasons."""

    tag_id: str
    grade: str
    subject: str
    community_id: str
    consent: str
    today: str
    run_id: int


class HoldingsOfCustomer(Query[HoldingRow]):
    """What a customer holds in a run; of one tag, or of all where it is ''."""

    customer_id: str
    tag_id: str
    run_id: int


@dataclass(frozen=True)
class HeldRow(HoldingRow):
    """A holding, and the customer whose it is."""

    customer_id: str


class HoldingsOfCustomers(Query[HeldRow]):
    """What some customers hold of some tags in a run."""

    customer_ids: list[str]
    tag_ids: list[str]
    run_id: int
