"""What may be asked about similar customers, and what the answers look like."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.http.consent import LeftOut
from service.api.http.parameters import Id, Request
from service.api.http.purposes import ForPurpose, ListPurpose
from service.api.http.schemas import Consent, Text

#: How many seeds may be named, how many customers wanted, and how many of them are told.
SEEDS, WANTED, TOLD = 100_000, 1_000_000, 10_000


class SimilarQuery(ForPurpose):
    """How many similar customers are wanted."""

    limit: int = Field(50, ge=1, le=500, description="at most so many, the most similar first")


class LookAlikeBody(Request):
    """Whom the customers sought are to be like, and how many are wanted."""

    model_config = ConfigDict(strict=True)

    seeds: list[Id] | None = Field(
        None, min_length=1, max_length=SEEDS, description="the customers to be like"
    )
    tag: Id | None = Field(
        None,
        description="instead of seeds: the holders of this tag in the current run; it must be for "
        "the purpose",
    )
    purpose: ListPurpose | None = Field(
        None, description="what the customers are wanted for, where the address does not say it"
    )
    k: int = Field(
        ge=1,
        le=WANTED,
        description=f"how many customers; at most {TOLD} are told, `further` counts the others",
    )


class SharedParty(BaseModel):
    """Whom customers both pay, or are both paid by."""

    type: Literal["customer", "account"] = Field(
        description="account: one that belongs to no customer, by its own id"
    )
    id: str = Field(
        description="***, as its name, for marketing where the customer may not be approached"
    )
    name: str | None = Field(description="null for an account")
    side: Literal["payee", "payer"]
    share: float = Field(description="its part of the similarity")
    customers: int = Field(
        description="how many customers deal with it on this side: the fewer, the more it says"
    )


class Similar(BaseModel):
    """A customer who pays and is paid by much the same parties."""

    customer_id: str
    name: str
    consent: Consent
    similarity: float = Field(description="the cosine of payees and payers, up to 1")
    shared: list[SharedParty] = Field(description="those that say most, at most five of each side")
    payees_in_common: int
    payers_in_common: int
    sentence: Text


class SimilarCustomers(BaseModel):
    """Who is most like a customer in payees and payers."""

    customer_id: str
    name: str
    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    purpose: ListPurpose
    items: list[Similar] = Field(description="the most similar first")
    further: int = Field(description="how many less similar ones there are")
    hidden: int = Field(
        description="how many were left out of this list because they may not be approached: the "
        "sum of `left_out`"
    )
    left_out: LeftOut
    missing: Text | None = Field(description="why nobody could be compared, where that is so")


class LookAlike(Similar):
    """A customer like the seeds."""

    because: list[str] = Field(
        description="the seeds it is most like, at most three; for marketing none who may not "
        "be approached"
    )


class LookAlikes(BaseModel):
    """Who is most like the seeds and not among them."""

    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    purpose: ListPurpose
    k: int
    seeds: int = Field(description="how many different seeds there are")
    without_payments: list[str] = Field(
        description="seeds who never paid or were paid, so that nobody can be like them; at most "
        "fifty, for marketing none who may not be approached"
    )
    without_payments_hidden: int = Field(description="how many more of them there are")
    items: list[LookAlike] = Field(description="the most similar first")
    further: int = Field(description="how many less similar ones there are")
    hidden: int = Field(
        description="how many were left out of this list because they may not be approached: the "
        "sum of `left_out`"
    )
    left_out: LeftOut
    missing: Text | None = Field(description="why nobody could be compared, where that is so")
