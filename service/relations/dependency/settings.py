"""The settings of economic dependency, connected clients and supply chains."""

from pydantic import Field

from service.relations.control.settings import ControlSettings
from service.relations.exposures.settings import ExposureSettings


class DependencySettings(ControlSettings, ExposureSettings):
    """When one customer lives from another."""

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
        description="share of a customer's yearly receipts or expenditures (what is recorded of "
        "them, or what this bank saw where that is more) from which the one counterparty that they "
        "come from or go to makes it dependent",
    )
    to_verify_counts: bool = Field(
        False,
        description="whether a dependency found in payments of which nothing is recorded of the "
        "whole year, so that its share is of what this bank sees alone, makes connected clients "
        "and supply chains like any other (else it is told, to be verified)",
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
