"""What answers about the graph look like: what is around a customer, between two, in a group."""

from typing import Literal

from pydantic import BaseModel, Field

from cypher.vocabulary.distances import DISTANCES, ONCE_PAID, SEVERAL_PAYMENTS
from service.api.graph.graph_answer import FormPath, LayoutQuery
from service.api.http.parameters import CustomerPath, EdgeTypes, Id
from service.api.http.schemas import Edge, RunOfAnswer, Text
from service.api.http.times import OfRun
from service.api.money.schemas import Amount, Instant


def _distances() -> str:
    listed = [f"{name} {tie.steps}" for name, tie in DISTANCES.items()]
    return f"{', '.join(listed)} ({ONCE_PAID.steps} where there were less than {SEVERAL_PAYMENTS})"


class Node(BaseModel):
    """A node of the graph: a customer, account, group or identifier."""

    id: str
    label: str
    name: str | Text | None = Field(
        None,
        description="what customers are called, and groups in both languages; null for others",
    )
    kind: str | None = Field(
        None, description="of a customer: person, company, government or other; left out elsewhere"
    )
    hub: Literal[True] | None = Field(
        None,
        description="true where it has too many counterparties or users to tie them to each other; "
        "left out elsewhere",
    )


class WalkedEdge(Edge):
    """An edge of the graph as it is walked."""

    ended: Literal[True] | None = Field(
        None,
        description="true where its record was closed or is not valid on the run's day; left out "
        "elsewhere",
    )


class Neighbours(RunOfAnswer):
    """What is around a customer."""

    nodes: list[Node]
    edges: list[WalkedEdge]
    hidden: int = Field(description="how many nodes were found and left out")
    hubs: int = Field(
        description="how many of the other nodes are hubs: their payments, or their users, were "
        "not gone through"
    )
    truncated: bool = Field(
        description="whether there were more edges than are looked at: `hidden` is the least number"
    )


class Path(RunOfAnswer):
    """The nearest path between two customers; both lists are empty where there is none."""

    nodes: list[Node]
    edges: list[WalkedEdge]
    hops: int | None
    distance: int | None = Field(
        None,
        description=f"what the ties of the path come to: {_distances()}; left out with `order`",
    )
    hubs: int | None = Field(
        None,
        description="how many hubs the search met: their payments, or their users, were not gone "
        "through; left out with `order`",
    )


class Stake(BaseModel):
    """One who owns or controls the customer, or is owned or controlled by it, through whomever."""

    customer_id: str
    name: str
    kind: str
    share: float | None = Field(description="what is held directly; null where nothing is")
    votes: float | None = Field(description="the votes held directly; null where no share is")
    integrated: float | None = Field(
        description="the share through all paths; null where a closed loop hides it"
    )
    controls: bool = Field(description="whether the upper one controls the lower")
    depth: int = Field(description="how many stakes away")


class Ownership(RunOfAnswer):
    """Everybody who owns or controls a customer, and everything it owns or controls."""

    customer_id: str
    as_of: str = Field(description="the day looked at: the run's, or today without one")
    owners: list[Stake]
    owned: list[Stake]
    hidden: int = Field(description="how many were found on either side and left out")
    truncated: bool = Field(
        description="whether there were more stakes than are looked at: what is told follows from "
        "the largest of them"
    )
    closed_loops: list[list[str]] = Field(
        description="those that own each other as a whole, so that no share can be told through "
        "them, nor beyond"
    )


class NeighboursQuery(OfRun):
    """How far around a customer to look."""

    types: EdgeTypes | None = None
    hops: int = Field(1, ge=1, le=3, description="how many edges away")
    limit: int = Field(50, ge=1, le=500, description="at most so many nodes, the customer included")
    include: Literal["ended"] | None = Field(
        None,
        description="`ended`: also what was closed or is not valid on the run's day, each such "
        "edge with `ended`: true",
    )


class PathsQuery(OfRun):
    """Between whom a path is wanted."""

    from_id: Id = Field(alias="from", description="the customer at one end")
    to_id: Id = Field(alias="to", description="the customer at the other end")
    types: EdgeTypes | None = None
    max_hops: int = Field(4, ge=1, le=8, description="at most so many edges")
    include: Literal["ended"] | None = Field(
        None,
        description="`ended`: also what was closed or is not valid on the run's day, each such "
        "edge with `ended`: true",
    )
    order: Literal["time"] | None = Field(
        None,
        description="`time`: the way of money from one to the other, payments only, each later "
        "than the one before",
    )
    since: Instant | None = Field(
        None, description="with `order`: no payments before this day or instant"
    )
    until: Instant | None = Field(
        None, description="with `order`: no payments after this day or instant"
    )
    min_amount: Amount | None = Field(
        None, description="with `order`: only payments of so much or more"
    )


class NeighboursGraphPath(CustomerPath, FormPath):
    """Names a customer and the form of a graph file."""


class NeighboursGraphQuery(NeighboursQuery, LayoutQuery):
    """How far around a customer to look, and whether nodes get places."""


class PathsGraphQuery(PathsQuery, LayoutQuery):
    """Between whom a path is wanted, and whether nodes get places."""
