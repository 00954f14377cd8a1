"""What answers about the graph look like: what is around a customer, between two, in a group."""

from typing import Any

from pydantic import BaseModel, Field

from service.api.models import Edge


class Node(BaseModel):
    """A node of the graph: a customer, account, group or identifier."""

    id: str
    label: str
    name: str | None = None


class Neighbours(BaseModel):
    """What is around a customer."""

    nodes: list[Node]
    edges: list[Edge]
    hidden: int = Field(description="how many nodes were found and left out")
    truncated: bool = Field(
        description="whether there were more edges than are looked at: `hidden` is the least number"
    )


class Path(BaseModel):
    """The shortest path between two customers; both lists are empty where there is none."""

    nodes: list[Node]
    edges: list[Edge]
    hops: int | None


class Member(BaseModel):
    """A member of a group, and why."""

    customer_id: str
    name: str
    kind: str
    is_client: bool
    role: str | None
    reasons: list[dict[str, Any]]


class Group(BaseModel):
    """A group in a list."""

    group_id: str
    kind: str
    name: str | None
    head_id: str | None
    size: int
    exposure: str
    currency: str
    exposure_elsewhere: list[dict[str, str]] = Field(description="sums in other currencies")


class Groups(BaseModel):
    """A page of groups."""

    items: list[Group]
    next: str | None


class FullGroup(Group):
    """A group with a page of its members."""

    run_id: int | None
    members: list[Member]
    next: str | None
