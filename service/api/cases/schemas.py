"""What is asked and answered about cases."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from service.api.contagion.schemas import Contagion, ContagionBody
from service.api.http.parameters import Request
from service.relations.contagion.scenarios import Model

Title = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"
    ),
]


class CaseBody(ContagionBody):
    """A question as POST /contagion takes it, and what the case is called."""

    title: Title


class CasePath(Request):
    """Names a case."""

    case_no: int = Field(ge=-(2**53), le=2**53)


class HitCustomer(BaseModel):
    """A customer that failed or was hit to begin with."""

    customer_id: str
    name: str


class CaseKept(BaseModel):
    """A case in a list."""

    case_no: int
    title: str
    made_at: str
    run_id: int | None
    model: Model
    customers: list[HitCustomer] = Field(
        description="those who failed or were hit to begin with, at most 20"
    )
    bank_loss: str = Field(description="what the bank loses, as `model` has it")
    currency: str


class Cases(BaseModel):
    """A page of cases, the latest first."""

    items: list[CaseKept]
    next: str | None


class Case(CaseKept):
    """A case: the two answers as they were given, whatever was loaded or derived since."""

    as_of: str = Field(description="the day looked at")
    version: str = Field(description="the version of the service that answered")
    customers_hidden: int = Field(description="how many further ones were hit to begin with")
    asked: dict[str, Any] = Field(description="what was asked, without the title")
    answer: Contagion = Field(description="as POST /contagion answered, by `model`")
    beside: Contagion | None = Field(
        description="the same by one other model: the default one where another was asked, else "
        "the one that tells what the default leaves out; null where nobody was hit"
    )
