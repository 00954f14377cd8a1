"""A small bank in which one person stands wherever a person can, and what a store holds as text."""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.banks import ServedBank, write_files
from tests.building import companies, guarantees_of, holdings_of, kin, offices, people, referrals_of
from tests.neo4j.scratch import connect

#: What is known of the person and of nobody else.
PERSON, NAME, FORMER = "KH-7731-PLANT", "尉迟明远", "尉迟小远"
CERTIFICATE, PHONE, ADDRESS = "110105194912310021", "13955507731", "杭州市西湖区龙井路7731号"
NOTE = "尉迟先生的备注"
PLANTED = (PERSON, NAME, FORMER, CERTIFICATE, PHONE, ADDRESS, NOTE)
#: Who stands around: a spouse, a child, whom the person referred, and companies.
OTHERS = ("SPOUSE", "CHILD", "R1", "R2")
FIRMS = ("HOLDING", "PLANT", "SHOP")


def person(**other: Any) -> dict[str, Any]:
    """The person as a row of customers."""
    return {
        **{"customer_id": PERSON, "kind": "person", "name": NAME, "former_name": FORMER},
        **{"id_type": "resident_id", "id_number": CERTIFICATE, "birth_on": "1949-12-31"},
        **{"registered_address": ADDRESS, "branch": "B1", "x_note": NOTE, "assets": "5000"},
        **other,
    }


def records() -> dict[str, Sequence[Mapping[str, Any]]]:
    """The bank: the person heads a control group, a household and a chain of referrals."""
    beside = [{**each, "branch": "B1", "assets": "100"} for each in people(*OTHERS)]
    phones = [
        {"customer_id": PERSON, "kind": "phone", "value": PHONE},
        {"customer_id": PERSON, "kind": "address", "value": ADDRESS},
        {"customer_id": "R1", "kind": "phone", "value": "13811112222"},
    ]
    return {
        "customers": [
            person(),
            *beside,
            *({**each, "branch": "B1", "net_assets": "1000"} for each in companies(*FIRMS)),
        ],
        "kinships": [
            {**each, "x_note": NOTE}
            for each in kin(f"{PERSON} spouse SPOUSE", f"{PERSON} parent CHILD")
        ],
        "ownerships": [*holdings_of(f"{PERSON}>HOLDING .8", "HOLDING>PLANT .9", "SPOUSE>SHOP .6")],
        "positions": offices(f"{PERSON} legal_representative HOLDING"),
        "referrals": referrals_of(f"{PERSON}>R1", "R1>R2", f"{PERSON}>SPOUSE"),
        "guarantees": guarantees_of("HOLDING>PLANT", "PLANT>SHOP", "SHOP>HOLDING"),
        "exposures": [
            {"exposure_id": "EX1", "customer_id": "PLANT", "amount": "300", "currency": "CNY"},
            {
                **{"exposure_id": "EX2", "customer_id": PERSON, "amount": "10", "currency": "CNY"},
                "status": "settled",
            },
        ],
        "identifiers": phones,
        "consents": [
            {
                **{"customer_id": PERSON, "purpose": "marketing", "status": "granted"},
                **{"at": "2024-01-01T00:00:00Z", "channel": "phone"},
            }
        ],
        "accounts": [
            {"account_id": "A1", "currency": "CNY", "status": "closed", "balance": "0"},
            {"account_id": "A2", "currency": "CNY"},
            {"account_id": "A3", "currency": "CNY"},
        ],
        "account_holders": [
            {"account_id": "A1", "customer_id": PERSON},
            {"account_id": "A2", "customer_id": "SHOP"},
            {"account_id": "A3", "customer_id": "HOLDING"},
        ],
        "transactions": [
            {
                **{"transaction_id": "T1", "from_account": "A1", "to_account": "A2"},
                **{"amount": "50", "currency": "CNY", "at": "2025-06-01T10:00:00Z"},
            },
            {
                **{"transaction_id": "T2", "from_account": "", "from_name": NAME},
                **{"to_account": "A3", "amount": "70", "currency": "CNY"},
                **{"at": "2025-06-02T10:00:00Z", "from_bank": "他行"},
            },
        ],
    }


def load_planted(bank: ServedBank, folder: Path) -> None:
    """Load the bank, once more from another source, and derive all tags."""
    bank.load(write_files(folder / "core", **records()))
    bank.load(write_files(folder / "crm", customers=[person(assets="")]), "--as", "crm")
    bank.derive("--as-of", "2025-12-31")


def texts_of(url: str) -> Iterator[str]:
    """Every value of a store as text, kept cases unpacked."""
    if url.startswith("sqlite:///"):
        yield from _texts_of_file(url.removeprefix("sqlite:///"))
        return
    with connect(url) as session:
        for text in (
            "MATCH (n) RETURN labels(n) AS named, properties(n) AS held",
            "MATCH ()-[r]->() RETURN type(r) AS named, properties(r) AS held",
        ):
            for record in session.run(text):
                yield f"{record['named']}"
                yield from (_text(value) for value in record["held"].values())


def _texts_of_file(path: str) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from map(_text, row)


def _text(value: Any) -> str:
    if isinstance(value, bytes | bytearray):
        try:
            return zlib.decompress(bytes(value)).decode()
        except (zlib.error, UnicodeDecodeError):
            return bytes(value).decode("utf-8", "replace")
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def found(texts: Iterator[str]) -> set[tuple[str, str]]:
    """Which planted values stand in some texts, each with the text around it."""
    return {
        (value, text[max(0, text.index(value) - 60) :][:200])
        for text in texts
        for value in PLANTED
        if value in text
    }
