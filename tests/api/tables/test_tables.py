"""Every list as CSV and as a workbook: the same answer, ids as text, safe against formulas."""

import csv
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from service.api.tables.cells import codes
from service.api.tables.columns import column, headings
from service.api.tables.declared import TABLES
from tests.banks import ServedBank
from tests.building import companies, people

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONG_ID = "1234567890123456789"


def rows_of(bank: ServedBank, path: str, **asked: Any) -> list[list[str]]:
    """A CSV file's rows, the header first."""
    response = bank.client.get(f"/api/v1{path}", query_string=asked)
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    return list(csv.reader(io.StringIO(response.get_data().decode("utf-8-sig"))))


def workbook(bank: ServedBank, path: str, **asked: Any) -> openpyxl.Workbook:
    """A workbook as a spreadsheet opens it."""
    response = bank.client.get(f"/api/v1{path}", query_string=asked)
    assert (response.status_code, response.mimetype) == (200, XLSX)
    return openpyxl.load_workbook(io.BytesIO(response.get_data()))


@pytest.fixture
def served(sqlite_bank: ServedBank) -> ServedBank:
    many = companies(*(f"C{number:04}" for number in range(620)), branch="北京")
    odd: list[dict[str, Any]] = [
        {"customer_id": LONG_ID, "kind": "company", "name": "=1+1", "branch": "上海"},
        {"customer_id": "P", "kind": "person", "name": "王", "branch": "上海", "is_client": False},
    ]
    sqlite_bank.keep(
        customers=[*many, *odd],
        exposures=[
            {
                "exposure_id": "E1",
                "customer_id": LONG_ID,
                "kind": "loan",
                "amount": "1234567.8901",
                "due_on": "2026-06-30",
                "status": "overdue",
                "five_class": "loss",
            }
        ],
    )
    sqlite_bank.derive("--as-of", "2025-12-31", "--tags", "guarantee_circle")
    return sqlite_bank


def test_every_list_of_the_api_is_a_table(world: ServedBank) -> None:
    document = world.client.get("/openapi.json").get_json()
    schemas = document["components"]["schemas"]
    listed = set()
    for path, methods in document["paths"].items():
        for operation in methods.values():
            content = operation["responses"].get("200", {}).get("content", {})
            reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            properties = schemas.get(reference.rpartition("/")[2], {}).get("properties", {})
            if "next" in properties and path.startswith("/api/"):
                listed.add(operation["operationId"])
    assert listed <= {endpoint.partition(".")[2] for endpoint in TABLES}


def test_every_column_has_a_heading_and_every_heading_a_column() -> None:
    sections = [section for table in TABLES.values() for section in table.sections]
    declared = {column(each).name for section in sections for each in section.columns}
    assert declared == headings().keys()
    coded = {name for name, heading in headings().items() if heading.kind == "code"}
    assert codes().keys() <= coded


def test_a_table_has_all_rows_of_all_pages_in_order(served: ServedBank) -> None:
    header, *rows = rows_of(served, "/customers.csv", lang="en")
    assert header[:3] == ["customer_id", "name", "kind"]
    assert [row[0] for row in rows] == [one["customer_id"] for one in served.items("/customers")]
    assert len(rows) == 622
    assert len(rows_of(served, "/customers.csv", branch="上海")) == 1 + 2
    assert len(rows_of(served, "/customers.csv", limit=5)) == 1 + 5


def test_headers_and_words_are_in_the_language_of_the_reader(served: ServedBank) -> None:
    header, first, *_ = rows_of(served, "/customers.csv", branch="上海", lang="zh")
    assert header[:4] == ["客户号", "名称", "类型", "是否本行客户"]
    assert first[:4] == [LONG_ID, "'=1+1", "企业", "是"]
    english = served.client.get(
        "/api/v1/customers.csv", headers={"Accept-Language": "en-GB,zh;q=.5"}
    )
    assert english.get_data().decode("utf-8-sig").startswith("customer_id,name,kind")
    refused = served.get("/customers.csv", 422, lang="fr")
    assert refused["fields"][0]["field"] == "lang"


def test_a_spreadsheet_rounds_no_id_and_calculates_no_name(served: ServedBank) -> None:
    sheet, about = workbook(served, "/exposures.xlsx", lang="en").worksheets
    header, row = [[cell.value for cell in line] for line in sheet.iter_rows()]
    told = dict(zip(header, row, strict=True))
    assert (told["customer_id"], told["name"]) == (LONG_ID, "=1+1")
    assert sheet["C2"].data_type == "s"
    assert told["drawn"] == pytest.approx(1234567.8901)
    assert told["due_on"] == datetime(2026, 6, 30)
    assert (told["status"], told["five_class"]) == ("overdue", "loss")
    assert sheet.freeze_panes == "A2"
    said = {name.value: value.value for name, value in about.iter_rows()}
    assert (said["run"], said["business day"], said["rows"]) == ("1", "2025-12-31", "1")
    assert (said["exported by"], said["address"]) == ("local", "/api/v1/exposures.xlsx")


def test_csv_has_every_digit_of_an_amount(served: ServedBank) -> None:
    header, row = rows_of(served, "/exposures.csv", lang="en")
    assert dict(zip(header, row, strict=True))["drawn"] == "1234567.8901"


def test_the_sheet_about_a_table_says_what_was_asked(served: ServedBank) -> None:
    _, about = workbook(
        served, "/exposures.xlsx", overdue="true", status="overdue", lang="zh"
    ).worksheets
    assert about.title == "说明"
    said = {name.value: value.value for name, value in about.iter_rows()}
    assert said["筛选条件"] == "overdue=true; status=overdue"


def test_accept_gives_the_same_as_the_suffix(served: ServedBank) -> None:
    def accepted(media_type: str) -> str:
        headers = {"Accept": media_type}
        response = served.client.get("/api/v1/exposures", headers=headers)
        assert response.status_code == 200
        return str(response.mimetype)

    assert accepted("text/csv") == "text/csv"
    assert accepted(XLSX) == XLSX
    assert accepted("*/*") == accepted("text/html, */*;q=.8") == "application/json"
    assert accepted("application/json, text/csv;q=.5") == "application/json"


def test_what_a_list_refuses_its_table_refuses_alike(served: ServedBank) -> None:
    for asked in ({"status": "late"}, {"cursor": "x"}, {"nothing": "1"}, {"run": "7"}):
        table = served.client.get("/api/v1/exposures.csv", query_string=asked)
        listed = served.client.get("/api/v1/exposures", query_string=asked)
        assert (table.status_code, table.get_json()) == (listed.status_code, listed.get_json())
    assert served.client.get("/api/v1/groups/nothing.csv").status_code == 404


def test_another_number_of_a_customer_leads_to_its_table(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A", "B"), same_as=[{"customer_id": "A", "other_customer_id": "B"}]
    )
    sqlite_bank.derive("--tags", "guarantee_circle")
    response = sqlite_bank.client.get("/api/v1/customers/B/exposures.xlsx?lang=en")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/customers/A/exposures.xlsx?lang=en")


def test_a_refusal_of_a_post_is_no_table(served: ServedBank) -> None:
    body = {"model": "threshold", "defaulted": [LONG_ID]}
    table = served.client.post("/api/v1/contagion.csv?lang=en", json=body)
    header, row, *_ = csv.reader(io.StringIO(table.get_data().decode("utf-8-sig")))
    assert dict(zip(header, row, strict=True))["customer_id"] == LONG_ID
    refused = served.client.post("/api/v1/contagion.csv", json={"model": "none"})
    assert refused.status_code == 422
