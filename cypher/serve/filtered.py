"""What a list of customers is narrowed to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Filtered:
    """The parameters of the fragment `filtered`: each is what customers must be, or '' for all.

    `is_client` is 'true' or 'false'. They come first among a query's own.
    """

    kind: str
    relationship_manager: str
    branch: str
    region: str
    industry: str
    is_client: str
