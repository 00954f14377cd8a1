"""Small banks as files, and what a store holds of them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from loaders.records.canonical import RECORDS

SMALL_BANK = {
    "customers": "customer_id,kind,name,assets,x_segment\n"
    "C1,company,江海贸易有限公司,1000.50,gold\nC2,person,李四,20,\nC3,company,Ａbc Ltd,,silver\n",
    "groups": "group_id,name,parent_id\nG2,下属,G1\nG1,集团,\n",
    "group_members": "group_id,customer_id,role\nG2,C1,head\nG1,C3,\n",
    "accounts": "account_id,kind,currency\nA1,current,CNY\nA2,current,\nA3,saving,USD\n",
    "account_holders": "account_id,customer_id\nA1,C1\nA2,C2\nA3,C3\n",
    "transactions": "transaction_id,from_account,to_account,amount,at\n"
    "T1,A1,A2,10.25,2025-03-01T10:00:00+08:00\nT2,,A3,7,2025-03-02\nT3,A3,,5.5,2025-03-03 01:02\n",
    "ownerships": "owner_id,owned_id,share,from_on\nC2,C1,0.6,2020-01-01\nC2,C1,0.7,2024-01-01\n",
    "controls": "controller_id,controlled_id,basis\nC1,C3,agreement\n",
    "positions": "person_id,company_id,role\nC2,C1,legal_representative\n",
    "kinships": "a_id,b_id,relation\nC2,C3,other\n",
    "guarantees": "guarantee_id,guarantor_id,borrower_id,amount\nW1,C1,C3,\nW2,C3,C1,0\n",
    "referrals": "referrer_id,referred_id,at\nC1,C2,2025-01-01\n",
    "dependencies": "provider_id,dependent_id,basis,share\nC1,C3,receipts,0.5\n",
    "exposures": "exposure_id,customer_id,amount\nE1,C1,100\n",
    "obligations": "debtor_id,creditor_id,amount\nC1,C3,12.5\n",
    "identifiers": "customer_id,kind,value\nC1,phone,100 2000\nC2,phone,100 2000\n",
    "same_as": "customer_id,other_customer_id\nC1,C3\n",
    "consents": "customer_id,purpose,status,at,channel,until\n"
    "C2,research,granted,2025-01-01,,2026-12-31\nC2,research,denied,2025-02-01,sms,\n",
}


def write_bank(folder: Path, **files: str | bytes) -> Path:
    """Write `<name>.csv` for each record given; the folder is made, and answered."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        content = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(content)
    return folder


def rows_of(store: Path, table: str, columns: str = "*", order: str = "1, 2, 3") -> list[Any]:
    """The rows of one table of an SQLite store."""
    connection = sqlite3.connect(store)
    try:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()
    finally:
        connection.close()


def everything(store: Path) -> dict[str, list[Any]]:
    """Every row of every record's table."""
    return {record.name: rows_of(store, record.name) for record in RECORDS}


def without_loads(store: Path) -> dict[str, list[Any]]:
    """Every row of every record's table, but for the loads that wrote them."""
    with closing(sqlite3.connect(store)) as connection:
        said = {
            record.name: [
                name
                for _, name, *_ in connection.execute(f"PRAGMA table_info({record.name})")
                if name != "load_no"
            ]
            for record in RECORDS
        }
    return {name: rows_of(store, name, ", ".join(columns)) for name, columns in said.items()}


def open_rows(store: Path, table: str, columns: str) -> list[Any]:
    """Some columns of the rows that are not closed."""
    return rows_of(store, f"{table} WHERE closed_on IS NULL", columns, order="1")
