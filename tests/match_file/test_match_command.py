"""`guanxi match FILE`: a table in, the same table out with the customers that it means."""

import csv
import json
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

import service.__main__
from guanxi.__main__ import main as guanxi
from tests.api.match.applicants import CREDIT_CODE, MISSPELT, NAMES, applicants, customer
from tests.banks import ServedBank
from tests.building import guarantees_of

LONG_ID = "6222020200012345678"


def written(path: Path, *rows: Any, encoding: str = "utf-8") -> Path:
    """A table of rows as CSV or as a workbook, by its ending."""
    if path.suffix == ".csv":
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = Workbook()
    for row in rows:
        first_of(book).append(row)
    book.save(path)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a table that was written, by its header."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    book = load_workbook(path)
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def first_of(book: Workbook) -> Any:
    """The first sheet of a workbook."""
    return book.worksheets[0]


def match(*arguments: object, status: int) -> None:
    """Run the command, which must end with a status."""
    assert service.__main__.main(["match", *map(str, arguments)]) == status


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_thirty_applicants_of_whom_three_are_misspelt(
    ending: str, bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.keep(customers=applicants())
    rows = [["客户名称", "备注"], *([MISSPELT.get(name, name), "=1+1"] for name in NAMES)]
    out = tmp_path / f"out{ending}"
    match(
        written(tmp_path / f"in{ending}", *rows), "--out", out, "--lang", "zh", "--json", status=1
    )
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["exact"], told["likely"], told["none"]) == (30, 27, 3, 0)
    found = read(out)
    assert [row["customer_id"] for row in found] == [f"N{i:02}" for i in range(30)]
    assert {row["客户名称"] for row in found if row["match"] == "likely"} == {*MISSPELT.values()}
    assert float(found[15]["score"]) == 0.9
    assert "同音" in found[15]["because"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_is_written_is_for_its_owner_alone(
    ending: str, sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    sqlite_bank.keep(customers=applicants())
    file = written(tmp_path / "list.csv", ["name"], [NAMES[0]])
    match(file, "--out", tmp_path / f"found{ending}", status=0)
    assert stat.S_IMODE((tmp_path / f"found{ending}").stat().st_mode) == 0o600


def test_all_exact_ends_with_nought_and_a_line(
    sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep(customers=applicants())
    table = written(tmp_path / "list.csv", ["姓名"], ["张建国"], ["李晓梅"])
    assert guanxi(["match", str(table)]) == 0
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert "2 exact, 0 likely, 0 none; wrote" in line
    assert [row["customer_id"] for row in read(tmp_path / "list-match.csv")] == ["N15", "N16"]


def test_what_is_told_is_in_the_language_of_the_bank_unless_it_is_named(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_bank.keep(customers=applicants())
    table = written(tmp_path / "list.csv", ["姓名"], ["张建国"])
    asked = {"zh": "名称相同", "en": "the same name"}
    for bank, named, expected in (
        *(("zh", (), "zh"), ("en", (), "en")),
        *(("zh", ("--lang", "en"), "en"), ("en", ("--lang", "zh"), "zh")),
    ):
        monkeypatch.setenv("GUANXI_LANG", bank)
        match(table, *named, status=0)
        [row] = read(tmp_path / "list-match.csv")
        assert row["because"] == asked[expected]


def test_tags_and_groups_have_a_column_each(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    sqlite_bank.keep(
        customers=[customer(f"C{i}", f"上海{i}甲农业有限公司") for i in "123"],
        guarantees=guarantees_of("C1>C2", "C2>C3", "C3>C1"),
    )
    sqlite_bank.derive("--tags", "guarantee_circle")
    table = written(tmp_path / "in.csv", ["客户号", "name"], ["C1", "甲"], ["C9", ""])
    asked = ["--tags", "guarantee_circle,near_blocked", "--groups", "guarantee_circle"]
    match(table, *asked, status=1)
    with (tmp_path / "in-match.csv").open(encoding="utf-8-sig") as file:
        header = next(csv.reader(file))
    added = ["match", "customer_id", "name", "score", "because"]
    tags = ["guarantee_circle", "near_blocked"]
    assert header == ["客户号", "input_name", *added, *tags, "guarantee_circle", "others"]
    match(table, *asked[:2], "--groups", "control", "--lang", "en", status=1)
    first, second = read(tmp_path / "in-match.csv")
    assert first["guarantee_circle"].startswith("low: ")
    assert (second["match"], second["customer_id"]) == ("none", "")


def test_ids_of_nineteen_digits_go_through_a_workbook_as_text(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    sqlite_bank.keep(customers=[customer(LONG_ID, "王小明"), customer("C1", "=甲公司")])
    rows = [["客户号", "统一社会信用代码"], [LONG_ID, None], ["C1", CREDIT_CODE.lower()]]
    match(
        written(tmp_path / "in.xlsx", *rows),
        "--out",
        tmp_path / "out.xlsx",
        "--lang",
        "zh",
        status=0,
    )
    match(tmp_path / "out.xlsx", "--out", tmp_path / "again.xlsx", "--lang", "zh", status=0)
    for name in ("out.xlsx", "again.xlsx"):
        book = load_workbook(tmp_path / name)
        assert {cell.data_type for row in book.worksheets[0].rows for cell in row} <= {"s", "n"}
        [first, second] = read(tmp_path / name)
        assert (first["客户号"], first["customer_id"]) == (LONG_ID, LONG_ID)
        assert second["name"] == "=甲公司"
        assert book.sheetnames == ["匹配", "说明"]


@pytest.mark.parametrize("number", [6222020200012345678, 6.22202020001235e18])
def test_a_number_that_a_spreadsheet_has_spoilt_is_an_error_that_names_the_row(
    number: float, sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep(customers=applicants())
    table = written(tmp_path / "in.xlsx", ["名称", "证件号码"], ["张建国", None], ["x", number])
    refused(capsys, table, "row 3, 证件号码", "lost digits")
    assert not (tmp_path / "in-match.xlsx").exists()
    text = written(tmp_path / "in.csv", ["名称", "证件号码"], ["x", "6.22202E+18"])
    refused(capsys, text, "row 2, 证件号码")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_short_numbers_typed_as_numbers_are_texts(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    sqlite_bank.keep(customers=[customer("10001", "甲公司"), customer("000123", "乙公司")])
    book = Workbook()
    for row in (["客户号"], [10001], [123], [10001.0]):
        first_of(book).append(row)
    first_of(book)["A3"].number_format = "000000"
    book.save(tmp_path / "in.xlsx")
    match(tmp_path / "in.xlsx", status=0)
    found = read(tmp_path / "in-match.xlsx")
    assert [row["customer_id"] for row in found] == ["10001", "000123", "10001"]


def test_a_title_above_merged_cells_days_and_empty_rows_are_understood(
    sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep(
        customers=[
            customer("P1", "王小明", birth_on="1980-01-02"),
            customer("P2", "王小明", birth_on="1990-05-05"),
        ]
    )
    book = Workbook()
    first_of(book).title = "封面"
    first_of(book).append(["2025年12月授信申请"])
    sheet = book.create_sheet("名单")
    for row in (
        ["申请人名单"],
        [],
        ["序号", "姓名（必填）", "出生日期", "客户类型"],
        [1, "王小明", datetime(1990, 5, 5), "个人"],
        [],
        [2, "王小明", "1980年1月2日", "对私"],
        [3, None, "#N/A", None],
        [4, "王小明", "不详", "狗"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B6:B7")
    book.save(tmp_path / "in.xlsx")
    match(tmp_path / "in.xlsx", "--json", status=1)
    found = read(tmp_path / "in-match.xlsx")
    assert [row["match"] for row in found] == ["exact", "exact", "none", "likely"]
    assert [row["customer_id"] for row in found[:2]] == ["P2", "P1"]
    assert found[3]["others"] == "P2 王小明 1"
    assert json.loads(capsys.readouterr().out)["unread"] == 2


def test_a_formula_counts_as_what_it_was_calculated_to_be(
    sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep(customers=applicants())
    formula = '="张"&"建国"'
    calculated = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(calculated) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "姓名")
        sheet.write_formula(1, 0, formula, None, "张建国")
    match(calculated, status=0)
    # A program that calculates nothing leaves a formula without its value.
    table = written(tmp_path / "bare.xlsx", ["姓名", "备注"], ["张建国", "=1+1"], [formula, ""])
    refused(capsys, table, "row 3, 姓名: a formula that was never calculated")


def test_a_file_in_gb18030_is_read_by_its_encoding(
    sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep(customers=applicants())
    table = written(tmp_path / "in.csv", ["姓名"], ["张建国"], encoding="gb18030")
    refused(capsys, table, "not utf-8: try --encoding gb18030")
    match(table, "--encoding", "gb18030", status=0)
    refused(capsys, table, "no encoding 'klingon'", "--encoding", "klingon")


def test_more_rows_than_one_question_takes_come_out_in_their_order(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    sqlite_bank.keep(customers=applicants())
    names = [NAMES[i % 30] for i in range(2100)]
    match(written(tmp_path / "in.csv", ["名称"], *([name] for name in names)), status=0)
    found = read(tmp_path / "in-match.csv")
    assert [row["customer_id"] for row in found] == [f"N{i % 30:02}" for i in range(2100)]


def refused(capsys: pytest.CaptureFixture[str], path: Path, *fault_and_options: str) -> None:
    """Match a table, which must end with 2 and one line that says the fault."""
    options = [each for each in fault_and_options if each.startswith("--") or each == "klingon"]
    faults = [each for each in fault_and_options if each not in options]
    capsys.readouterr()
    assert service.__main__.main(["match", str(path), *options]) == 2
    told = capsys.readouterr()
    lines = [line for line in told.err.splitlines() if "rows matched" not in line]
    assert told.out == ""
    assert len(lines) == 1
    assert all(fault in lines[0] for fault in faults), lines


def test_what_cannot_be_matched_is_told_in_one_line(
    sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep(customers=applicants())
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no more")
    (tmp_path / "empty.csv").write_text("", "utf-8")
    (tmp_path / "torn.csv").write_bytes(b'\xef\xbb\xbfname\n"a')
    refused(capsys, tmp_path / "broken.xlsx", "no workbook that can be read")
    refused(capsys, tmp_path / "empty.csv", "is empty")
    refused(capsys, tmp_path / "none.csv", "there is no file")
    refused(capsys, written(tmp_path / "old.csv", ["颜色"], ["红"]), "颜色", "客户号 (customer_id)")
    refused(capsys, written(tmp_path / "bare.csv", ["姓名"]), "no rows below its header")
    refused(capsys, written(tmp_path / "bare.xlsx", []), "is empty")
    refused(capsys, tmp_path, "there is no file")
    table = written(tmp_path / "in.csv", ["姓名"], ["张建国"])
    refused(capsys, table, "no tag nonsense", "--tags=nonsense")
    refused(capsys, table, "no groups of the kind nonsense", "--groups=nonsense")
    refused(capsys, table, "must end with", "--out=x.pdf")
    refused(capsys, table, "is the table itself", f"--out={table}")
    refused(capsys, table, "a folder there is", f"--out={tmp_path / 'no' / 'x.csv'}")
    refused(capsys, table, "there is no run 9", "--run=9")
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]
