"""What answers about the graph look like: what is around a customer, between two, in a group."""


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
