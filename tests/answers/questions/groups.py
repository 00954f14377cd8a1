"""Groups and communities: who is in them, why, and what became of them."""

from collections.abc import Iterable, Iterator

from tests.answers.bank import Bank, spread
from tests.answers.interface import Answer, interface

KINDS = ("control", "guarantee_circle", "connected", "household", "declared")
#: A tier-1 capital against which exposures are told.
CAPITAL = 1e9


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about groups of every kind, and about communities."""
    api = bank.api
    yield "GET /groups", [api.whole("/groups", limit=500), api.whole("/groups", limit=3)]
    yield "GET /groups?customer_id=*", (api.whole("/groups", customer_id=i) for i in bank.some)
    for kind in KINDS:
        ids = [group["group_id"] for group in bank.groups if group["kind"] == kind]
        yield f"GET /groups?kind={kind}", [api.whole("/groups", kind=kind)]
        yield f"GET /groups/* of {kind}", api.each_whole("/groups/*", ids)
        yield f"GET /groups/*?limit=2 of {kind}", api.each_whole("/groups/*", ids[:3], limit=2)
        yield f"GET /groups/*/why of {kind}", reasons(bank, ids)
        yield f"GET /groups/*/history of {kind}", api.each_whole("/groups/*/history", ids)
        yield f"GET /groups/*.csv of {kind}", api.each("/groups/*.csv", ids)
        yield f"GET /groups.csv?kind={kind}", [api.get("/groups.csv", kind=kind)]
    yield "GET /groups/*/overrides", api.each_whole("/groups/*/overrides", sorted(bank.members))
    yield "GET /overrides", decisions(bank)
    yield f"GET /groups with a capital of {CAPITAL:.0f}", against_capital(bank)
    ids = bank.communities
    yield "GET /communities", [api.whole("/communities"), api.whole("/communities", limit=2)]
    yield (
        "GET /communities?customer_id=*",
        (api.whole("/communities", customer_id=i) for i in bank.some),
    )
    yield "GET /communities/*", api.each_whole("/communities/*", ids, limit=500)
    yield "GET /communities/*?limit=7", api.each_whole("/communities/*", ids, limit=7)
    yield "GET /communities/*/history", api.each_whole("/communities/*/history", ids)


def decisions(bank: Bank) -> Iterator[Answer]:
    """Every override, in force and withdrawn, by pages of two sizes and one by one."""
    for withdrawn in ("false", "true"):
        every = bank.api.whole("/overrides", withdrawn=withdrawn)
        yield every
        yield bank.api.whole("/overrides", withdrawn=withdrawn, limit=3)
        ids = [row["override_id"] for row in every.content["items"]]
        yield from bank.api.each("/overrides/*", ids)


def reasons(bank: Bank, group_ids: Iterable[str]) -> Iterator[Answer]:
    """Why customers are in some groups, members first, and why others are not."""
    for group_id in spread(list(group_ids), bank.most // 3):
        members = bank.members[group_id]
        strangers = [customer_id for customer_id in bank.few if customer_id not in members]
        for customer_id in spread(members, 8) + strangers[:3]:
            yield bank.api.get(f"/groups/{group_id}/why", customer_id=customer_id)


def against_capital(bank: Bank) -> Iterator[Answer]:
    """Groups and their report as shares of the bank's own capital."""
    with interface(bank.url, bank.api.left_out, tier1_capital=CAPITAL) as api:
        yield api.whole("/groups", limit=500)
        yield api.get("/groups.csv", kind="connected")
        yield from api.each_whole("/groups/*", sorted(bank.members))
