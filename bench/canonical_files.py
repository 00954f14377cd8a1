"""The synthetic bank as canonical files, for what is measured from a folder on."""

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from bench import synthetic
from bench.synthetic import Sizes
from cypher.engine.arrays import UNKNOWN

_CUSTOMER = "printf('C%09d', {})"
_ACCOUNT = "printf('A%09d', {})"
#: Money is drawn in whole ten-thousandths, all of them of two decimals.
_MONEY = "CAST(amount / 10000 AS DECIMAL(18, 2))"
_INSTANT = "strftime(make_timestamp(\"at\" * 1000), '%Y-%m-%dT%H:%M:%S.%gZ')"

#: Each record's arrays, and the SELECT over them whose columns are the file's.
_RECORDS: Mapping[str, tuple[Callable[[Sizes], Any], str]] = {
    "customers": (
        synthetic.customers,
        "customer_id, kind, '客户' || customer_no AS name, 'id_card' AS id_type,"
        " printf('3301%014d', customer_no) AS id_number, 'region ' || customer_no % 31 AS region,"
        " 'branch ' || customer_no % 97 AS branch, customer_no % 1000 * 100 AS assets,"
        " customer_no % 2 = 0 AS marketing_consent",
    ),
    "accounts": (
        synthetic.account_owners,
        f"{_ACCOUNT.format('account_no')} AS account_id, 'current' AS kind, 'CNY' AS currency,"
        " '2020-01-01' AS opened_on, 'open' AS status, account_no % 1000 AS balance",
    ),
    "account_holders": (
        synthetic.account_owners,
        f"{_ACCOUNT.format('account_no')} AS account_id,"
        f" {_CUSTOMER.format('customer_no')} AS customer_id, 'owner' AS role",
    ),
    "transactions": (
        synthetic.payments,
        "printf('T%010d', row_number() OVER ()) AS transaction_id,"
        f" {_ACCOUNT.format('from_no')} AS from_account,"
        f" {_ACCOUNT.format('to_no')} AS to_account, {_MONEY} AS amount,"
        f" 'CNY' AS currency, {_INSTANT} AS \"at\", 'mobile' AS channel, 'transfer' AS purpose",
    ),
    "ownerships": (
        synthetic.ownerships,
        f"{_CUSTOMER.format('owner_no')} AS owner_id,"
        f" {_CUSTOMER.format('owned_no')} AS owned_id, share",
    ),
    "kinships": (
        synthetic.kinships,
        f"{_CUSTOMER.format('a_no')} AS a_id, {_CUSTOMER.format('b_no')} AS b_id, relation",
    ),
    "guarantees": (
        synthetic.guarantees,
        f"guarantee_id, {_CUSTOMER.format('guarantor_no')} AS guarantor_id,"
        f" {_CUSTOMER.format('borrower_no')} AS borrower_id,"
        f" CASE WHEN amount <> {UNKNOWN} THEN {_MONEY} END AS amount, currency",
    ),
    "referrals": (
        synthetic.referrals,
        f"{_CUSTOMER.format('referrer_no')} AS referrer_id,"
        f' {_CUSTOMER.format("referred_no")} AS referred_id, {_INSTANT} AS "at"',
    ),
}


def customer_id(number: int) -> str:
    """The id of the customer of that number, from 1."""
    return f"C{number:09}"


def write_files(folder: Path, sizes: Sizes, *records: str) -> Path:
    """Write the records, all that there are where none is named, as CSV; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(":memory:", config={"threads": "1"}) as connection:
        for record in records or _RECORDS:
            arrays, select = _RECORDS[record]
            columns = arrays(sizes)
            names = [field.name for field in dataclasses.fields(columns)]
            connection.register("columns", {name: getattr(columns, name) for name in names})
            path = str(folder / f"{record}.csv")
            connection.execute(f"COPY (SELECT {select} FROM columns) TO '{path}' (HEADER)")
            connection.unregister("columns")
    return folder
