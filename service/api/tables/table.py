"""How a table is declared: its title, where an answer has its rows, and its columns in order.

A column is the path to a value in a row, by dots, after `name=` where the path's last part is not
what the column is called; through a list it leads to all that its items have there. A path that
begins with a slash leads to what the answer tells once, the same in every row. A path to rows goes
through lists as well: what stands around a row, such as the number of a round, belongs to it too,
and is its `around` where the row has something else by that name.
"""

from dataclasses import dataclass

from cypher.vocabulary import Text

#: The columns of exposures, wherever they are listed.
EXPOSURE = (
    *("exposure_id", "customer_id", "name", "number", "kind", "currency", "drawn", "undrawn"),
    *("covered", "counted", "due_on", "status", "five_class", "overdue_now=overdue"),
    *("relationship_manager", "branch", "source"),
)


@dataclass(frozen=True)
class Table:
    """A table: its title, its columns, and where an answer has its rows.

    `total` is where the answer has what they add up to, '' where it does not say; `tag` whose
    grades the rows have where no row says; `paged` whether the answer takes a limit; `outer`
    whether what stands around rows is a row where there are none; `hidden` where the answer counts
    rows that it leaves out.
    """

    title: Text
    columns: tuple[str, ...]
    rows: str = "items"
    total: str = ""
    tag: str = ""
    paged: bool = True
    outer: bool = False
    hidden: str = ""

    @property
    def sections(self) -> "tuple[Table, ...]":
        """The tables of the answer: this one."""
        return (self,)


@dataclass(frozen=True)
class Report:
    """Several tables of one answer: each is a sheet, and in a CSV they stand one below the other.

    Where the answer says in `not_told` why it lacks a part, a table of that part says so.
    """

    title: Text
    sections: tuple[Table, ...]
    paged: bool = False
