"""The schema of both engines as numbered migrations, each of them applied once to every store.

    0001_initial.cypher, 0001_initial.sql   two texts of statements, one for each engine
    0007_name.py                            or a step in Python, where rows must be computed

The statements of a text end a line each, with `;`. SQLite applies a text in one transaction. Neo4j
takes statement by statement, so that each must do no harm when it is run again (IF NOT EXISTS,
MERGE).

A step is a function `step(store)` that writes batch by batch, a transaction each, and yields after
each. A step that was killed between two batches is run again from its beginning: it must find what
is left, or write the same again. Its statements are its own, declared in its module with their
texts beside it: those of the other rooms will have moved on when an old store is migrated.

A migration that has been released is never changed, only followed by another.
"""

import importlib
import re
from functools import cache
from pathlib import Path

from cypher.engine.store import Migration
from cypher.query import strip_comments

FOLDER = Path(__file__).parent


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations, in order: their numbers are 1 to n.

    Raises TypeError for a number that is missing or stands twice, and for a migration that is
    neither two texts nor a step.
    """
    return scan(FOLDER, __name__)


def scan(folder: Path, package: str) -> tuple[Migration, ...]:
    """The migrations in a folder, in order; `package` is where their steps are imported from.

    Raises TypeError as `migrations` does.
    """
    found: dict[str, set[str]] = {}
    for path in folder.iterdir():
        if re.fullmatch(r"\d{4}_\w+", path.stem):
            found.setdefault(path.stem, set()).add(path.suffix)
    ordered = []
    for number, name in enumerate(sorted(found), start=1):
        if int(name[:4]) != number:
            raise TypeError(f"{name}: the migration before it is {number - 1}, so it is {number}")
        if found[name] == {".cypher", ".sql"}:
            ordered.append(
                Migration(
                    number,
                    name,
                    cypher=strip_comments((folder / f"{name}.cypher").read_text("utf-8")),
                    sql=strip_comments((folder / f"{name}.sql").read_text("utf-8")),
                )
            )
        elif found[name] == {".py"}:
            step = importlib.import_module(f"{package}.{name}").step
            ordered.append(Migration(number, name, step=step))
        else:
            raise TypeError(f"{name} must be {name}.cypher and {name}.sql, or {name}.py alone")
    return tuple(ordered)
