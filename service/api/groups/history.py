"""What became of a group: who came and went in each run, and because of what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from cypher.decision import DecisionsAbout
from cypher.identity import NumbersOf
from cypher.serve.groups import HistoryOfGroup, MoveRow, MovesOfGroup
from cypher.serve.runs import RunById
from cypher.serve.walks import EdgeRow, EdgesOfCustomers
from cypher.vocabulary import EDGE_TYPES
from service.api.access.viewers import called
from service.api.http.answers import store
from service.api.http.cursors import page
from service.api.http.group_names import names_of_groups
from service.api.http.times import AskedRun, PageOfRun, begun
from service.api.identities.decisions import KIND, shown_verdict
from service.tagging.declaration import Text

#: How many customers an event names, and how many causes.
NAMED = 100
#: How many ties of those who went are looked at, to find what is gone.
TIES = 2_000
#: How many events of one group are looked at where those of several are listed.
EVENTS_OF_A_GROUP = 500
#: The edges of evidence by what tells one from another between the same two.
_TOLD_APART = ("guarantee_id", "role", "relation", "basis", "value", "currency")

Edge = dict[str, Any]


def history_of(
    group_id: str, kinds: list[str], query: PageOfRun, *, named: bool = True
) -> tuple[AskedRun, dict[str, Any]]:
    """The run asked, and a page of what runs up to it did to a group of some kinds, or ended.

    Only where it is `named` an event says whom it concerns, and because of what. Cost: linear in
    the memberships of the group ever, and a few queries an event.
    """
    run, (before_run, before_event, before_id) = begun(query, [2**53, "", ""])
    rows = store().rows(
        HistoryOfGroup(
            group_id=group_id,
            kinds=kinds,
            run_id=run.line_until,
            before_run=before_run,
            before_event=before_event,
            before_id=before_id,
            limit=query.limit + 1,
        )
    )
    events = page(
        [vars(row) for row in rows], query.limit, ["run_id", "event", "other_id"], run.run_id
    )
    others = {item["other_id"] for item in events["items"] if named and item["other_id"]}
    runs = _Runs(run.run_id, others)
    events["items"] = [
        _told(group_id, item, runs) if named else {**item, "other_id": item["other_id"] or None}
        for item in events["items"]
    ]
    return run, events


def events_between(
    groups: Mapping[str, str], after: int, until: int, run_id: int, limit: int
) -> tuple[list[dict[str, Any]], int]:
    """What runs after one and up to another did to some groups (their kinds by id), the last first.

    At most `limit`, and how many more; `run_id` is the run in which other groups are named. Cost: a
    query a group, and a few for each event that is told.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    for group_id, kind in groups.items():
        rows = store().rows(
            HistoryOfGroup(
                group_id=group_id,
                kinds=[kind],
                run_id=until,
                before_run=2**53,
                before_event="",
                before_id="",
                limit=EVENTS_OF_A_GROUP,
            )
        )
        found += [(group_id, vars(row)) for row in rows if row.run_id > after]
    found.sort(key=lambda one: (-one[1]["run_id"], one[0], one[1]["event"], one[1]["other_id"]))
    shown = found[:limit]
    runs = _Runs(run_id, {item["other_id"] for _, item in shown if item["other_id"]})
    told = [{"group_id": group_id, **_told(group_id, item, runs)} for group_id, item in shown]
    return told, len(found) - len(shown)


@dataclass(frozen=True)
class _Times:
    """What a cause is judged by: the day of a run, when it was published, and its loads."""

    as_of: str
    published_at: str
    loads: frozenset[str]


class _Runs:
    """What runs looked at, and who came to groups and went in them; each asked once."""

    def __init__(self, run_id: int, group_ids: Iterable[str]) -> None:
        """Ask what groups are called in a run, and nothing else yet."""
        self._names = names_of_groups(group_ids, run_id)
        self._times: dict[int, _Times | None] = {}
        self._moves: dict[tuple[str, int], list[MoveRow]] = {}

    def name(self, group_id: str) -> Text | None:
        """What a group is called; None where there is none."""
        return self._names.get(group_id)

    def times(self, run_id: int) -> _Times | None:
        """The times and loads of a run; None where there is none."""
        if run_id not in self._times:
            found = store().rows(RunById(run_id=run_id))
            self._times[run_id] = next(
                (
                    _Times(
                        row.as_of, row.published_at, frozenset(orjson.loads(row.report)["loads"])
                    )
                    for row in found
                ),
                None,
            )
        return self._times[run_id]

    def before(self, run_id: int) -> _Times | None:
        """The times and loads of the run before one; numbers of runs that were superseded miss."""
        earlier = run_id - 1
        while earlier > 0 and self.times(earlier) is None:
            earlier -= 1
        return self.times(earlier)

    def moves(self, group_id: str, run_id: int) -> list[MoveRow]:
        """Who came to a group in a run, and who went."""
        key = (group_id, run_id)
        if key not in self._moves:
            self._moves[key] = store().rows(MovesOfGroup(group_id, run_id, limit=2**31))
        return self._moves[key]


def _told(group_id: str, item: dict[str, Any], runs: _Runs) -> dict[str, Any]:
    run_id, event, other = item["run_id"], item["event"], item["other_id"]
    coming = event in ("formed", "joined", "split_from", "merged_from")
    moved = [move for move in runs.moves(group_id, run_id) if move.joined == coming]
    if other:
        there = {move.customer_id for move in runs.moves(other, run_id) if move.joined != coming}
        moved = [move for move in moved if move.customer_id in there]
    named = moved[:NAMED]
    now = runs.times(run_id)
    return {
        "run_id": run_id,
        "as_of": now.as_of if now else None,
        "event": event,
        "customer_ids": [move.customer_id for move in named],
        "names": {move.customer_id: called(move) for move in named},
        "customers_hidden": len(moved) - len(named),
        "other_group_id": other or None,
        "other_name": runs.name(other),
        "other_id": other or None,
        "members": item["members"],
        "because": _because([move for move in named if move.in_scope], run_id, coming, runs),
    }


def _because(moved: Sequence[MoveRow], run_id: int, coming: bool, runs: _Runs) -> list[Edge]:
    """What made customers come or go in a run: records, decisions, days that passed.

    Of those who came the records of their evidence that the run before had not, of those who went
    the records of theirs that no longer stand; and what was said of their numbers between the two.
    """
    now, before = runs.times(run_id), runs.before(run_id)
    if now is None or not moved:
        return []
    edges = _each_once(edge for move in moved for edge in orjson.loads(move.evidence)["edges"])
    loads = before.loads if before else frozenset()
    found = (
        [{"change": "written", **edge} for edge in edges if edge["source"] not in loads]
        if coming
        else _gone(edges, now.as_of, now.loads, now.loads - loads)
    )
    found += _of_numbers([move.customer_id for move in moved], run_id, before, now)
    if not found and before and before.as_of != now.as_of:
        found = [{"change": "day", "from": before.as_of, "to": now.as_of}]
    return found[:NAMED]


def _each_once(edges: Iterable[Edge]) -> list[Edge]:
    return list({_key(edge): edge for edge in edges}.values())


def _key(edge: Edge) -> tuple[Any, ...]:
    ends = (edge.get("from_number", edge["from"]), edge.get("to_number", edge["to"]))
    return (edge["type"], *ends, *(edge.get(name) for name in _TOLD_APART))


def _gone(edges: Sequence[Edge], on: str, seen: frozenset[str], new: frozenset[str]) -> list[Edge]:
    """The edges of evidence that no longer stand as they did, and what became of them.

    A record that a load after the run has written over no longer says which took it away: of the
    loads that the run saw, and the run before had not, the only one, or none is named.
    """
    ends = sorted({end for edge in edges for end in _key(edge)[1:3]})
    if not ends:
        return []
    asked = _all_ties(ends, [name for name in EDGE_TYPES if name != "PAID"], on)
    stored: dict[tuple[Any, ...], EdgeRow] = {}
    for tie in store().rows(asked):
        key = _key({"type": tie.type, "from": tie.from_id, "to": tie.to_id, **tie.properties})
        if key not in stored or stored[key].ended:
            stored[key] = tie
    gone = []
    for edge in edges:
        row = stored.get(_key(edge))
        if row is None:
            continue
        source = None if row.load_no is None else f"L{row.load_no}"
        closed = row.properties.get("closed_load")
        taken_by = source if closed is None else f"L{closed}"
        if taken_by and taken_by not in seen | {edge["source"]}:
            only = next(iter(new)) if len(new) == 1 else None
            gone.append({"change": "changed", **edge, "source": only})
        elif closed is not None:
            gone.append({"change": "closed", **edge, "source": taken_by})
        elif row.ended:
            gone.append({"change": "ended", **edge, "source": source, **_days(row)})
        elif source != edge["source"]:
            gone.append({"change": "changed", **edge, "source": source})
    return gone


def _days(row: EdgeRow) -> dict[str, Any]:
    days = {name: row.properties.get(name) for name in ("from_on", "to_on")}
    return {name: day for name, day in days.items() if day}


def _of_numbers(
    customer_ids: list[str], run_id: int, before: _Times | None, now: _Times
) -> list[dict[str, Any]]:
    """What fell between the run before and a run of the customers' numbers: records, decisions."""
    numbers = {
        row.customer_id
        for run in (run_id - 1, run_id)
        for row in store().rows(NumbersOf(customer_ids=customer_ids, run_id=run))
    }
    asked = sorted({*customer_ids, *numbers})
    since = before.published_at if before else ""
    decided = [
        {"change": "decided", **shown_verdict(row)}
        for row in store().rows(DecisionsAbout(KIND, asked))
        if since < row.at <= now.published_at and row.state not in ("proposed", "rejected")
    ]
    loads = now.loads - (before.loads if before else frozenset())
    return _records_of(asked, loads, now.as_of) + decided


def _records_of(numbers: list[str], loads: frozenset[str], on: str) -> list[dict[str, Any]]:
    """The records that some loads wrote or closed of which numbers are one customer."""
    told = []
    for tie in store().rows(_all_ties(numbers, ["SAME_AS"], on)):
        said = {"type": tie.type, "from": tie.from_id, "to": tie.to_id}
        closed = tie.properties.get("closed_load")
        for change, load_no in (("written", tie.load_no), ("closed", closed)):
            if f"L{load_no}" in loads and (change == "closed" or closed is None):
                told.append({"change": change, **said, "source": f"L{load_no}"})
    return told


def _all_ties(customer_ids: list[str], types: list[str], on: str) -> EdgesOfCustomers:
    """The records about some customers, those that have ended or were closed as well."""
    return EdgesOfCustomers(
        customer_ids=customer_ids,
        types=types,
        run_id=0,
        derived=False,
        on=on,
        with_ended=True,
        limit=TIES,
    )
