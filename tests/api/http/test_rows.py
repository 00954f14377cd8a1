"""How a row of the store looks in an answer."""

from dataclasses import dataclass

import pytest
from pydantic import ValidationError, create_model

from cypher.query import Money
from service.api.http.rows import served, served_fields


@dataclass(frozen=True)
class Loan:
    """A row with each sort of column."""

    loan_id: str
    amount: Money
    fee: Money | None
    share: float
    load_no: int


def test_money_is_told_as_text_and_nothing_else_is() -> None:
    assert served(Loan("L1", 10.5, None, 0.25, 3)) == {
        "loan_id": "L1",
        "amount": "10.50",
        "fee": None,
        "share": 0.25,
        "load_no": 3,
    }


def test_a_model_has_the_columns_as_they_are_served() -> None:
    model = create_model("Model", **served_fields(Loan, "load_no"))
    assert list(model.model_fields) == ["loan_id", "amount", "fee", "share"]
    told = {"loan_id": "L1", "amount": "10.50", "fee": None, "share": 0.25}
    assert model.model_validate(told, strict=True).model_dump() == told
    with pytest.raises(ValidationError):
        model.model_validate({**told, "amount": 10.5}, strict=True)
    with pytest.raises(ValidationError):
        model.model_validate({key: told[key] for key in ("loan_id", "amount", "share")})
