"""The settings of high-potential customers."""

from pydantic import Field

from service.relations.payments.settings import PaymentSettings


class WealthSettings(PaymentSettings):
    """Which clients keep little here, and which of those around them are wealthy."""

    high_potential_low: float = Field(
        0.5,
        gt=0,
        le=0.5,
        description="high-potential customers: percentile of assets, among clients of the same "
        "kind and region, below which a client counts as low (0.5 = median)",
    )
    high_potential_top: float = Field(
        0.2,
        gt=0,
        le=0.5,
        description="high-potential customers: top share of assets in which somebody close to the "
        "client must stand (0.2 = the top fifth)",
    )
    high_potential_peers: int = Field(
        10,
        ge=2,
        description="high-potential customers: number of clients of one kind with known assets "
        "from which a region is compared within itself; below it with the whole bank",
    )
    high_potential_payments: int = Field(
        3,
        ge=1,
        description="high-potential customers: number of payments in twelve months from which the "
        "client that is paid counts as close to the payer",
    )
