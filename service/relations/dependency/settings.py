"""The settings of economic dependency, connected clients and supply chains."""

from pydantic import Field

from service.relations.control.settings import ControlSettings


class DependencySettings(ControlSettings):
    """When one customer lives from another, and the limits on what a group may owe."""

    tier1_capital: float = Field(
        0,
        ge=0,
        description="the bank's tier-1 capital, in GUANXI_CURRENCY (0 = not given: no exposure is "
        "measured against it)",
    )
    group_limit: float = Field(
        0.2,
        gt=0,
        description="the largest exposure to one group of connected clients that is allowed, as a "
        "share of tier-1 capital (商业银行大额风险暴露管理办法)",
    )
    large_exposure: float = Field(
        0.025, gt=0, description="share of tier-1 capital from which an exposure counts as large"
    )
    dependency_trigger: float = Field(
        0.05,
        ge=0,
        description="share of tier-1 capital above which a customer's exposure makes the service "
        "look for economic dependency (0 = look for it with every customer; without tier-1 capital "
        "always so)",
    )
    dependency_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="share of a customer's yearly receipts or expenditures from which the one "
        "counterparty that they come from or go to makes it dependent",
    )
    dependency_payments: int = Field(
        10,
        ge=1,
        description="how many payments between the two, at least, before payments show dependency",
    )
    dependency_months: int = Field(
        3,
        ge=1,
        le=12,
        description="in how many different months these payments must lie, at least",
    )
    supply_chain_members: int = Field(
        3,
        ge=2,
        description="how many customers must depend on one company, at least, before it is the "
        "core of a supply chain",
    )
    central_government_alternative: bool = Field(
        False,
        description="whether each client that a government controls, or that depends on one, makes "
        "a group of its own (Basel LEX10) instead of all being one group",
    )
