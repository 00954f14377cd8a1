"""The graph: what is around customers, how two are related, where money goes."""

from collections.abc import Iterable, Iterator
from itertools import product

from tests.answers.bank import TIES, Bank
from tests.answers.interface import Answer

SINCE, UNTIL, LEAST = "from", "to", "min_amount"


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about neighbours, paths, money and behaviour."""
    api = bank.api
    around = "/customers/*/neighbours"
    yield "GET /customers/*/neighbours", bank.neighbours
    for hops in (1, 2, 3):
        yield f"GET /customers/*/neighbours?hops={hops}", api.each(around, bank.some, hops=hops)
    for types in (*TIES, "HOLDS", "OWNS,CONTROLS,KIN_OF", "PAID,SHARES"):
        yield (
            f"GET /customers/*/neighbours?types={types}",
            api.each(around, bank.some, types=types, hops=2, limit=20),
        )
    yield "GET /paths", paths(bank, max_hops=4)
    yield "GET /paths?max_hops=8", paths(bank, max_hops=8)
    for types in ("OWNS,CONTROLS,HOLDS_POSITION", "KIN_OF,REFERRED", "GUARANTEES,OWES", "PAID"):
        yield f"GET /paths?types={types}", paths(bank, types=types, max_hops=6)
    yield "GET /paths?order=time", paths(bank, order="time", max_hops=6)
    yield "GET /paths?order=time&since=&until=&min_amount=", paths_in_time(bank)
    for direction, hops in product(("out", "in"), (1, 2, 3, 4)):
        yield (
            f"GET /customers/*/money?direction={direction}&hops={hops}",
            api.each(
                "/customers/*/money",
                bank.some if hops < 3 else bank.few,
                direction=direction,
                hops=hops,
                limit=20,
            ),
        )
    yield "GET /customers/*/money?from=&to=&min_amount=", money_in_a_span(bank)
    yield "GET /customers/*/similar", api.each("/customers/*/similar", bank.some)
    yield "GET /customers/*/similar?limit=2", api.each("/customers/*/similar", bank.some, limit=2)


def pairs(bank: Bank) -> Iterator[tuple[str, str]]:
    """Each of some customers with one across the bank, one with itself, and the ends of ties."""
    some = bank.some
    for i, customer_id in enumerate(some):
        yield customer_id, some[(i + len(some) // 2) % len(some)]
    yield some[0], some[0]
    for ties in bank.ties.values():
        for tie in ties[:2]:
            if tie["to"] in bank.customers:
                yield tie["to"], tie["from"]


def paths(bank: Bank, **query: str | int) -> Iterator[Answer]:
    """The path between each pair."""
    for begin, end in pairs(bank):
        yield bank.api.get("/paths", **{"from": begin, "to": end}, **query)


def paths_in_time(bank: Bank) -> Iterator[Answer]:
    """Ways of money that were open for a time or to enough of it."""
    day = bank.runs[-1]["as_of"] if bank.runs else "2025-12-31"
    before = f"{int(day[:4]) - 1}{day[4:]}"
    yield from paths(bank, order="time", since=before, until=day)
    yield from paths(bank, order="time", min_amount=1000, max_hops=8)


def money_in_a_span(bank: Bank) -> Iterator[Answer]:
    """Money of half a year by the day and by the instant, and only larger amounts."""
    day = bank.runs[-1]["as_of"] if bank.runs else "2025-12-31"
    year = day[:4]
    days = {SINCE: f"{year}-03-01", UNTIL: f"{year}-08-31"}
    instants = {SINCE: f"{year}-06-01T08:00:00+08:00", UNTIL: f"{year}-11-30T12:00:00Z"}
    for span in (days, instants, {LEAST: 5000}, {**days, LEAST: 100, "direction": "in"}):
        yield from bank.api.each("/customers/*/money", bank.some, hops=2, limit=20, **span)
