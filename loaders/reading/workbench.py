"""The workbench on which a load is prepared: one DuckDB on a temporary file, gone at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any

import duckdb
from duckdb.func import SPECIAL

from cypher.normalisation import normalised, own_id_number
from cypher.search.terms import search_text
from loaders.reading.scratch import scratch_folder
from loaders.settings import LoaderSettings


@dataclass(frozen=True)
class Workbench:
    """A DuckDB connection, the folder for its files, and the settings it was opened with."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    settings: LoaderSettings

    def run(self, sql: str, *parameters: object) -> None:
        """Run one statement."""
        self.rows(sql, *parameters)

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """All rows that a statement answers."""
        # Fetched to the end: a connection takes no other work while a result is unfinished.
        return self.connection.execute(sql, list(parameters)).fetchall()

    def number(self, sql: str, *parameters: object) -> int:
        """The one number that a SELECT answers."""
        [(number,)] = self.rows(sql, *parameters)
        return int(number)


@contextmanager
def open_workbench(settings: LoaderSettings, folder: Path) -> Iterator[Workbench]:
    """A workbench that reads from `folder`; SELECTs find it as getvariable('folder').

    Memory is bounded by `settings.load_memory`; what does not fit goes to the temporary folder of
    the machine (TMPDIR), which is emptied again: what a load left that was killed, by the next one.
    """
    with scratch_folder() as scratch:
        connection = duckdb.connect(
            ":memory:",
            config={
                "threads": "2",
                "memory_limit": settings.load_memory,
                "temp_directory": str(scratch / "spilled"),
                # Nothing is fetched from anywhere, whatever a SELECT asks for.
                "autoinstall_known_extensions": "false",
            },
        )
        try:
            _give_functions(connection)
            workbench = Workbench(connection, scratch, settings)
            # An instant without an offset is one of this zone.
            workbench.run("SET TimeZone = ?", settings.time_zone)
            workbench.run("SET VARIABLE folder = ?", str(folder))
            workbench.run("SET VARIABLE currency = ?", settings.currency)
            yield workbench
        finally:
            connection.close()


def _give_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """Let SQL ask in which form values are compared, and by what a customer is found.

    `normalised_identifier(kind, value)` and `normalised_id_number(number, type)`, null for null;
    `search_text(id, names, number)`, the names a line each.
    """

    def searched(customer_id: str, names: str, id_number: str | None) -> str:
        return search_text(customer_id, names.split("\n"), id_number)

    functions: dict[str, Callable[..., Any]] = {
        "normalised_identifier": normalised,
        "normalised_id_number": own_id_number,
        "search_text": searched,
    }
    for name, function in functions.items():
        taken: list[Any] = ["VARCHAR"] * len(signature(function).parameters)
        connection.create_function(name, function, taken, "VARCHAR", null_handling=SPECIAL)


def linked(workbench: Workbench, path: Path) -> Path:
    """A path to the file without the letters that DuckDB takes for a pattern."""
    number = len(list(workbench.folder.iterdir()))
    folder = workbench.folder / f"file-{number}"
    folder.mkdir()
    # The ending may say how a file is packed, and is all that is kept of its name.
    link = folder / f"file{path.suffix if path.suffix in ('.gz', '.parquet') else '.csv'}"
    link.symlink_to(path.absolute())
    return link


def quoted(name: str) -> str:
    """The name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
