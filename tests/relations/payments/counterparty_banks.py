"""Small banks whose customers pay each other and accounts outside."""

from collections.abc import Collection, Sequence
from typing import Any

from tests.building import Records, Row, people


def paying(*payments: str, currency: str = "CNY", at: str = "2025-03-04") -> list[dict[str, Any]]:
    """Payments from `a>xyz*3`: a pays x, y and z three times each."""
    rows: list[dict[str, Any]] = []
    for each in payments:
        arc, _, times = each.partition("*")
        payer, _, payees = arc.partition(">")
        for payee in payees:
            for _ in range(int(times or 1)):
                rows.append(
                    {
                        "transaction_id": f"{currency}-{each}-{len(rows):06}",
                        "from_account": f"@{payer}",
                        "to_account": f"@{payee}",
                        "amount": "10",
                        "currency": currency,
                        "at": at,
                    }
                )
    return rows


def referring(*pairs: str) -> list[dict[str, Any]]:
    """Referrals from `ab`: a brought b in; whoever has referred most is followed most."""
    return [{"referrer_id": pair[0], "referred_id": pair[1], "at": "2025-01-01"} for pair in pairs]


def bank_rows(
    transactions: list[dict[str, Any]],
    outside: Collection[str] = "",
    customers: list[dict[str, Any]] | None = None,
    **records: Sequence[Row],
) -> Records:
    """An account `@a` for everybody in the payments; those `outside` are no customers."""
    ends = ("from_account", "to_account")
    ids = sorted({row[end][1:] for row in transactions for end in ends} - {""})
    known = [each for each in ids if each not in outside]
    return dict(
        customers=customers or people(*known),
        accounts=[{"account_id": f"@{each}"} for each in ids],
        account_holders=[{"account_id": f"@{each}", "customer_id": each} for each in known],
        transactions=transactions,
        **records,
    )
