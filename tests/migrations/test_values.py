"""Values of an older store are normalised as a load would, wherever the migration is killed."""

import importlib
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from pydantic import SecretStr

from cypher import Store, StoreSettings, open_store
from cypher.copy import PARTS
from cypher.engine.migrations import migrate
from cypher.normalisation import normalised
from cypher.schema import migrations
from tests.migrations.kept import restore, unpack

VALUES = importlib.import_module("cypher.schema.0013_values_normalised")


@pytest.fixture
def kept(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The kept store on each engine, as it was left."""
    if engine == "neo4j":
        url = request.getfixturevalue("neo4j_url")
        restore(url)
    else:
        url = unpack(tmp_path)
    with closing(open_store(StoreSettings(store=SecretStr(url)))) as store:
        yield store


def stored(store: Store, part: str) -> list[dict[str, object]]:
    """All rows of a record, closed ones too."""
    [extract] = [each for each in PARTS if each.path.name == f"stored_{part}"]
    rows = [row for page in store.pages(extract()) for row in page.rows]
    return [dict(zip(extract.batch.columns, row, strict=True)) for row in rows]


@pytest.mark.slow
def test_values_are_normalised_after_any_kill(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VALUES, "CUSTOMERS", 7)
    for migration in migrations()[kept.schema_version() :]:
        if migration.step is VALUES.step:
            break
        for _ in migration.step(kept) if migration.step else ():
            pass
        kept.apply(migration)
    for done in (1, 3):
        assert len([*islice(VALUES.step(kept), done)]) == done
    migrate(kept)
    identifiers = stored(kept, "identifiers")
    assert {row["normalised"] == "" for row in identifiers} == {True, False}
    for row in identifiers:
        assert row["normalised"] == normalised(str(row["kind"]), str(row["value"]))
