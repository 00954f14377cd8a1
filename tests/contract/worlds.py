"""One small world with a few rows of every record: what queries are compared on."""

from collections.abc import Sequence
from pathlib import Path

from tests.banks import write_files
from tests.building import Row, companies, guarantees_of, holdings_of, people


def small_world(folder: Path) -> Path:
    """Write the small world as canonical files."""
    return write_files(folder, **SMALL_WORLD)


def money_flows() -> list[dict[str, str]]:
    """Payments by which C1 distributes, pays salaries and collects: money soon gone again."""
    persons = ("A1", "A2", "A6")
    flows = [
        ("A5", "A4", "60000", "05-09"),
        *(("A4", account, "12000", "05-11") for account in (*persons, "A3", "A7")),
        ("A5", "A4", "50", "07-09"),
        *(("A4", account, "10", "07-10") for account in (*persons, "A3", "A7")),
        *(("A4", account, "10", f"{month}-10") for month in ("08", "09") for account in persons),
        *((account, "A4", "10", "10-01") for account in (*persons, "A3", "A5")),
        ("A4", "A5", "50", "10-03"),
    ]
    names = ("from_account", "to_account", "amount")
    return [
        {"transaction_id": f"F{i:02}", **dict(zip(names, flow, strict=True)), "at": f"2025-{on}"}
        for i, (*flow, on) in enumerate(flows)
    ]


def money_back() -> list[dict[str, str]]:
    """Payments in a circle, and a loan of C1 whose money reaches P1, who controls it."""
    flows = [
        ("A4", "A1", "900", "11-01"),
        ("A1", "A2", "890", "11-02"),
        ("A2", "A4", "880", "11-03"),
        ("L1", "A4", "5000", "11-10"),
        ("A4", "A1", "4900", "11-11"),
    ]
    return [
        {"transaction_id": f"B{i}", "from_account": a, "to_account": b, "amount": amount}
        | {"at": f"2025-{on}"}
        for i, (a, b, amount, on) in enumerate(flows)
    ]


#: At least two rows of every record, empty fields and x_ columns included.
SMALL_WORLD: dict[str, Sequence[Row]] = dict(
    customers=[
        *people("P1", "P2", branch="朝阳支行", region="北京", marketing_consent="true"),
        {"customer_id": "P3", "kind": "person", "name": "王小明", "marketing_consent": "false"}
        | {"birth_on": "1990-01-02"},
        {"customer_id": "P4", "kind": "person", "name": "王小", "blocked": "true"}
        | {"x_employee": "true", "assets": "10"}
        | {"annual_receipts": "40", "annual_expenditures": "30"},
        *people("P5", assets="20"),
        *people("PX"),
        *companies(
            "C1",
            "C2",
            "C3",
            "C4",
            "C5",
            assets="1000000.5",
            registered_on="2001-02-03",
            net_assets="1000",
        ),
        {
            "customer_id": "C6",
            "kind": "company",
            "name": "Acme [CN] Ltd",
            "is_client": "false",
            "x_employee": "true",
            "x_note": "a, b",
            "former_name": "Acme Trading",
            "legal_form": "有限责任公司",
            "ownership_type": "foreign",
            "registered_address": "1 Harbour Rd\nFloor 2",
            "employees": "12",
        },
    ],
    groups=[
        {"group_id": "G1", "name": "甲集团"},
        {"group_id": "G2", "name": "乙集团", "parent_id": "G1"},
    ],
    group_members=[
        {"group_id": "G1", "customer_id": "C1", "role": "parent"},
        {"group_id": "G1", "customer_id": "C2"},
        {"group_id": "G2", "customer_id": "C3"},
        {"group_id": "G2", "customer_id": "P1"},
        {"group_id": "G2", "customer_id": "P4"},
    ],
    accounts=[
        {"account_id": each, "kind": "current", "currency": "CNY", "balance": "12.30"}
        | ({"blocked": "true", "name": "无主", "bank": "乙银行"} if each == "A5" else {})
        for each in ("A1", "A2", "A3", "A4", "A5", "A6", "A7")
    ]
    + [{"account_id": "L1", "kind": "loan", "currency": "CNY"}],
    account_holders=[
        {"account_id": "A1", "customer_id": "P1"},
        {"account_id": "A2", "customer_id": "P2"},
        {"account_id": "A2", "customer_id": "P3", "role": "joint"},
        {"account_id": "A3", "customer_id": "P3"},
        {"account_id": "A3", "customer_id": "P4", "role": "authorised"},
        {"account_id": "A4", "customer_id": "C1"},
        {"account_id": "L1", "customer_id": "C1"},
        {"account_id": "A6", "customer_id": "P5"},
        {"account_id": "A6", "customer_id": "PX", "role": "joint"},
    ],
    transactions=[
        {
            "transaction_id": f"T{i}",
            "from_account": a,
            "to_account": b,
            "amount": f"{i}.25",
            "at": f"2025-0{i}-01T08:00:00.{i}Z",
            "channel": "app",
        }
        for i, (a, b) in enumerate(
            [("A1", "A2"), ("A1", "A2"), ("A2", "A3"), ("A4", ""), ("", "A1"), ("A5", "A1")], 1
        )
    ]
    + money_flows()
    + money_back(),
    ownerships=[
        *holdings_of("P1>C1 .75", "C1>C2 .6", "P2>C2 .2", "C6>C3 .51"),
        {
            "owner_id": "P3",
            "owned_id": "C4",
            "share": ".9",
            "votes": ".4",
            "to_on": "2020-01-01",
        },
        {"owner_id": "P3", "owned_id": "C4", "share": ".3", "from_on": "2020-01-01"},
    ],
    controls=[
        {"controller_id": "P2", "controlled_id": "C5", "basis": "agreement"},
        {
            "controller_id": "C5",
            "controlled_id": "C4",
            "basis": "board_majority",
            "from_on": "2019-01-01",
            "to_on": "2030-01-01",
        },
    ],
    positions=[
        {"person_id": "P1", "company_id": "C1", "role": "legal_representative"},
        {"person_id": "P2", "company_id": "C1", "role": "director", "from_on": "2020-05-05"},
    ],
    kinships=[
        {"a_id": "P1", "b_id": "P2", "relation": "spouse"},
        {"a_id": "P1", "b_id": "P3", "relation": "parent"},
        {"a_id": "P4", "b_id": "P3", "relation": "grandparent"},
    ],
    guarantees=[
        *guarantees_of("C1>C2", "C2>C3", "C3>C1", "C4>C5", "C5>C4", "C5>C6", "C6>C4"),
        *guarantees_of("C1>C4", amount=""),
        *guarantees_of("C4>C1", amount="0"),
        *guarantees_of("C1>C5", amount="2000"),
        *guarantees_of("P1>C2", amount="30"),
    ],
    referrals=[
        {"referrer_id": "P1", "referred_id": "P3", "at": "2024-01-01T00:00:00Z"},
        {"referrer_id": "P2", "referred_id": "P3", "at": "2024-02-01", "campaign": "春节"},
        {"referrer_id": "C4", "referred_id": "C5", "at": "2024-03-01", "channel": "branch"},
        {"referrer_id": "C5", "referred_id": "C4", "at": "2024-03-02"},
        {"referrer_id": "P5", "referred_id": "C2", "at": "2024-04-01"},
        {"referrer_id": "P5", "referred_id": "C3", "at": "2024-04-02"},
    ],
    dependencies=[
        {"provider_id": "C1", "dependent_id": "C4", "basis": "receipts", "share": ".6"},
        {"provider_id": "C1", "dependent_id": "C5", "basis": "other"},
        {"provider_id": "C1", "dependent_id": "C5", "basis": "expenditures", "share": ".7"},
        {"provider_id": "C1", "dependent_id": "C2", "basis": "output_sold", "share": ".5"},
    ],
    exposures=[
        {"exposure_id": "E1", "customer_id": "C1", "amount": "500.10", "kind": "loan"},
        {"exposure_id": "E5", "customer_id": "C1", "amount": "80", "kind": "credit_line"},
        {"exposure_id": "E6", "customer_id": "C1", "amount": "30", "kind": "credit_line"}
        | {"undrawn": "50", "covered": "40.5", "five_class": "loss", "status": "overdue"},
        {"exposure_id": "E7", "customer_id": "P1", "amount": "9", "status": "settled"}
        | {"due_on": "2020-01-01"},
        {"exposure_id": "E8", "customer_id": "P1", "amount": "11", "due_on": "2020-01-01"}
        | {"covered": "20", "status": "normal"},
        {"exposure_id": "E2", "customer_id": "C2", "amount": "99", "currency": "USD"},
        {"exposure_id": "E4", "customer_id": "P4", "amount": "7"},
        {"exposure_id": "E3", "customer_id": "C3", "amount": "1", "due_on": "2026-01-01"},
    ],
    obligations=[
        {"debtor_id": "C1", "creditor_id": "C2", "amount": "10"},
        {"debtor_id": "C2", "creditor_id": "C3", "amount": "20", "currency": "USD"},
    ],
    identifiers=[
        {"customer_id": "P1", "kind": "phone", "value": "10000000001"},
        {"customer_id": "P2", "kind": "phone", "value": "10000000001", "blocked": "true"},
        {"customer_id": "P3", "kind": "ip", "value": "FE80::0:1"},
        {"customer_id": "P4", "kind": "address", "value": "待补录"},
    ],
    same_as=[
        {"customer_id": "P3", "other_customer_id": "P4", "basis": "phone", "verdict": "unsure"},
        {"customer_id": "P1", "other_customer_id": "P4"},
    ],
    consents=[
        {"customer_id": "P1", "purpose": "service", "status": "granted", "at": "2025-01-01"}
        | {"until": "2099-12-31"},
        {"customer_id": "P1", "purpose": "research", "status": "denied", "at": "2025-02-01"},
        {"customer_id": "C2", "purpose": "research", "status": "withdrawn", "at": "2025-03-01"}
        | {"channel": "sms"},
    ],
)
