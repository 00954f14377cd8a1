"""Answers of several tables, and of rows without an answer: dossiers and matches as files."""

import csv
import io
from itertools import groupby
from typing import Any

import openpyxl
import pytest

from service.api.tables.declared_dossier import DOSSIER
from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, people

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATH = "/api/v1/customers/K/dossier"


@pytest.fixture
def served(bank: ServedBank) -> ServedBank:
    """K is owned by A as a whole, declared with D, and stands in for G; it owes 600 and 400."""
    at_home = {"relationship_manager": "M1", "branch": "北京", "region": "北京"}
    bank.keep(
        customers=[
            *companies("K", name="=K1", employees=7, ownership_type="private", **at_home),
            *companies("D", "G", **at_home),
            *people("A", "Z"),
        ],
        ownerships=holdings_of("A>K 1"),
        positions=[{"person_id": "A", "company_id": "K", "role": "legal_representative"}],
        groups=[{"group_id": "GRP", "name": "甲系"}],
        group_members=[
            {"group_id": "GRP", "customer_id": each, "role": role}
            for each, role in (("D", "head"), ("K", "member"))
        ],
        guarantees=guarantees_of("K>G", amount="100"),
        exposures=[
            {"exposure_id": each, "customer_id": "K", "kind": "loan", "amount": amount}
            | {"currency": currency, "due_on": "2030-01-02"}
            for each, amount, currency in (
                ("E1", "600.0001", "CNY"),
                ("E2", "400", "CNY"),
                ("E3", "5", "USD"),
            )
        ],
    )
    bank.derive("--as-of", "2025-12-31")
    return bank


def sections(text: str) -> dict[str, list[list[str]]]:
    """The tables of a CSV file by their titles, each with the rest of the title's line first."""
    parts = groupby(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), key=bool)
    tables = [[*lines] for filled, lines in parts if filled]
    return {title: [note, *rows] for (title, *note), *rows in tables}


def of_csv(served: ServedBank, path: str, **asked: Any) -> dict[str, list[list[str]]]:
    response = served.client.get(path, query_string=asked)
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    return sections(response.get_data(as_text=True))


def test_a_dossier_is_a_csv_of_sections_each_under_its_title(served: ServedBank) -> None:
    told = of_csv(served, f"{PATH}.csv", lang="zh")
    assert [*told] == [section.title.zh for section in DOSSIER.sections]
    _, header, row = told["客户概况"]
    profile = dict(zip(header, row, strict=True))
    assert (profile["客户号"], profile["名称"], profile["所有制"]) == ("K", "'=K1", "民营")
    _, header, *rows = told["风险暴露"]
    assert [row[header.index("已用余额")] for row in rows] == ["600.0001", "400.00", "5.00"]
    _, header, row = told["风险暴露合计"]
    total = dict(zip(header, row, strict=True))
    # 600.0001 + 400 in the bank's currency; 5 in another.
    assert (total["已用余额"], total["其他币种风险暴露"]) == ("1000.0001", "5.00 USD")
    _, header, *rows = told["行内认定集团"]
    members = [dict(zip(header, row, strict=True)) for row in rows]
    assert [
        (each["群组编号"], each["群组名称"], each["客户号"], each["角色"]) for each in members
    ] == [
        ("GRP", "甲系", "D", "核心成员"),
        ("GRP", "甲系", "K", "成员"),
    ]
    assert [row[0] for row in told["上层所有者"][2:]] == ["A"]
    assert told["标签变化"][0] == ["此前没有可供对照的批次"]
    english = of_csv(served, f"{PATH}.csv", lang="en")
    assert [*english] == [section.title.en for section in DOSSIER.sections]
    assert english["Guarantees given"][1][:3] == ["guarantee_id", "guarantor_id", "guarantor_name"]
    person = of_csv(served, "/api/v1/customers/A/dossier.csv", lang="en")
    why = "a person has neither owners nor decision makers"
    assert person["Beneficial owners"][0] == person["Decision makers"][0] == [why]


def test_a_dossier_is_a_workbook_with_a_sheet_a_section(served: ServedBank) -> None:
    response = served.client.get(PATH, headers={"Accept": XLSX, "Accept-Language": "zh"})
    assert response.mimetype == XLSX
    book = openpyxl.load_workbook(io.BytesIO(response.get_data()))
    assert book.sheetnames == [*(section.title.zh for section in DOSSIER.sections), "说明"]
    exposures = book["风险暴露"]
    assert exposures.freeze_panes == "A2"
    header = [cell.value for cell in exposures[1]]
    first = dict(zip(header, exposures[2], strict=True))
    assert first["业务编号"].data_type == "s"
    assert first["已用余额"].value == pytest.approx(600.0001)
    said = {name.value: value.value for name, value in book["说明"].iter_rows()}
    assert (said["内容"], said["批次"], said["业务日期"]) == ("客户档案", "1", "2025-12-31")
    assert (said["客户概况"], said["风险暴露"]) == ("1", "3")
    assert said["标签变化"] == "0 此前没有可供对照的批次"
    assert served.client.get("/api/v1/customers/nobody/dossier.xlsx").status_code == 404
    assert served.client.get(f"{PATH}.csv?since=soon").status_code == 422


def test_a_match_is_a_table_with_a_row_for_each_customer_and_for_each_whom_nobody_is(
    served: ServedBank,
) -> None:
    body = {
        "items": [{"name": "=K1"}, {"customer_id": "K", "name": "别的"}, {"name": "=查无此人"}],
        "groups": ["declared"],
    }
    path = "/api/v1/customers/match"
    by_suffix = served.client.post(f"{path}.csv?lang=zh", json=body)
    accepted = served.client.post(f"{path}?lang=zh", json=body, headers={"Accept": "text/csv"})
    assert by_suffix.get_data() == accepted.get_data()
    text = by_suffix.get_data(as_text=True).removeprefix("\ufeff")
    header, *lines = csv.reader(io.StringIO(text))
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    told = [(each["原名称"], each["匹配结果"], each["客户号"], each["不一致项"]) for each in rows]
    assert told == [
        ("'=K1", "确定", "K", ""),
        ("别的", "确定", "K", "名称"),
        ("'=查无此人", "未匹配", "", ""),
    ]
    assert [each["所在群组"] for each in rows] == ["甲系", "甲系", ""]
    assert rows[2]["依据"] == "没有相同或相近的客户"
    book = served.client.post(f"{path}.xlsx?lang=zh", json=body)
    sheet, about = openpyxl.load_workbook(io.BytesIO(book.get_data())).worksheets
    assert (sheet.title, sheet.max_row, about.title) == ("名单匹配", 4, "说明")
    assert sheet["A2"].value == "=K1"
    assert sheet["A2"].data_type == "s"
    too_many = {"items": [{"name": "x"}] * 1001}
    refused = served.client.post(f"{path}.csv", json=too_many)
    assert refused.status_code == 422
    assert refused.get_json()["fields"][0]["field"] == "items"
