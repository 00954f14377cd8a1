"""/loads as a banker sees it: what came in, what was refused, and where the reasons are."""

from pathlib import Path

import pytest

from tests.banks import ServedBank, write_files
from tests.building import people
from tests.web.leading import shown


@pytest.fixture
def loaded(sqlite_bank: ServedBank, tmp_path: Path) -> ServedBank:
    rows = [*people("P1", "P2"), {"customer_id": "P3", "kind": "robot", "name": "坏"}]
    sqlite_bank.load(write_files(tmp_path / "files", customers=rows), status=1)
    return sqlite_bank


def test_a_load_tells_what_was_rejected_and_where_the_reasons_are(loaded: ServedBank) -> None:
    listed = shown(loaded, "/loads").text
    assert 'href="/loads/L1"' in listed
    assert "读取3行，拒收1行" in listed
    told = shown(loaded, "/loads/L1").text
    assert "rejects/L1/" in told
    assert "customers.csv" in told
    assert "不在可选值之内 <code>not_a_choice</code>" in told
    assert loaded.get("/loads/L1")["rejected_by"] == {"not_a_choice": 1}
    assert "1 rejected" in shown(loaded, "/loads/L1?lang=en").text
    assert shown(loaded, "/loads/L9").status_code == 404


def test_an_empty_bank_says_how_to_load(sqlite_bank: ServedBank) -> None:
    told = shown(sqlite_bank, "/loads").text
    assert "<code>guanxi load</code>" in told
    assert "<code>guanxi derive</code>" in shown(sqlite_bank, "/runs").text
