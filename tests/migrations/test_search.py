"""An older store's customers are found by all that today's are."""

import importlib
from contextlib import closing
from pathlib import Path

import pytest

from cypher import StoreSettings, open_store
from cypher.engine.migrations import migrate
from tests.banks import ServedBank
from tests.migrations.kept import restore, unpack

TEXTS = importlib.import_module("cypher.schema.0015_search_texts")


def test_an_older_store_is_searched_as_todays_are(
    engine: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(TEXTS, "CUSTOMERS", 3)
    if engine == "sqlite":
        url = unpack(tmp_path)
    else:
        url = request.getfixturevalue("neo4j_url")
        restore(url)
    with closing(ServedBank(url, monkeypatch)) as bank:
        with closing(open_store(StoreSettings())) as store:
            migrate(store)
        for text, expected in {
            "wangxiaoming": ["P3"],
            "wxm": ["P3"],
            "王 小": ["P4", "P3"],
            "li二": [],
            "lier": ["P2"],
            "p3": ["P3"],
            "三": [],
        }.items():
            found = [each["customer_id"] for each in bank.items("/customers", q=text)]
            assert found == expected, text
