"""What a derivation reads of customers' years; see `cypher.view` for what all views share."""

from dataclasses import dataclass

from cypher.engine.arrays import Amounts, Ints
from cypher.query import View


@dataclass(frozen=True)
class AnnualFigureColumns:
    """What customers take and what they spend in a year; either may be UNKNOWN."""

    customer_no: Ints
    annual_receipts: Amounts
    annual_expenditures: Amounts


class AnnualFigures(View[AnnualFigureColumns]):
    """Customers of whose year either is known."""
