"""Which tags read which canonical column, kept for `guanxi template`.

A tag reads a column where a view that decides who holds it selects by or from that column: SQLite
itself says so of the view's text. What a tag asks of the bank without a view, such as who is a
person, is noted while it is derived on the demo bank.
"""

import csv
import io
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr

import guanxi.reading_tags
from cypher import Store, StoreSettings, View, open_store
from cypher.engine.migrations import migrate
from loaders.load import load
from loaders.records.canonical import RECORDS
from loaders.settings import LoaderSettings
from service.demo import write_demo_bank
from service.run.find import find, views_of
from service.settings import Settings
from service.tagging.bank import Bank
from service.tags import catalogue

DOCUMENT = guanxi.reading_tags.FILE
CUSTOMERS, DAY = 300, date(2025, 12, 31)
#: What a bank says of its customers without a view, and the column that it comes from.
OF_CUSTOMERS = {
    "kind": "kind",
    "is_person": "kind",
    "is_client": "is_client",
    "net_assets": "net_assets",
}

Places = set[tuple[str, str]]
#: Holders are customers, whatever else a tag reads.
HOLDERS: Places = {("customers", "customer_id")}


class NotingBank(Bank):
    """A bank that notes which columns of its customers are asked for without a view."""

    def __init__(self, store: Store, on: date) -> None:
        """Read the customers; nothing has been asked for yet."""
        self.noted: Places = set()
        super().__init__(store, on)

    def __getattribute__(self, name: str) -> Any:
        """What the bank has by that name."""
        if name in OF_CUSTOMERS:
            self.noted.add(("customers", OF_CUSTOMERS[name]))
        return super().__getattribute__(name)


def render() -> str:
    """The table: a row for each column that some tag reads, with the ids of the tags."""
    read = read_by_tags()
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("record", "column", "tags"))
    for record in RECORDS:
        for column in record.columns:
            place = record.name, column.name
            tags = [tag_id for tag_id, places in read.items() if place in places]
            if tags:
                writer.writerow((*place, "all" if len(tags) == len(read) else " ".join(tags)))
    return lines.getvalue()


def read_by_tags() -> dict[str, Places]:
    """The canonical columns that each tag reads, as pairs of record and column."""
    settings = Settings()
    with TemporaryDirectory() as scratch:
        folder, file = Path(scratch) / "files", Path(scratch) / "guanxi.db"
        write_demo_bank(folder, CUSTOMERS)
        own = LoaderSettings(store=SecretStr(f"sqlite:///{file}"))
        with closing(open_store(own)) as store:
            migrate(store)
            load(store, own, folder, rejects=Path(scratch))
        with (
            closing(open_store(StoreSettings(store=own.store))) as store,
            closing(sqlite3.connect(file)) as connection,
        ):
            bank = NotingBank(store, DAY)
            read = {}
            for tag in catalogue().values():
                # A bank in which nothing has been worked out: what tags share, each one reads.
                fresh = bank.with_views({})
                fresh.noted = set()
                find(fresh, tag, settings)
                views = views_of(tag, settings)
                named = [_named_by(view, connection) for view in views]
                read[tag.tag_id] = fresh.noted.union(HOLDERS, *named)
    return read


def _named_by(view: type[View[Any]], connection: sqlite3.Connection) -> Places:
    """The canonical columns that a view's SQL names."""
    asked: Places = set()

    def note(action: int, table: str | None, column: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and table and column:
            asked.add((table, column))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    connection.execute(f"EXPLAIN {view.sql}", dict.fromkeys(view.field_names(), "2025-12-31"))
    connection.set_authorizer(None)
    return {_STORED[place] for place in asked if place in _STORED}


#: The canonical column of each column of a record's table; a number stands for its id.
_STORED = {
    (record.name, stored): (record.name, column.name)
    for record in RECORDS
    for column in record.columns
    for stored in {column.stored, column.number, column.name} - {""}
}
