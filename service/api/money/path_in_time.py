"""The shortest way that money can have gone from one customer to another: payments in time."""

from typing import Any

from cypher.vocabulary import Text
from service.api.http.holding_text import names_of
from service.api.money.steps import CASH, Direction, Party, Span, Step, shown_payment, steps_from
from service.errors import BadRequest

#: How many payments one step takes in, and how many parties a search reaches before it gives up.
PAYMENTS_A_STEP, PARTIES_A_SEARCH = 20_000, 50_000


def path_in_time(from_id: str, to_id: str, max_hops: int, span: Span) -> dict[str, Any]:
    """The payments by which money can have gone from one customer to another, in order.

    Each is later than the one before; currencies may change on the way. As few as possible, and
    among ways of one length the choice is fixed. Searches from both ends at once, always on from
    the smaller frontier (Pohl 1971): from the one it keeps how early money can be with each party
    (foremost journeys, Bui-Xuan et al. 2003), from the other how late it must leave. An end whose
    frontier has more payments than are looked at is left to the other. Raises BadRequest where too
    much lies between the two, so that a shorter way could be passed over.
    """
    start, goal = Party(True, from_id), Party(True, to_id)
    if start == goal:
        return _shown(start, [], [])
    ends = {"out": _End(start, "out", span), "in": _End(goal, "in", span)}
    going = [*ends.values()]
    hops = 0
    while hops < max_hops and all(end.frontier for end in ends.values()):
        if not going or sum(len(end.soonest) for end in ends.values()) > PARTIES_A_SEARCH:
            raise BadRequest(
                Text(
                    "两者之间的付款过多，无法全部搜索：请缩短时间、提高min_amount或减少步数",
                    "too much was paid between the two to search it all: name a shorter time, a "
                    "larger min_amount, or fewer hops",
                ),
                "since",
                "until",
                "min_amount",
                "max_hops",
            )
        side = min(going, key=lambda end: len(end.frontier))
        if not side.go_on():
            going.remove(side)
            continue
        hops += 1
        if meeting := _meeting(ends["out"], ends["in"], side.frontier):
            return _shown(start, ends["out"].way(meeting)[::-1], ends["in"].way(meeting))
    return {"nodes": [], "edges": [], "hops": None}


class _End:
    """A search from one end, a level of payments at a time.

    `soonest` is when money is with each party that was reached: milliseconds, which count backwards
    where the search goes against the payments. `frontier` are those who were last reached sooner.
    """

    def __init__(self, party: Party, direction: Direction, span: Span) -> None:
        """Begin with everything before the span, or after it."""
        self._direction, self._span = direction, span
        self._sign = 1 if direction == "out" else -1
        self.soonest = {party: span.since - 1 if direction == "out" else -span.until}
        self.frontier = {party}
        # The step that brought money to a party at a level, and the level of the step's near end.
        self._came: dict[tuple[Party, int], tuple[Step, int]] = {}
        self._level = {party: 0}
        self._levels = 0

    def go_on(self) -> bool:
        """Reach on by one payment; False, and nothing new, where there are too many."""
        first = min(self.soonest[party] for party in self.frontier)
        since, until = self._span.since, self._span.until
        if self._direction == "out":
            since = first + 1
        else:
            until = -first
        steps, more = steps_from(
            sorted(self.frontier),
            self._direction,
            Span(since, until, self._span.least),
            PAYMENTS_A_STEP,
        )
        if more:
            return False
        self._levels += 1
        sooner: dict[Party, tuple[int, str, Party, Step]] = {}
        for step in steps:
            when = step.payment.at * self._sign
            late = step.far in self.soonest and self.soonest[step.far] <= when
            if when > self.soonest[step.near] and not late and step.far != CASH:
                found = (when, step.payment.transaction_id, step.near, step)
                sooner[step.far] = min(sooner.get(step.far, found), found)
        for party, (_, _, near, step) in sooner.items():
            self._came[party, self._levels] = (step, self._level[near])
        self.soonest |= {party: when for party, (when, *_) in sooner.items()}
        self._level |= dict.fromkeys(sooner, self._levels)
        self.frontier = set(sooner)
        return True

    def way(self, party: Party) -> list[Step]:
        """The steps from a party that was reached back to where the search began."""
        steps: list[Step] = []
        level = self._level[party]
        while level:
            step, level = self._came[party, level]
            steps.append(step)
            party = step.near
        return steps


def _meeting(forward: _End, backward: _End, reached: set[Party]) -> Party | None:
    """With whom money can be before it must leave again, of those last reached; the soonest."""
    meetings = [
        (forward.soonest[party], party)
        for party in reached
        if party in forward.soonest
        and party in backward.soonest
        and forward.soonest[party] < -backward.soonest[party]
    ]
    return min(meetings)[1] if meetings else None


def _shown(start: Party, there: list[Step], on: list[Step]) -> dict[str, Any]:
    """The path from its start: the steps out of it, and those that lead into its goal."""
    parties = [start, *(step.far for step in there), *(step.near for step in on)]
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
        "edges": [
            *(shown_payment(step, "out") for step in there),
            *(shown_payment(step, "in") for step in on),
        ],
        "hops": len(there) + len(on),
    }
