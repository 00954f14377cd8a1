"""Rows written directly are what a load of the same rows as files writes."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import Row, people
from tests.contract.worlds import SMALL_WORLD


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of a store; without digests, instants and counts, which tell how it was written."""
    told = {"digest", "fingerprint", "started_at", "writing_at", "finished_at"}
    told |= {"files", "counts"}
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
    one_more: Mapping[str, Sequence[Row]] = {
        "customers": [{"customer_id": "A0", "kind": "person", "name": "Ａ"}]
    }
    found = []
    for name in ("kept", "loaded"):
        path = shutil.copyfile(empty_store, tmp_path / f"{name}.db")
        with closing(ServedBank(f"sqlite:///{path}", monkeypatch)) as bank:
            for number, records in enumerate((SMALL_WORLD, SMALL_WORLD, one_more)):
                files = write_files(tmp_path / str(number), **records)
                if name == "kept":
                    bank.keep(**records)
                else:
                    bank.load(files)
            few = {name: SMALL_WORLD[name][1:] for name in ("customers", "guarantees")}
            files = write_files(tmp_path / "few", **few)
            if name == "kept":
                bank.keep_only(**few)
            else:
                bank.load(files, "--full", "--allow-closing")
        found.append(tables(path))
    kept, loaded = found
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
    sqlite_bank: ServedBank, rows: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        sqlite_bank.keep(**rows)
