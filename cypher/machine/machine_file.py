"""The machine's own file: where it lies, and how its schema comes to this version."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from cypher.engine.errors import StoreUnusable
from cypher.engine.settings import StoreSettings
from cypher.engine.sqlite import SqliteStore
from cypher.engine.store import Migration, Store
from cypher.query import Query, strip_comments
from cypher.text import Text

Row = TypeVar("Row")

SCHEMA = Path(__file__).with_name("schema")
#: Where it lies when the store is no file.
BESIDE_NOTHING = Path("guanxi.reads.db")


def place_of_machine_file(settings: StoreSettings) -> Path:
    """Where GUANXI_READS says, else beside the embedded store: guanxi.reads.db of guanxi.db."""
    if settings.reads:
        return Path(settings.reads)
    address = settings.store.get_secret_value()
    if not address.startswith("sqlite:///"):
        return BESIDE_NOTHING
    path = Path(address.removeprefix("sqlite:///"))
    return path.with_name(f"{path.stem}.reads{path.suffix or '.db'}")


def machine_file(settings: StoreSettings) -> Store:
    """The machine's own file, opened at first use as every store is."""
    return SqliteStore(place_of_machine_file(settings), answer_seconds=settings.store_deadline)


def renew_machine_file(machine: Store, settings: StoreSettings) -> None:
    """Make the file and its schema where they are not, or renew an older one.

    Raises StoreUnusable where the file cannot be written, or is another sort of file.
    """
    migrations, version = machine_migrations(), machine.schema_version()
    if version > len(migrations):
        place = place_of_machine_file(settings)
        raise StoreUnusable(
            Text(
                f"{place}由更新的版本写入，或不是会话文件：请用GUANXI_READS指定其他文件",
                f"{place} was written by a newer version, or is no file of sessions: name another "
                "with GUANXI_READS",
            )
        )
    # One that is there already is applied as well, so that a file that is read-only is found now.
    for migration in migrations[max(version - 1, 0) :]:
        machine.apply(migration)


def is_current(machine: Store) -> bool:
    """Whether the file is there and of this version."""
    return machine.schema_version() >= len(machine_migrations())


def noted(machine: Store, query: Query[Row]) -> list[Row]:
    """What the file answers; nothing where it is not there yet, or of an older version."""
    return machine.rows(query) if is_current(machine) else []


@cache
def machine_migrations() -> tuple[Migration, ...]:
    """The migrations of the machine's file, in order: their numbers are 1 to n."""
    paths = sorted(SCHEMA.glob("*.sql"))
    return tuple(
        Migration(number, path.stem, sql=strip_comments(path.read_text("utf-8")))
        for number, path in enumerate(paths, start=1)
    )
