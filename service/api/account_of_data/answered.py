"""All that is held about one customer, under all its numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from cypher.decision import Decisions
from cypher.serve.customers import (
    ConsentsOf,
    CustomerRow,
    CustomersById,
    IdentifiersOf,
    SaidOfCustomers,
)
from cypher.serve.holdings import HoldingsOfCustomer
from cypher.serve.loads import LoadByNo
from cypher.serve.money import AccountsOwnedBy, PaymentsInto, PaymentsOutOf
from cypher.serve.walks import EdgesOfCustomers
from cypher.vocabulary import EDGE_TYPES
from service.api.access.named import read_log
from service.api.access.viewers import asked_purposes, viewer
from service.api.audit.told import Asked, Place, entries_told, tokens_of_numbers
from service.api.customers.conflicts import columns_said
from service.api.customers.full import full_customer
from service.api.decisions.shown import shown_decisions
from service.api.exposures.of_customer import exposures_of
from service.api.graph.shown import shown_edge
from service.api.http.answers import machine, store, whole_store
from service.api.http.holding_text import shown_holdings
from service.api.http.purposes import seen_tags
from service.api.http.rows import served, served_value
from service.api.http.times import LAST_INSTANT, AskedRun
from service.api.identities.numbers import numbers_of
from service.decisions.kinds import seen_for
from service.instants import instant
from service.money import stored_money
from service.tags import catalogue

#: At most so many of each part are told.
MOST = 1_000
_LATEST = 2**53


def account_of(customer: CustomerRow, run: AskedRun) -> dict[str, Any]:
    """The answer. Cost: linear in what is held about the customer, at most MOST of each part."""
    customer_id = customer.customer_id
    found = numbers_of(customer_id, run.run_id)
    numbers = sorted({customer_id, *(row.customer_id for row in found)})
    records, loads = _records(numbers, run), dict[str, dict[str, Any]]()
    exposures, _ = exposures_of(customer_id, run, "", MOST + 1)
    payments = _payments(numbers)
    for record in (*records, *exposures, *payments):
        record |= _loaded(record.pop("source"), loads)
    decisions = store().rows(_decisions_about(customer_id))
    parts: dict[str, Sequence[Any]] = {
        "said": _said(numbers),
        "identifiers": [
            {"kind": row.kind, row.kind: row.value} for row in store().rows(IdentifiersOf(numbers))
        ],
        "records": records,
        "exposures": exposures,
        "payments": payments,
        "consents": [_consent(served(row)) for row in store().rows(ConsentsOf(numbers))],
        "tags": _tags(customer_id, run.run_id),
        "decisions": shown_decisions(decisions),
        "reads": _reads(numbers),
    }
    return {
        **run.told,
        "customer": full_customer(customer, run),
        **{name: [*part[:MOST]] for name, part in parts.items()},
        "cut": sorted(name for name, part in parts.items() if len(part) > MOST),
    }


def _said(numbers: Sequence[str]) -> list[dict[str, Any]]:
    """What each source says of each number; the row itself where one source alone speaks of it."""
    apart = store().rows(SaidOfCustomers([*numbers]))
    said = [
        {
            "customer_id": row.customer_id,
            "source": row.source,
            "load_id": None,
            "says": {
                name: served_value(CustomerRow, name, value)
                for name, value in columns_said(row.said)
            },
        }
        for row in apart
    ]
    several = {row.customer_id for row in apart}
    alone = store().rows(CustomersById(sorted({*numbers} - several)))
    return [*said, *map(_row_said, alone)]


def _row_said(row: CustomerRow) -> dict[str, Any]:
    told = {name: value for name, value in served(row).items() if value is not None}
    source, load_no, own = (told.pop(name) for name in ("source", "load_no", "attributes"))
    return {
        "customer_id": told.pop("customer_id"),
        "source": source,
        "load_id": f"L{load_no}",
        "says": {**told, **dict(own)},
    }


def _records(numbers: Sequence[str], run: AskedRun) -> list[dict[str, Any]]:
    """Every record that ties the customer, ended or not, as an edge, with what it is used for."""
    asked = EdgesOfCustomers(
        customer_ids=[*numbers],
        types=[word for word in EDGE_TYPES if word != "PAID"],
        run_id=run.run_id,
        derived=False,
        on=run.on,
        with_ended=True,
        limit=MOST + 1,
    )
    return [{**shown_edge(row), "purposes": _purposes(row.type)} for row in store().rows(asked)]


def _purposes(edge_type: str) -> list[str]:
    """For what a type of record is used: the purposes of the tags that read it."""
    view = EDGE_TYPES[edge_type].view
    found = {
        purpose for tag in catalogue().values() if view in tag.views for purpose in tag.purposes
    }
    return sorted(found & {*asked_purposes()})


def _payments(numbers: Sequence[str]) -> list[dict[str, Any]]:
    """Payments from and to the customer's own accounts, the latest first."""
    owned = sorted({row.account_id for row in store().rows(AccountsOwnedBy([*numbers]))})
    span: dict[str, Any] = {"since": 0, "until": LAST_INSTANT, "least": 0.0, "limit": MOST + 1}
    rows = {
        row.transaction_id: row
        for query in (PaymentsOutOf(owned, **span), PaymentsInto(owned, **span))
        for row in store().rows(query)
    }
    latest = sorted(rows.values(), key=lambda row: (-row.at, row.transaction_id))
    return [_payment(served(row)) for row in latest]


def _payment(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "amount": stored_money(told["amount"]),
        "at": instant(told["at"]),
        "source": f"L{told.pop('load_no')}",
    }


def _loaded(load_id: str, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """By which load something is there: from which source, since when."""
    if load_id not in known:
        rows = store().rows(LoadByNo(load_no=int(load_id[1:])))
        first = rows[0] if rows else None
        known[load_id] = {
            "load_id": load_id,
            "source": first.source if first else None,
            "loaded_at": first.started_at if first else None,
        }
    return known[load_id]


def _consent(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "load_id": f"L{told.pop('load_no')}",
        "attributes": dict(told.pop("attributes")),
    }


def _tags(customer_id: str, run_id: int) -> list[dict[str, Any]]:
    """The tags that are held, with their purposes and their reasons."""
    asked = HoldingsOfCustomer(customer_id=customer_id, tag_id="", run_id=run_id)
    seen = seen_tags()
    rows = [row for row in store().rows(asked) if row.tag_id in seen]
    shown = shown_holdings(customer_id, rows, run_id, with_evidence=False)
    return [{**held, "purposes": sorted(catalogue()[held["tag_id"]].purposes)} for held in shown]


def _decisions_about(customer_id: str) -> Decisions:
    return Decisions(
        viewer=viewer().user_id,
        kinds=seen_for(asked_purposes()),
        subject=customer_id,
        author="",
        action="",
        state="",
        since=0,
        before=_LATEST,
        limit=MOST + 1,
    )


def _reads(numbers: Iterable[str]) -> list[dict[str, Any]]:
    """Who saw or exported something of the customer on this machine, and nobody else's ids."""
    read_log().flush()
    tokens = tokens_of_numbers(whole_store(), numbers)
    asked = Asked(tokens, user="", since=0, until=LAST_INSTANT)
    told = ("at", "user", "roles", "purpose", "action")
    entries = entries_told(whole_store(), machine(), asked, Place(), MOST + 1)
    return [
        {**{name: entry[name] for name in told}, "path": entry["rule"]}
        for entry in entries
        if entry["chain"] == "reads"
    ]
