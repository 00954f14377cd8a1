"""Rows written directly are what a load of the same rows as files writes."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.banks import KeptBank, ServedBank
from tests.building import people
from tests.contract.worlds import SMALL_WORLD


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of a store; without digests, instants and counts, which tell how it was written."""
    told = {"digest", "fingerprint", "started_at", "finished_at", "counts"}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: sorted(
                (
                    {key: row[key] for key in row.keys() if key not in told}  # noqa: SIM118
                    for row in connection.execute(f"SELECT * FROM {name}")
                ),
                key=str,
            )
            for (name,) in names
        }


def test_the_small_world_is_the_same_store_whichever_way_it_is_written(
    empty_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for number, kind in enumerate((ServedBank, KeptBank)):
        path = shutil.copyfile(empty_store, tmp_path / f"{number}.db")
        with closing(kind(f"sqlite:///{path}", monkeypatch)) as bank:
            for _ in range(2):
                bank.keep(**SMALL_WORLD)
            bank.keep(customers=[{"customer_id": "A0", "kind": "person", "name": "Ａ"}])
        found.append(tables(path))
    loaded, kept = found
    assert loaded.keys() == kept.keys()
    for name, rows in loaded.items():
        assert kept[name] == rows


A = people("A")[0]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ({"people": [A]}, ValueError),
        ({"customers": [{**A, "age": 9}]}, ValueError),
        ({"customers": [{**A, "kind": "ghost"}]}, ValueError),
        ({"customers": [{**A, "name": ""}]}, ValueError),
        ({"customers": [A, A]}, ValueError),
        ({"identifiers": [{"customer_id": "A", "kind": "ip", "value": "1"}]}, KeyError),
    ],
)
def test_rows_that_a_load_would_reject_are_refused(
    sqlite_bank: KeptBank, rows: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        sqlite_bank.keep(**rows)
