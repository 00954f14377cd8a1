"""The shortest path of payments between two customers, each later than the one before."""

from typing import Any

from service.api.holdings import names_of
from service.api.money_trails import CASH, Party, Span, Step, shown_payment, steps_from
from service.errors import BadRequest

#: How many payments one step takes in, and how many parties a search reaches before it gives up.
PAYMENTS_A_STEP, PARTIES_A_SEARCH = 20_000, 50_000


def path_in_time(from_id: str, to_id: str, max_hops: int, span: Span) -> dict[str, Any]:
    """The payments by which money can have gone from one customer to another, in order.

    As few as possible, of these the earliest to arrive; currencies may change on the way. Raises
    BadRequest where too much lies between the two to be searched. Method: breadth-first, keeping
    for each party how early money can be there (foremost journeys, Bui-Xuan et al. 2003).
    """
    start, goal = Party(True, from_id), Party(True, to_id)
    if start == goal:
        return _shown(start, [])
    # When money can be at each party, and the step and the level that brought it there.
    arrival = {start: span.since - 1}
    came: dict[tuple[Party, int], tuple[Step, int]] = {}
    level_of = {start: 0}
    frontier = {start}
    for level in range(1, max_hops + 1):
        since = min(arrival[party] for party in frontier) + 1
        steps, more = steps_from(
            frontier, "out", Span(since, span.until, span.least), PAYMENTS_A_STEP
        )
        if more or len(arrival) > PARTIES_A_SEARCH:
            raise BadRequest(
                "too much was paid between the two to search it all: name a shorter time, a larger "
                "min_amount, or fewer hops",
                *("since", "until", "min_amount", "max_hops"),
            )
        best: dict[Party, tuple[int, str, Step]] = {}
        for step in steps:
            payment = step.payment
            if payment.at <= arrival[step.near] or step.far == Party(False, CASH):
                continue
            found = (payment.at, payment.transaction_id, step)
            if step.far not in arrival or payment.at < arrival[step.far]:
                best[step.far] = min(best.get(step.far, found), found)
        for party, (at, _, step) in best.items():
            came[party, level] = (step, level_of[step.near])
            arrival[party] = at
        level_of |= dict.fromkeys(best, level)
        if goal in best:
            return _shown(start, _way(came, goal, level))
        frontier = set(best)
        if not frontier:
            break
    return {"nodes": [], "edges": [], "hops": None}


def _way(came: dict[tuple[Party, int], tuple[Step, int]], goal: Party, level: int) -> list[Step]:
    way: list[Step] = []
    party = goal
    while level:
        step, level = came[party, level]
        way.append(step)
        party = step.near
    return way[::-1]


def _shown(start: Party, way: list[Step]) -> dict[str, Any]:
    parties = [start, *(step.far for step in way)]
    names = names_of(party.id for party in parties if party.is_customer)
    return {
        "nodes": [
            {
                "id": party.id,
                "label": "Customer" if party.is_customer else "Account",
                "name": names[party.id] if party.is_customer else None,
            }
            for party in parties
        ],
        "edges": [shown_payment(step, "out") for step in way],
        "hops": len(way),
    }
