"""`guanxi template --from` begins a mapping.yaml by the names in a file's header."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from guanxi.__main__ import main
from loaders.records.canonical import RECORDS
from loaders.records.declarations import Record


def begun(tmp_path: Path, header: str, name: str = "extract.csv") -> tuple[str, Any]:
    """The mapping that a header begins, as text and as what YAML reads of it."""
    (tmp_path / name).write_text(f"{header}\n", encoding="utf-8")
    folder = tmp_path / "mapped"
    assert main(["template", str(folder), "--from", str(tmp_path / name)]) == 0
    assert [path.name for path in folder.iterdir()] == ["mapping.yaml"]
    text = (folder / "mapping.yaml").read_text("utf-8")
    return text, yaml.safe_load(text)


@pytest.mark.parametrize(
    ("header", "record", "columns"),
    [
        (
            "客户号,客户名称,客户类型,证件类型,证件号码,客户经理",
            "customers",
            ["客户号", "客户类型", "客户名称", "证件类型", "证件号码", "客户经理"],
        ),
        (
            "CUST_NO,Cust Name,cust_type,AUM",
            "customers",
            ["CUST_NO", "cust_type", "Cust Name", "AUM"],
        ),
        ("账号,账户类型,币种,开户日期,余额", "accounts", None),
        ("账号,客户号", "account_holders", None),
        ("交易流水号,付款账号,收款账号,交易金额,币种,交易日期,渠道,摘要", "transactions", None),
        ("股东客户号,企业客户号,持股比例,入股日期", "ownerships", None),
        ("担保合同号,保证人客户号,被担保人客户号,担保金额,起始日,到期日", "guarantees", None),
        ("借据号,客户号,贷款余额,币种,到期日", "exposures", None),
        ("任职人客户号,任职企业客户号,职务", "positions", None),
        ("推荐人客户号,被推荐人客户号,推荐日期", "referrals", None),
        ("客户号,亲属客户号,亲属关系", "kinships", ["亲属客户号", "客户号", "亲属关系"]),
    ],
)
def test_common_names_find_their_record_and_columns(
    header: str, record: str, columns: list[str] | None, tmp_path: Path
) -> None:
    _, mapping = begun(tmp_path, header)
    assert mapping[record]["file"] == "extract.csv"
    assert mapping[record]["delimiter"] == ","
    placed = list(mapping[record]["columns"].values())
    assert placed == (columns or placed)
    assert sorted(placed) == sorted(header.split(","))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_canonical_header_is_placed_whole(record: Record, tmp_path: Path) -> None:
    names = [column.name for column in record.columns]
    _, mapping = begun(tmp_path, ",".join(names), f"{record.name}.csv")
    assert mapping[record.name]["columns"] == dict(zip(names, names, strict=True))


def test_between_equals_the_name_of_the_file_decides(tmp_path: Path) -> None:
    _, mapping = begun(tmp_path, "客户号", "联系方式.csv")
    assert list(mapping) == ["identifiers"]


def test_a_unit_in_brackets_becomes_a_factor(tmp_path: Path) -> None:
    _, mapping = begun(tmp_path, "客户号|客户名称|在行资产（万元）|营业收入(元)|曾用名(万元)")
    columns = mapping["customers"]["columns"]
    assert mapping["customers"]["delimiter"] == "|"
    assert columns["assets"] == {"from": "在行资产（万元）", "unit": 10_000}
    assert columns["annual_receipts"] == "营业收入(元)"
    assert columns["former_name"] == "曾用名(万元)"


def test_what_found_no_place_and_what_is_missing_stand_in_comments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, mapping = begun(tmp_path, "客户号,客户编号,客户名称,信用等级,\u2028evil: [")
    assert mapping["customers"]["columns"] == {"customer_id": "客户号", "name": "客户名称"}
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert {'#   "客户编号"', '#   "信用等级"'} <= {*comments}
    assert any(comment.startswith("# kind: 客户类型") for comment in comments)
    assert "须由人工" in text
    assert any(comment.startswith("# 客户：") for comment in comments)
    assert "a person must check" in " ".join(comments)
    assert capsys.readouterr().out == (
        f"placed 2 of 5 columns of {tmp_path}/extract.csv in customers, and lacks kind: check "
        f"{tmp_path}/mapped/mapping.yaml\n"
    )


def test_json_is_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("客户号,客户名称,信用等级\n", "utf-8")
    folder = tmp_path / "mapped"
    assert main(["template", str(folder), "--from", str(tmp_path / "a.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "mapping": str(folder / "mapping.yaml"),
        "record": "customers",
        "columns": 3,
        "placed": {"customer_id": "客户号", "name": "客户名称"},
        "missing": ["kind"],
        "left": ["信用等级"],
    }


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("foo,bar\n1,2\n", "no column of"), ("", "is empty"), (None, "there is no file")],
)
def test_a_file_that_says_nothing_is_refused_and_nothing_is_written(
    content: str | None, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "a.csv").write_text(content, "utf-8")
    assert main(["template", str(tmp_path / "new"), "--from", str(tmp_path / "a.csv")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert complaint in err
    assert not (tmp_path / "new").exists()


def test_what_is_begun_loads_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    extract = tmp_path / "extract"
    extract.mkdir()
    text = "客户号|客户名称|客户类型|在行资产（万元）\nC1|张三|person|1.5\n"
    (extract / "CUST [1].txt").write_bytes(text.encode("gb18030"))
    own, encoding = tmp_path / "own", ("--encoding", "gb18030")
    file = str(extract / "CUST [1].txt")
    assert main(["template", str(own), "--from", file, *encoding]) == 0
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{tmp_path}/store.db")
    assert main(["load", str(extract), "--source", str(own), *encoding, "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["accepted"], told["warnings"]) == (1, 0)
