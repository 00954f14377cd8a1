"""Lists of customers: searched, filtered and sorted; each page goes on where the last one ended."""

from typing import Any

from cypher.search.asked import Asked
from cypher.serve.customers import (
    CustomerBrief,
    CustomersHolding,
    CustomersInOrder,
    CustomersSorted,
)
from cypher.serve.holdings import LeftOutOfHolders
from cypher.serve.marketing import LeftOutOfCustomers
from cypher.vocabulary import Text
from service.api.access.named import note_found_by
from service.api.access.viewers import ask_for, asks_through_lists
from service.api.customers.matched import matched
from service.api.customers.schemas import CustomersQuery
from service.api.customers.search import Search
from service.api.http.answers import settings, store
from service.api.http.consent import asked_consent, left_out, with_consent
from service.api.http.cursors import page
from service.api.http.lookups import filters_of, grade_named, tag_named
from service.api.http.parameters import NARROWED
from service.api.http.purposes import purpose_for
from service.api.http.times import begun
from service.api.http.worker_cache import kept_counts
from service.errors import BadRequest
from service.relations.exposures.counted import undrawn_factors
from service.run.find import purposes_of
from service.tagging.declaration import Tag

#: What a customer in a list says of itself.
_SHOWN = (
    "customer_id",
    "kind",
    "name",
    "is_client",
    "region",
    "branch",
    "relationship_manager",
)
_BY_TAG = ("tag_id", "grade")


def customers_listed(query: CustomersQuery) -> dict[str, Any]:
    """The page of customers that a request asks for; of a tag for marketing it says consent.

    To who sees customers through lists for marketing alone every list is one.
    """
    through_lists = not query.tag and asks_through_lists()
    if query.purpose and not query.tag and not (through_lists and query.purpose == "marketing"):
        raise BadRequest(
            Text(
                "purpose说明标签名单的用途：请同时指定tag",
                "purpose is what the list of a tag is for: name the tag",
            ),
            "purpose",
            "tag",
        )
    start: list[Any] = [0, 0] if query.q else [""]
    run, key = begun(query, [-1, 0.0, "", ""] if query.sort else start)
    tag = tag_named(query.tag) if query.tag else None
    purpose = purpose_for(tag, query.purpose) if tag else None
    if through_lists:
        ask_for("marketing")
        purpose = "marketing"
    filters = _filters(query, tag, purpose, run.run_id)
    told = {"purpose": purpose, **run.told, **_listed(query, filters, key)}
    if not tag and not through_lists:
        return {**told, "items": _without_consent(told["items"]), "left_out": None}
    marketed = tag is None or "marketing" in purposes_of(tag, settings())
    items = with_consent(told["items"], run.run_id) if marketed else _without_consent(told["items"])
    return {**told, "items": items, "left_out": _left_out(filters)}


def _without_consent(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a list that no marketer asks for."""
    return [{**item, "consent": None} for item in items]


def _left_out(filters: dict[str, Any]) -> dict[str, int]:
    """How many holders of a tag, or customers, the list leaves out, whatever is searched for.

    A count of those found by a name would tell who refused.
    """
    if not filters["tag_id"]:
        asked = {name: filters[name] for name in filters if name not in _BY_TAG}
        counted = kept_counts(LeftOutOfCustomers(**asked))
        return left_out((row.left_out, row.customers) for row in counted)
    rows = kept_counts(LeftOutOfHolders(**filters, subject="", community_id=""))
    return left_out((row.left_out, row.customers) for row in rows)


def _listed(query: CustomersQuery, filters: dict[str, Any], key: list[Any]) -> dict[str, Any]:
    search = Search(store(), Asked(query.q), filters) if query.q else None
    if query.sort:
        return _sorted(query, filters, search, key)
    run_id = filters["run_id"]
    if search:
        tier, after_no = key
        found = search.page(tier, after_no, query.limit + 1)
        items = [{"row": row, "tier": at, "no": row.customer_no} for at, row in found]
        return _told_by_customer(page(items, query.limit, ["tier", "no"], run_id), search, run_id)
    [after_id] = key
    asked = {**filters, "after_id": after_id, "limit": query.limit + 1}
    if query.tag:
        rows = store().rows(CustomersHolding(**asked))
    else:
        rows = store().rows(
            CustomersInOrder(**{name: asked[name] for name in asked if name not in _BY_TAG})
        )
    return page([_told(row, None) for row in rows], query.limit, ["customer_id"], run_id)


def _filters(
    query: CustomersQuery, tag: Tag | None, purpose: str | None, run_id: int
) -> dict[str, Any]:
    """The filters as queries take them: what is not asked for is ''."""
    return {
        **filters_of(query, *NARROWED),
        "tag_id": tag.tag_id if tag else "",
        "grade": grade_named(tag, query.grade) if tag and query.grade else "",
        **asked_consent(purpose or ""),
        "run_id": run_id,
    }


def _sorted(
    query: CustomersQuery, filters: dict[str, Any], search: Search | None, key: list[Any]
) -> dict[str, Any]:
    rank, amount, name, customer_id = key
    order = {
        "sort": str(query.sort).removeprefix("-"),
        "descending": str(query.sort).startswith("-"),
        "currency": settings().currency,
        "factors": undrawn_factors(settings()),
        "after_rank": rank,
        "after_amount": amount,
        "after_name": name,
        "after_id": customer_id,
    }
    if search:
        rows = search.sorted(query.limit + 1, **order)
    else:
        everybody = CustomersSorted(
            words=[], numbers=[], everybody=True, limit=query.limit + 1, **filters, **order
        )
        rows = store().rows(everybody)
    items = [
        {
            "row": row,
            "rank": int(row.amount is None),
            "amount": row.amount or 0.0,
            "name": row.name,
            "customer_id": row.customer_id,
        }
        for row in rows
    ]
    shown = page(items, query.limit, ["rank", "amount", "name", "customer_id"], filters["run_id"])
    return _told_by_customer(shown, search, filters["run_id"])


def _told_by_customer(shown: dict[str, Any], search: Search | None, run_id: int) -> dict[str, Any]:
    """The page with its rows told, each customer once, under the number that it is known by.

    One that was found by another of its numbers is told where that one stands, unless it was found
    by its own as well: a page may hold fewer than were asked for.
    """
    rows = [item["row"] for item in shown["items"]]
    seen = search.seen(rows, run_id) if search else {row.customer_no: row for row in rows}
    told = [_told(row, search, seen[row.customer_no]) for row in rows if row.customer_no in seen]
    return {**shown, "items": told}


def _told(
    row: CustomerBrief, search: Search | None, known: CustomerBrief | None = None
) -> dict[str, Any]:
    """A customer in a list, `known` by another number perhaps, and by what it was found."""
    by = matched(row, search.asked, search.numbers_of(row)) if search else []
    note_found_by(*(match.field for match in by))
    return {
        **{name: getattr(known or row, name) for name in _SHOWN},
        "matched": [vars(match) for match in by],
    }
