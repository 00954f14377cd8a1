"""The settings of guarantees."""

from pydantic import Field

from service.tagging.settings import TagSettings


class GuaranteeSettings(TagSettings):
    """How many guarantees are many, and how far circles and chains are followed."""

    guarantee_many: int = Field(
        3,
        ge=2,
        description="number of borrowers from which a guarantor is a guarantee hub, and of "
        "guarantors from which a borrower is a guarantee focus",
    )
    guarantee_parties: int = Field(
        5,
        ge=1,
        description="number of borrowers that one customer may guarantee for; with more it is "
        "overloaded (银监办发〔2014〕214号)",
    )
    overload_persons: bool = Field(
        False,
        description="whether persons can be overloaded by what they guarantee; without it only "
        "organisations are, since an owner who guarantees his own firm's loan is the rule",
    )
    guarantee_chain_steps: int = Field(
        10_000,
        ge=1,
        description="work limit: how many pairs of guarantor and borrower are followed for the "
        "guarantee chain of one customer",
    )
    circle_max_length: int = Field(
        6,
        ge=3,
        le=12,
        description="number of customers in the longest guarantee circle listed as evidence",
    )
    circle_max_listed: int = Field(
        5,
        ge=1,
        le=50,
        description="how many guarantee circles one holding lists as evidence at most",
    )
    circle_max_steps: int = Field(
        20_000,
        ge=1,
        description="work limit: how many guarantees are followed to find the guarantee circles of "
        "one customer",
    )
