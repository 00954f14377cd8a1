"""What a query is: a frozen dataclass, bound at import to its two texts.

The name `ReferralsBelow` in the package `cypher.serve` binds `serve/referrals_below.cypher` and
`serve/referrals_below.sql`. A text's parameters must be exactly the dataclass's fields, so a typo
stops the import and nothing is ever formatted into a query.

    Query[Row]      a few rows for one question          store.rows(query)     -> list[Row]
    View[Columns]   the whole graph, column by column    store.columns(view)   -> Columns
    Command         one change                           store.run(command)
    Batch           the same change for many rows        store.run_batch(batch_type, rows)
    Extract         all rows of one sort, page by page   store.pages(extract) -> Page, Page, ...

What a text gives back is bound by the names of its columns, whatever their order: they must be
exactly the fields of the answer.

Lines that several texts share are kept once, in `cypher/fragment/`: a line `-- include name` (in
Cypher `// include name`) stands for the text of that name and language, which may include others.
"""

import dataclasses
import re
import sys
import typing
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, TypeVar, dataclass_transform

from cypher.scope import SCOPE, Scope

Row = TypeVar("Row")
Columns = TypeVar("Columns")

#: An amount in a row: it is money, and not a share or a score.
Money = Annotated[float, "money"]

#: What a view's Cypher additionally takes: it is asked for one window of nodes after another.
WINDOW = frozenset({"low", "high"})
#: What an extract's SQL takes to be read on from a place, and the column that says the place.
PLACE, POSITION = "place", "position"
#: What a command's Cypher takes where it says how much to change in one transaction.
AT_ONCE = "at_once"


@dataclass_transform(frozen_default=True)
class Statement:
    """What every query shares: its two texts, its parameters, and the binding of both."""

    cypher: ClassVar[str]
    sql: ClassVar[str]
    path: ClassVar[Path]

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        """Bind the texts beside the module that declares the class, and check their parameters.

        Raises TypeError where a text or a fragment that it includes is missing, or its parameters
        differ from the fields.
        """
        super().__init_subclass__(**kwargs)
        if abstract:
            return
        dataclasses.dataclass(frozen=True)(cls)
        folder = Path(str(sys.modules[cls.__module__].__file__)).parent
        cls.path = folder / re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        try:
            cls.bind_texts()
        except FileNotFoundError as missing:
            raise TypeError(f"{cls.__name__} has no text {missing.filename}") from None
        cls.check_parameters()

    @classmethod
    def bind_texts(cls) -> None:
        """Bind the text of each engine."""
        cls.cypher = read_text(cls.path.with_suffix(".cypher"))
        cls.sql = read_text(cls.path.with_suffix(".sql"))

    @classmethod
    def check_parameters(cls) -> None:
        """Raise TypeError unless both texts take exactly `taken_names`."""
        for language, names in (
            ("cypher", cypher_parameters(cls.cypher)),
            ("sql", sql_parameters(cls.sql)),
        ):
            if names != cls.taken_names():
                raise TypeError(
                    f"{cls.__name__}: its {language} takes {sorted(names)}, "
                    f"its fields are {sorted(cls.taken_names())}"
                )

    @classmethod
    def taken_names(cls) -> set[str]:
        """The parameters that both texts must take: the fields."""
        return cls.field_names()

    @classmethod
    def field_names(cls) -> set[str]:
        """The names of the parameters."""
        return {field.name for field in dataclasses.fields(cls)}  # type: ignore[arg-type]

    def parameters(self) -> dict[str, Any]:
        """The parameters by name, as both engines take them."""
        return dict(vars(self))


class Query(Statement, Generic[Row], abstract=True):
    """A question with a few rows for an answer; its type argument is the row's dataclass."""

    row: ClassVar[type]
    #: Whether a follower that is a moment behind will not do: for what people decide.
    from_leader: ClassVar[bool] = False
    #: Whether the answer keeps to the scope in which is asked; see `cypher.scope`.
    scoped: ClassVar[bool] = False

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        """Bind the texts, and note the row type."""
        super().__init_subclass__(abstract=abstract, **kwargs)
        cls.row = _type_argument(cls)

    @classmethod
    def taken_names(cls) -> set[str]:
        """The fields, and of a text that keeps to a scope what `cypher.scope` binds."""
        cls.scoped = not SCOPE.isdisjoint(sql_parameters(cls.sql))
        return cls.field_names() | (SCOPE if cls.scoped else set())

    def within(self, scope: Scope) -> dict[str, Any]:
        """The parameters by name, with those of the scope where the texts take them."""
        return self.parameters() | (scope.parameters() if self.scoped else {})

    @classmethod
    def places(cls, names: Sequence[str]) -> list[int]:
        """Where each field of the row, in order, stands among the columns that a text gives back.

        Raises TypeError unless the text's columns are named as the row's fields.
        """
        return _places(cls, names, [field.name for field in dataclasses.fields(cls.row)])


class View(Statement, Generic[Columns], abstract=True):
    """The whole graph seen one way; its type argument is a dataclass of numpy arrays."""

    columns: ClassVar[type]
    from_leader: ClassVar[bool] = False

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        """Bind the texts, and note the columns."""
        super().__init_subclass__(abstract=abstract, **kwargs)
        cls.columns = _type_argument(cls)

    @classmethod
    def places(cls, names: Sequence[str]) -> list[int]:
        """Where each array, in order, stands among the columns that a text gives back.

        Raises TypeError unless the text's columns are named as the arrays.
        """
        return _places(cls, names, [field.name for field in dataclasses.fields(cls.columns)])

    @classmethod
    def check_parameters(cls) -> None:
        """As for every statement, save that the Cypher also takes the window's two ends."""
        windowed = cypher_parameters(cls.cypher)
        if windowed - WINDOW != cls.field_names() or not windowed >= WINDOW:
            raise TypeError(f"{cls.__name__}: its cypher must take $low, $high and its fields")
        if sql_parameters(cls.sql) != cls.field_names():
            raise TypeError(f"{cls.__name__}: its sql must take exactly its fields")


class Command(Statement, abstract=True):
    """One change; in one transaction on SQLite.

    Neo4j keeps a transaction's changes in memory. Where they grow with the bank the Cypher is of
    several statements, each in as many transactions as it needs: one that takes `$low` and `$high`
    is made for one window of customers after another, one that takes `$at_once` again and again,
    until nothing is left to change. Each must do no harm when it is run again.
    """

    @classmethod
    def check_parameters(cls) -> None:
        """As for every statement, save that the Cypher may take a window or `$at_once`."""
        in_cypher = cypher_parameters(cls.cypher)
        if in_cypher - WINDOW - {AT_ONCE} != cls.field_names():
            raise TypeError(f"{cls.__name__}: its cypher must take exactly its fields")
        if sql_parameters(cls.sql) != cls.field_names():
            raise TypeError(f"{cls.__name__}: its sql must take exactly its fields")


class Batch(Statement, abstract=True):
    """One change made for each of many rows; `columns` names what a row holds, in order.

    The Cypher unwinds `$rows`, a list of maps; the SQL runs once a row with `:column` parameters.
    A batch that lists no columns has those that its texts take: what only the Cypher takes, then
    the SQL's, in the order of the texts.
    """

    columns: ClassVar[tuple[str, ...]]
    positional_sql: ClassVar[str]

    @classmethod
    def check_parameters(cls) -> None:
        """Raise TypeError unless the texts take `$rows` and, together, exactly the columns."""
        in_cypher = re.findall(r"\brow\.(\w+)", strip_comments(cls.cypher))
        in_sql = _sql_parameters(cls.sql)
        # SQLite counts the values of a row up to the last one that a text takes.
        taken = tuple(dict.fromkeys([name for name in in_cypher if name not in in_sql] + in_sql))
        cls.columns = getattr(cls, "columns", taken)
        if cypher_parameters(cls.cypher) != {"rows"} or set(taken) != set(cls.columns):
            raise TypeError(
                f"{cls.__name__}: its texts take {sorted(taken)}, "
                f"its columns are {sorted(cls.columns)}"
            )
        # Rows arrive as tuples; a dict a row would cost as much as the insert itself.
        cls.positional_sql = re.sub(
            _SQL_PARAMETER,
            lambda match: f"?{cls.columns.index(match[1]) + 1}",
            strip_comments(cls.sql),
        )


class Extract(Statement, abstract=True):
    """All rows of one sort, those closed or ended too, as the `batch` takes that keeps them.

    It is read page by page, and may be read on from a place. The Cypher is asked for one window of
    customers or accounts after another, as a view's is. The SQL takes `:place`, and its rows say in
    a column `position`, in whose order they come, how far they are. What takes neither is read from
    its beginning.
    """

    batch: ClassVar[type[Batch]]

    @classmethod
    def places(cls, names: Sequence[str]) -> list[int]:
        """Where each column of the batch, in order, stands among those that a text gives back.

        Raises TypeError unless the text's columns are named as the batch's.
        """
        return _places(cls, [name for name in names if name != POSITION], cls.batch.columns)

    @classmethod
    def check_parameters(cls) -> None:
        """As for every statement, save that the Cypher may take a window and the SQL a place."""
        if cypher_parameters(cls.cypher) not in (cls.field_names(), cls.field_names() | WINDOW):
            raise TypeError(f"{cls.__name__}: its cypher must take its fields, or also a window")
        if sql_parameters(cls.sql) - {PLACE} != cls.field_names():
            raise TypeError(f"{cls.__name__}: its sql must take its fields, or also a place")


#: Where the lines lie that several texts include.
FRAGMENTS = Path(__file__).with_name("fragment")


def read_text(path: Path) -> str:
    """A query's text, with the fragments that it includes in their places, and theirs in them."""

    def fragment(line: re.Match[str]) -> str:
        text = read_text((FRAGMENTS / line["name"]).with_suffix(path.suffix))
        return strip_comments(text).strip("\n")

    return re.sub(r"(?m)^ *(--|//) include (?P<name>\w+)$", fragment, path.read_text("utf-8"))


_SQL_PARAMETER = r"(?<![:\w]):([a-z_]+)\b"


def strip_comments(text: str) -> str:
    """The text without its `//` (Cypher) or `--` (SQL) comment lines."""
    return re.sub(r"(?m)^\s*(//|--).*$", "", text)


def cypher_statements(text: str) -> list[str]:
    """The statements of a Cypher text without its comments; none of ours holds a `;` itself."""
    return [each for each in strip_comments(text).split(";") if each.strip()]


def cypher_parameters(text: str) -> set[str]:
    """The `$names` that a Cypher text takes."""
    return set(re.findall(r"\$([a-z_]+)\b", strip_comments(text)))


def sql_parameters(text: str) -> set[str]:
    """The `:names` that an SQL text takes; what stands inside quotes does not count."""
    return set(_sql_parameters(text))


def _sql_parameters(text: str) -> list[str]:
    return re.findall(_SQL_PARAMETER, re.sub(r"'[^']*'", "''", strip_comments(text)))


def _places(statement: type, names: Sequence[str], fields: Sequence[str]) -> list[int]:
    if sorted(names) != sorted(fields):
        raise TypeError(
            f"{statement.__name__}: a text of it gives back {sorted(names)}, "
            f"its answer has {sorted(fields)}"
        )
    return [names.index(field) for field in fields]


def _type_argument(cls: type) -> Any:
    for base in getattr(cls, "__orig_bases__", ()):
        arguments = typing.get_args(base)
        if arguments and not isinstance(arguments[0], TypeVar):
            return arguments[0]
    raise TypeError(f"{cls.__name__} must name its row type, as in Query[Referral]")
