"""What a record's declaration is made of.

It says what a file's columns are called, what they hold and refer to, what makes a row unique, and
which batch writes it.
"""

from dataclasses import dataclass
from typing import Literal

from cypher import Batch
from loaders.checking.column_types import CURRENCY, DAY, ID, ONE_LINE, ColumnType, Rule, choice

Target = Literal["customers", "accounts", "groups"]

#: The SQL of a default that is a setting: the loader gives DuckDB a variable of this name.
SETTING_CURRENCY = "getvariable('currency')"


@dataclass(frozen=True)
class Column:
    """One column: `default` is SQL over the row's texts, `number` the column of its number."""

    name: str
    type: ColumnType
    required: bool = False
    default: str = ""
    refers_to: Target | None = None
    number: str = ""


@dataclass(frozen=True)
class Record:
    """One canonical file. A row rule is told as the fault of the column it is paired with."""

    name: str
    batch: type[Batch]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[tuple[str, Rule], ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that a file must have."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of that name; raises StopIteration where there is none."""
        return next(column for column in self.columns if column.name == name)


def customer(name: str) -> Column:
    """A column that names a customer; its number is called alike."""
    number = name.removesuffix("_id") + "_no"
    return Column(name, ID, required=True, refers_to="customers", number=number)


def alike(column_type: ColumnType, *names: str) -> tuple[Column, ...]:
    """Columns of one type that may be empty."""
    return tuple(Column(name, column_type) for name in names)


def one_of(name: str, *choices: str) -> Column:
    """A required column that holds one of these words."""
    return Column(name, choice(*choices), required=True)


def differ(first: str, second: str, reason: str) -> tuple[str, Rule]:
    """The rule that two columns of a row name two different things."""
    return second, Rule("refers_to_itself", f'"{first}" = "{second}"', reason)


CURRENCY_COLUMN = Column("currency", CURRENCY, default=SETTING_CURRENCY)
PERIOD = alike(DAY, "from_on", "to_on")
PERIOD_RULE = (
    "to_on",
    Rule("ends_before_it_begins", '"to_on" < "from_on"', "must not be before from_on"),
)
ADDRESS_RULE = (
    "value",
    Rule(
        ONE_LINE.code,
        f""""kind" <> 'address' AND {ONE_LINE.breaks.replace("@value", "value")}""",
        "must stand on one line, but for an address",
    ),
)
