"""The settings of nearness to what is blocked."""

from pydantic import Field

from service.relations.affiliation.settings import AffiliationSettings
from service.tagging.least_amounts import LeastAmounts


class ProximitySettings(AffiliationSettings):
    """How far from a blocked customer, account or identifier is still near."""

    near_blocked_hops: int = Field(
        2,
        ge=1,
        le=3,
        description="number of edges up to which a customer is near a blocked customer, account or "
        "identifier",
    )
    near_blocked_amount: LeastAmounts = Field(
        "CNY=50000,USD=10000,EUR=10000,GBP=10000,HKD=50000",
        description="near the blocked: the least amount of a payment that leads on from one "
        "customer to another, by currency (default: from where on cash is reported, 金融机构大额"
        "交易和可疑交易报告管理办法 (2016) art. 5); a number alone is in GUANXI_CURRENCY, and in a "
        "currency that is not named every payment leads on. Who dealt with something blocked "
        "itself is near it whatever the amount",
    )
    near_blocked_counterparties: int = Field(
        5,
        ge=2,
        description="near the blocked: an organisation that deals by payment with so many "
        "customers or more (a shop, a power company, an employer) is near itself, and leads no "
        "further: those who deal with it have nothing to do with one another",
    )
