"""The settings of nearness to what is blocked."""

from pydantic import Field

from service.relations.affiliation.settings import AffiliationSettings


class ProximitySettings(AffiliationSettings):
    """How far from a blocked customer, account or identifier is still near."""

    near_blocked_hops: int = Field(
        2,
        ge=1,
        le=3,
        description="number of edges up to which a customer is near a blocked customer, account or "
        "identifier",
    )
