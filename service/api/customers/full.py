"""One customer in full: what the bank knows of it, its accounts, and its tags in brief."""

from typing import Any

from cypher.serve.customers import AccountsOfCustomer, CustomerRow
from cypher.serve.holdings import HoldingsOfCustomer
from service.api.customers.conflicts import conflicts
from service.api.customers.merged import merged, rows_of
from service.api.http.answers import settings, store, whole_store
from service.api.http.held_versions import held_versions
from service.api.http.purposes import seen_tags
from service.api.http.rows import served
from service.api.http.times import AskedRun
from service.api.identities.numbers import numbers_of, shown_numbers
from service.run.identities import source_order
from service.tags import catalogue

ACCOUNTS_SHOWN = 100


def full_customer(known: CustomerRow, run: AskedRun) -> dict[str, Any]:
    """What is told of a customer, under all its numbers, in a run."""
    numbers = numbers_of(known.customer_id, run.run_id)
    rows = rows_of(known, numbers)
    row = merged(known, rows, source_order(whole_store()))
    every = sorted({known.customer_id, *(number.customer_id for number in numbers)})
    accounts = store().rows(AccountsOfCustomer(every, limit=ACCOUNTS_SHOWN + 1))
    content = {
        **served(row),
        "currency": settings().currency,
        "source": f"L{row.load_no}",
        "attributes": dict(row.attributes),
        "conflicts": conflicts(row, rows),
        "accounts": [served(account) for account in accounts[:ACCOUNTS_SHOWN]],
        "numbers": shown_numbers(known.customer_id, known.source, numbers),
        "accounts_hidden": len(accounts) > ACCOUNTS_SHOWN,
        "tags": _in_brief(row.customer_id, run.run_id),
        **run.told,
    }
    del content["load_no"]
    return content


def _in_brief(customer_id: str, run_id: int) -> list[dict[str, Any]]:
    """The tags that are seen of a customer in a run, each grade once with the count of holdings."""
    tags: dict[tuple[str, str], dict[str, Any]] = {}
    asked = HoldingsOfCustomer(customer_id=customer_id, tag_id="", run_id=run_id)
    seen = seen_tags()
    rows = [held for held in store().rows(asked) if held.tag_id in seen]
    versions = held_versions((held.tag_id, held.version) for held in rows)
    for held in rows:
        grade = versions[held.tag_id, held.version].grade(held.grade)
        brief = {"tag_id": held.tag_id, "title": catalogue()[held.tag_id].title}
        first = tags.setdefault(
            (held.tag_id, held.grade),
            {**brief, "grade": held.grade, "grade_title": grade.title, "count": 0},
        )
        first["count"] += 1
    return list(tags.values())
