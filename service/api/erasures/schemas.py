"""What is asked and answered where a person is to be erased."""

from pydantic import BaseModel, Field

from service.api.decisions.schemas import LOCAL, Author, Certificate, DecisionState, ReasonText
from service.api.http.parameters import Request


class ErasureBody(Request):
    """Why a person is to be erased."""

    reason: ReasonText
    author: Author = LOCAL


class ErasureProposed(BaseModel):
    """The decision that a person be erased; it is not done before somebody else approves it."""

    decision_no: int
    state: DecisionState
    signed: bool = Field(description="false: whoever decided it did not sign in")
    certificate: Certificate | None = Field(description="null until it is done")
