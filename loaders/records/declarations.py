"""What a record's declaration is made of.

It says what a file's columns are called, what they hold and refer to, what makes a row unique, and
what a row is in the graph. The texts that write, compare and close rows follow from it:
`loaders.texts` makes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from cypher import Batch
from cypher.load import MERGES
from cypher.vocabulary import Text, Vocabulary
from loaders.records.column_types import CURRENCY, DAY, ID, ONE_LINE, ColumnType, Rule, choice

Target = Literal["customers", "accounts", "groups"]
#: What columns may refer to.
TARGETS: tuple[Target, ...] = get_args(Target)

#: The SQL of a default that is a setting: the loader gives DuckDB a variable of this name.
SETTING_CURRENCY = "getvariable('currency')"


@dataclass(frozen=True)
class Column:
    """One column: `default` is SQL over the row's texts, `number` the column of its number.

    `added` marks a column that its record gained after rows of it were stored: it enters a row's
    digest by its name, and only where it has a value, so that the digests of all other rows stay.

    A bad value in a column that `decides` costs the row; in one that only describes it is taken as
    unknown, and told as a warning.
    """

    name: str
    type: ColumnType
    required: bool = False
    default: str = ""
    refers_to: Target | None = None
    number: str = ""
    added: bool = False
    decides: bool = False

    @property
    def stored(self) -> str:
        """The column of its record's table: of what another record numbers only the number."""
        return self.number if self.refers_to and self.number else self.name


@dataclass(frozen=True)
class Node:
    """A row is a node of this label; the customer in the column `holder` has it, by `tie`.

    `by_kind` are labels that it carries beside it, each for a word in the column `kind`.
    """

    label: str
    tie: str = ""
    holder: str = ""
    by_kind: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tie:
    """A row is a relationship of this type between the nodes that two columns refer to."""

    type: str
    start: str
    end: str


@dataclass(frozen=True)
class Share:
    """A row is a relationship of this type from the node that the column `start` refers to.

    It leads to a node of this label, which all rows share that have the same `kind` and say the
    same: whose `value`, which stays on the relationship, is one text in its `normalised` form. A
    row of which that is empty says nothing: it has a node that is `only_for` its start.
    """

    type: str
    start: str
    label: str
    kind: str
    value: str
    normalised: str


@dataclass(frozen=True)
class Made:
    """A column of the store that is in no file: SQL of the loader over a row that was checked.

    `sql` may use the functions that `loaders.reading.workbench` gives DuckDB. What `stays` is as
    the row was first kept, however often it changes.
    """

    name: str
    sql: str
    stays: bool = False


@dataclass(frozen=True)
class Record:
    """One canonical file. A row rule is told as the fault of the column it is paired with.

    `holds` says what its rows are, `shape` what a row is in the graph, `made` what the store keeps
    beside its columns, `notes` what is told of a row that is kept as it is. What is `searched` has
    also the names that earlier loads gave it, and the text that it is found by.
    """

    name: str
    holds: str
    shape: Node | Tie | Share
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[tuple[str, Rule], ...] = ()
    notes: tuple[Rule, ...] = ()
    searched: bool = False
    made: tuple[Made, ...] = ()

    @property
    def batch(self) -> type[Batch]:
        """The batch that writes its rows; raises KeyError before its texts are made."""
        return MERGES[self.name]

    @property
    def own_numbers(self) -> tuple[str, ...]:
        """The columns of the numbers that its own rows are given: one, or none."""
        own = (column for column in self.columns if not column.refers_to)
        return tuple(column.number for column in own if column.number)

    @property
    def added_columns(self) -> tuple[str, ...]:
        """The columns that the store keeps beside those of the files, but for where a row is from.

        That by which rows are found comes first.
        """
        searched = ("earlier_names", "search_text") if self.searched else ()
        return (*searched, *(made.name for made in self.made))

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that a file must have."""
        return tuple(column.name for column in self.columns if column.required)

    def rejects(self, column: Column) -> bool:
        """Whether a bad value in this column costs the row: else it is unknown, with a warning."""
        return bool(
            column.decides or column.required or column.refers_to or column.name in self.key
        )

    def column(self, name: str) -> Column:
        """The column of that name; raises StopIteration where there is none."""
        return next(column for column in self.columns if column.name == name)


def customer(name: str) -> Column:
    """A column that names a customer; its number is called alike."""
    number = name.removesuffix("_id") + "_no"
    return Column(name, ID, required=True, refers_to="customers", number=number)


def alike(
    column_type: ColumnType, *names: str, added: bool = False, decides: bool = False
) -> tuple[Column, ...]:
    """Columns of one type that may be empty."""
    return tuple(Column(name, column_type, added=added, decides=decides) for name in names)


def one_of(name: str, words: Vocabulary[Any]) -> Column:
    """A required column that holds one of the words of a vocabulary."""
    return Column(name, choice(*words), required=True)


#: Why two columns must differ, by the second of them.
_ITSELF = {
    "parent_id": Text("不得为集团自身", "must not be the group itself"),
    "controlled_id": Text("不得控制自身", "must not control itself"),
    "b_id": Text("不得为自身的亲属", "must not be kin of itself"),
    "borrower_id": Text("不得为自身担保", "must not guarantee for itself"),
    "referred_id": Text("不得推荐自身", "must not refer itself"),
    "dependent_id": Text("不得依存于自身", "must not depend on itself"),
    "creditor_id": Text("不得欠自身债务", "must not owe itself"),
    "other_customer_id": Text("不得为该客户自身", "must not be the customer itself"),
}


def differ(first: str, second: str) -> tuple[str, Rule]:
    """The rule that two columns of a row name two different things."""
    return second, Rule("refers_to_itself", f'"{first}" = "{second}"', _ITSELF[second])


CURRENCY_COLUMN = Column("currency", CURRENCY, default=SETTING_CURRENCY, decides=True)
PERIOD = alike(DAY, "from_on", "to_on", decides=True)
PERIOD_RULE = (
    "to_on",
    Rule(
        "ends_before_it_begins",
        '"to_on" < "from_on"',
        Text("不得早于from_on", "must not be before from_on"),
    ),
)
#: The channel of a consent that names none.
ANY_CHANNEL = "any"
COVER_NOTE = Rule(
    "cover_above_exposure",
    '"covered" > "amount" + coalesce("undrawn", 0)',
    Text(
        "covered超过amount与undrawn之和：超出部分不计入",
        "covered is more than amount and undrawn together: what is above them counts for nothing",
    ),
)
ADDRESS_RULE = (
    "value",
    Rule(
        ONE_LINE.code,
        f""""kind" <> 'address' AND {ONE_LINE.breaks.replace("@value", "value")}""",
        Text("除地址外须在同一行内", "must stand on one line, but for an address"),
    ),
)
#: How a payment calls the two ends that the bank may not know.
COUNTERPARTY = ("from_name", "from_bank", "to_name", "to_bank")
NO_ACCOUNT_RULE = (
    "from_account",
    Rule(
        "no_account",
        " AND ".join(f'"{name}" IS NULL' for name in ("from_account", "to_account", *COUNTERPARTY)),
        Text(
            "to_account及各名称均为空时不得为空",
            "must not be empty where to_account and all names are empty too",
        ),
    ),
)
