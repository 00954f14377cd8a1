"""Line breaks in cells: free texts may have them, names, ids and numbers may not."""

from pathlib import Path

import duckdb
import pytest

from tests.loaders.banks import SMALL_BANK, rows_of, write_bank
from tests.loaders.conftest import Load


@pytest.mark.parametrize(
    ("record", "content", "column"),
    [
        ("customers", 'customer_id,kind,name\nC3,person,B\nC4,person,"A\nB"\n', "name"),
        ("customers", "customer_id,kind,name\nC3,person,B\nC4,person,A\u2028B\n", "name"),
        ("customers", 'customer_id,kind,name\nC3,person,B\n"C\r\n4",person,A\n', "customer_id"),
        (
            "customers",
            'customer_id,kind,name,id_number\nC3,person,B,\nC4,person,A,"11\n22"\n',
            "id_number",
        ),
        ("groups", 'group_id,name\nG1,A\nG3,"A\nB"\n', "name"),
        ("identifiers", 'customer_id,kind,value\nC1,phone,1\nC1,phone,"1\n2"\n', "value"),
    ],
)
def test_a_line_break_in_a_text_of_one_line_is_a_reject(
    load: Load, tmp_path: Path, record: str, content: str, column: str
) -> None:
    customers = {"customers": SMALL_BANK["customers"]}
    outcome = load(write_bank(tmp_path / "bank", **(customers | {record: content})))
    assert outcome.status == 1
    [reject] = outcome.rejects
    assert (reject["line"], reject["column"], reject["reason_code"]) == ("3", column, "line_break")
    assert "must stand on one line" in reject["reason"]
    assert outcome.summary["records"][record]["accepted"] == 1


def test_free_texts_may_stand_on_several_lines(load: Load, store: Path, tmp_path: Path) -> None:
    bank = {
        "customers": 'customer_id,kind,name,x_note\nC1,person,A,"two\nlines"\n',
        "accounts": "account_id\nA1\n\nA2\n",
        "account_holders": "account_id,customer_id\nA1,C1\n",
        "transactions": "transaction_id,from_account,to_account,amount,at,purpose\n"
        'T1,A1,A2,5,2025-01-01,"rent,\nMay"\n',
        "identifiers": 'customer_id,kind,value\nC1,address,"1 High Street\nTown"\n',
    }
    assert load(write_bank(tmp_path / "bank", **bank)).status == 0
    assert rows_of(store, "customers", "attributes", "1") == [('{"x_note":"two\\nlines"}',)]
    assert rows_of(store, "transactions", "purpose", "1") == [("rent,\nMay",)]
    assert rows_of(store, "identifiers", "value", "1") == [("1 High Street\nTown",)]


def test_a_line_break_in_parquet_is_a_reject(load: Load, tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    rows = (
        "(VALUES ('C1', 'person', 'A'), ('C2', 'person', E'B\\nC')) AS t(customer_id, kind, name)"
    )
    duckdb.execute(f"COPY (FROM {rows}) TO '{folder / 'customers.parquet'}'").fetchall()
    outcome = load(folder)
    assert [(one["line"], one["reason_code"]) for one in outcome.rejects] == [("2", "line_break")]
