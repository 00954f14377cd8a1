"""`guanxi template` writes what a bank's engineer delivers, and nothing into a full folder."""

import csv
import json
from pathlib import Path

import pytest

from guanxi.__main__ import main
from guanxi.template import BYTE_ORDER_MARK, SHEET
from loaders.records.canonical import RECORDS
from service.tags import catalogue


def sheet(folder: Path) -> list[dict[str, str]]:
    """The rows of the sheet."""
    text = (folder / SHEET).read_text("utf-8")
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(text.removeprefix(BYTE_ORDER_MARK).splitlines()))


def row(folder: Path, file: str, column: str) -> dict[str, str]:
    """What the sheet says of one column."""
    [found] = [row for row in sheet(folder) if (row["file"], row["column"]) == (file, column)]
    return found


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A template, in a folder that was not there."""
    assert main(["template", str(tmp_path / "new" / "bank")]) == 0
    assert capsys.readouterr().out == (
        f"wrote {len(RECORDS)} empty files to {tmp_path}/new/bank; columns.csv explains their "
        f"{sum(len(record.columns) for record in RECORDS)} columns\n"
    )
    return tmp_path / "new" / "bank"


def test_every_file_loads_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{folder.parent}/store.db")
    assert main(["load", str(folder), "--json", "--rejects", str(folder.parent)]) == 0
    loaded = json.loads(capsys.readouterr().out)
    assert set(loaded["records"]) == {record.name for record in RECORDS}
    assert all(counts["read"] == 0 for counts in loaded["records"].values())
    assert loaded["ignored"] == [SHEET]


def test_the_sheet_explains_every_column_of_every_file(folder: Path) -> None:
    headers = [
        (file.name, column)
        for file in (folder / f"{record.name}.csv" for record in RECORDS)
        for column in file.read_text("utf-8").strip().split(",")
    ]
    rows = sheet(folder)
    assert [(row["file"], row["column"]) for row in rows] == headers
    for each in rows:
        assert each["meaning_zh"], each
        assert each["meaning_en"], each
        assert each["type"], each
        assert set(each["read_by_tags"].split()) <= {"all", *catalogue()}


def test_the_sheet_says_what_is_needed_what_is_referred_to_and_which_tags_read_it(
    folder: Path,
) -> None:
    assert row(folder, "customers.csv", "customer_id")["needed"] == "yes"
    assert row(folder, "customers.csv", "customer_id")["read_by_tags"] == "all"
    assert row(folder, "customers.csv", "is_client")["needed"] == "default true"
    assert row(folder, "ownerships.csv", "votes")["needed"] == "default share"
    assert row(folder, "guarantees.csv", "currency")["needed"].endswith("GUANXI_CURRENCY")
    assert row(folder, "transactions.csv", "transaction_id")["read_by_tags"] == ""
    payer = row(folder, "transactions.csv", "from_account")
    assert (payer["needed"], payer["refers_to"]) == ("no", "accounts")
    assert "money_circle" in payer["read_by_tags"].split()


def test_json_is_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(tmp_path)
    assert {*told["files"], told["sheet"]} == {path.name for path in tmp_path.iterdir()}
    assert told["columns"] == len(sheet(tmp_path))


@pytest.mark.parametrize("options", [[], ["--from", "kept.csv"]])
def test_a_folder_that_is_not_empty_is_refused_and_stays_as_it_is(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept.csv").write_text("客户号\n", "utf-8")
    assert main(["template", ".", *options]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "is not empty" in err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.csv"]


def test_what_is_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["template", str(tmp_path / "file")]) == 2
    assert "is no folder" in capsys.readouterr().err
    assert main(["template", str(tmp_path / "file" / "below")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_sheet_says_in_chinese_what_a_column_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_LANG", "zh")
    assert main(["template", str(tmp_path / "new")]) == 0
    found = row(tmp_path / "new", "customers.csv", "birth_on")
    assert (found["type"], found["needed"], found["where_bad"]) == (
        "日期（YYYY-MM-DD）",
        "否",
        "存疑",
    )
