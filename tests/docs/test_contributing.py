"""What CONTRIBUTING.md shows works as it stands."""

import re
import sys
import types
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field, ValidationError

import service.tags
from cypher import Query, StoreSettings, open_store
from service.tagging.settings import TagSettings
from tests.banks import ServedBank
from tests.contract.worlds import SMALL_WORLD
from tests.docs.pages import ROOT, blocks

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
A_TAG, ITS_TEST, A_SETTING, A_QUERY = blocks(TEXT, "python")
CUSTOMERS, GUARANTEES, QUERY_IN_SQL = blocks(TEXT, "sql")
[QUERY_IN_CYPHER] = blocks(TEXT, "cypher")


@pytest.fixture
def tag_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example tag as a file of the catalogue."""
    folder = tmp_path / "tags"
    folder.mkdir()
    file = folder / "board_controller.py"
    file.write_text(A_TAG, encoding="utf-8")
    monkeypatch.setattr(service.tags, "__path__", [*service.tags.__path__, str(folder)])
    service.tags.catalogue.cache_clear()
    yield file
    service.tags.catalogue.cache_clear()
    sys.modules.pop("service.tags.board_controller", None)


def test_the_tag_shown_passes_the_test_shown(tag_file: Path, sqlite_bank: ServedBank) -> None:
    names: dict[str, object] = {}
    exec(ITS_TEST, names)
    [shown] = [value for name, value in names.items() if name.startswith("test_")]
    assert callable(shown)
    shown(sqlite_bank)
    assert tag_file.stem in service.tags.catalogue()


def test_the_setting_shown_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {"Field": Field, "TagSettings": TagSettings, "Store": StoreSettings}
    exec(f"class Chains(TagSettings):\n{A_SETTING}", names)
    exec("class Everything(Store, Chains): pass", names)
    assert names["Everything"]().chain_longest == 6
    [variable] = set(re.findall(r"GUANXI_\w*CHAIN\w*", TEXT))
    monkeypatch.setenv(variable, "9")
    assert names["Everything"]().chain_longest == 9
    monkeypatch.setenv(variable, "1")
    with pytest.raises(ValidationError, match="chain_longest"):
        names["Everything"]()


def test_the_source_shown_loads_the_extract_it_tells_of(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    selects, extract = tmp_path / "my_bank", tmp_path / "extract"
    selects.mkdir()
    (selects / "customers.sql").write_text(CUSTOMERS, encoding="utf-8")
    (selects / "guarantees.sql").write_text(GUARANTEES, encoding="utf-8")
    extract.mkdir()
    (extract / "CUST_2025.txt").write_text("no|name|born\n1|王小明|19800102\n2|李四|19810304\n")
    (extract / "GUAR_2025.txt").write_text("id|from|to|wan\nG1|1|2|12.5\n")
    sqlite_bank.load(extract, "--source", str(selects))
    sqlite_bank.derive()
    assert sqlite_bank.get("/customers/P1")["birth_on"] == "1980-01-02"
    [edge] = sqlite_bank.get("/customers/P1/neighbours")["edges"]
    assert (edge["type"], edge["to"], edge["amount"]) == ("GUARANTEES", "P2", "125000.00")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[types.ModuleType]:
    """A room of queries with the example in it."""
    module = types.ModuleType("a_room_for_the_example")
    folder = tmp_path / "room"
    folder.mkdir()
    module.__file__ = str(folder / "__init__.py")
    (folder / "officers_of_company.cypher").write_text(QUERY_IN_CYPHER, encoding="utf-8")
    (folder / "officers_of_company.sql").write_text(QUERY_IN_SQL, encoding="utf-8")
    sys.modules[module.__name__] = module
    vars(module).update(dataclass=dataclass, Query=Query)
    exec(A_QUERY, vars(module))
    yield module
    del sys.modules[module.__name__]


def test_the_query_shown_finds_the_officers_on_both_engines(
    bank: ServedBank, room: types.ModuleType
) -> None:
    bank.keep(**SMALL_WORLD)
    with closing(open_store(StoreSettings())) as store:
        before, after = (
            store.rows(room.OfficersOfCompany("C1", day)) for day in ("2020-05-04", "2020-05-05")
        )
    assert [(officer.customer_id, officer.role) for officer in before] == [
        ("P1", "legal_representative")
    ]
    assert [(officer.customer_id, officer.role) for officer in after] == [
        ("P2", "director"),
        ("P1", "legal_representative"),
    ]
