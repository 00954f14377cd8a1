"""What became otherwise about a customer since a day or an instant: its tags, and its groups."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import orjson

from cypher.serve.groups import GroupsOfCustomer
from cypher.serve.holdings import HoldingRow, HoldingsOfCustomer
from cypher.serve.runs import RunAnswering, TimesOfRun
from cypher.vocabulary import LISTED_GROUP_KINDS, Text
from service.api.dossier.schemas import DossierQuery
from service.api.groups.history import events_between
from service.api.http.answers import store
from service.api.http.group_names import names_of_groups, subjects_named
from service.api.http.holding_text import shown_holdings
from service.api.http.purposes import seen_tags
from service.api.http.times import LAST_INSTANT, AskedRun, instant_of, is_day, milliseconds, zone
from service.errors import BadRequest

#: How many changes of tags, and how many events of groups, are told.
CHANGES = 50
EVENTS = 20
#: Of how many groups of the customer events are looked for.
GROUPS = 100

_ORDER = ("gained", "lost", "changed")
_Key = tuple[str, str]


def changes_since(customer_id: str, run: AskedRun, query: DossierQuery) -> dict[str, Any] | None:
    """What differs between the run that answers for `since`, a day or an instant, and a run.

    A day names the run that looks at it, as `as_of` does, whenever that was published unless the
    request says `known_at`; an instant the one that was known then. Without either it is the run
    before. None where no run answers. Raises BadRequest, naming `since`, for anything else or for
    what has not come yet. Cost: the customer's holdings in both, and a few queries for each of its
    groups and for each event.
    """
    earlier = _earlier(run, query)
    if earlier is None:
        return None
    tags, slid = _tags(customer_id, earlier.run_id, run.run_id)
    events, more = _events(customer_id, earlier, run)
    return {
        "since": query.since,
        "earlier": earlier.told,
        "tags": {
            "items": tags[:CHANGES],
            "hidden": max(0, len(tags) - CHANGES),
            "slid": slid,
        },
        "groups": {"items": events, "hidden": more},
    }


def _earlier(run: AskedRun, query: DossierQuery) -> AskedRun | None:
    """The run that is compared with, the one asked at the latest; None where there is none."""
    since = query.since
    if since is not None:
        _check(since)
    if not run.run_id or run.known_at is None:
        return None
    if since is None:
        # Runs of the line have one number after the other; below 0 they are beside it.
        before = run.run_id - 1 if run.run_id > 0 else run.line_until
        found = store().rows(TimesOfRun(run_id=before))
    elif is_day(since):
        day = date.fromisoformat(since).isoformat()
        if day >= run.on:
            return run
        until = milliseconds(query.known_at, "known_at") if query.known_at else LAST_INSTANT
        found = store().rows(RunAnswering(as_of=day, known_at=until))
    else:
        until = min(milliseconds(since, "since"), milliseconds(run.known_at, "since"))
        found = store().rows(RunAnswering(as_of=run.on, known_at=until))
    return next((AskedRun(row.run_id, row.as_of, row.published_at) for row in found), None)


def _check(since: str) -> None:
    """Raise BadRequest where a text is neither a day nor an instant, or has not come yet."""
    try:
        day = date.fromisoformat(since) if is_day(since) else instant_of(since).date()
        come = day <= zone().today() + timedelta(days=1)
    except (ValueError, OverflowError):
        raise BadRequest(
            Text(
                f"since={since!r}既不是日期也不是时刻，例如2025-12-31或2025-12-31T08:30:00+08:00",
                f"since={since!r} is neither a day nor an instant, such as 2025-12-31 or "
                "2025-12-31T08:30:00+08:00",
            ),
            "since",
        ) from None
    if not come:
        raise BadRequest(
            Text(
                f"since={since}尚未到来：不指定即与前一批次对照",
                f"since={since} has not come yet: leave it out to compare with the run before",
            ),
            "since",
        )


def _tags(customer_id: str, earlier: int, later: int) -> tuple[list[dict[str, Any]], int]:
    """Holdings gained, lost, and changed, those of another grade first, each with its sentence.

    And how many only slid, as between whole runs: others moved their grade, rank or facts.
    """
    was, now = (_holdings(customer_id, run_id) for run_id in (earlier, later))
    gone = [row for key, row in was.items() if key not in now]
    differing = [row for key, row in now.items() if key not in was or not _same(row, was[key])]
    other = [
        row
        for row in differing
        if (before := was.get((row.tag_id, row.subject))) is None or _own(row) != _own(before)
    ]
    told = [
        *shown_holdings(customer_id, gone, earlier, with_evidence=False),
        *shown_holdings(customer_id, other, later, with_evidence=False),
    ]
    named = subjects_named((one["subject"] for one in told), later)
    changes = []
    for one in told:
        key = one["tag_id"], one["subject"] or ""
        before, after = was.get(key), now.get(key)
        changes.append(
            {
                "tag_id": one["tag_id"],
                "title": one["title"],
                "subject": one["subject"],
                "subject_name": named(one["subject"]),
                "change": "gained" if not before else "changed" if after else "lost",
                "grade_before": before.grade if before else None,
                "grade_after": after.grade if after else None,
                "score_before": before.score if before else None,
                "score_after": after.score if after else None,
                "sentence": one["sentence"],
            }
        )
    changes.sort(
        key=lambda one: (
            _ORDER.index(one["change"]),
            one["grade_before"] == one["grade_after"],
            one["score_before"] == one["score_after"],
            one["tag_id"],
            one["subject"] or "",
        )
    )
    return changes, len(differing) - len(other)


def _holdings(customer_id: str, run_id: int) -> dict[_Key, HoldingRow]:
    asked, seen = HoldingsOfCustomer(customer_id=customer_id, tag_id="", run_id=run_id), seen_tags()
    return {(row.tag_id, row.subject): row for row in store().rows(asked) if row.tag_id in seen}


def _same(row: HoldingRow, other: HoldingRow) -> bool:
    """Whether two runs say the same of a holding, wherever they keep it."""
    return replace(row, since_run=other.since_run) == other


def _own(row: HoldingRow) -> tuple[Any, ...]:
    """What of a holding others do not move: rule, score, value but for the rank, and edges."""
    value, evidence = orjson.loads(row.value), orjson.loads(row.evidence)
    value.pop("rank", None)
    return row.version, row.score, value, evidence["edges"]


def _events(
    customer_id: str, earlier: AskedRun, later: AskedRun
) -> tuple[list[dict[str, Any]], int]:
    """What runs did in between to the groups of the customer in either, and how many more events.

    Runs beside the line do nothing to groups.
    """
    groups: dict[str, str] = {}
    for run_id in (later.run_id, earlier.run_id):
        asked = GroupsOfCustomer(
            customer_id=customer_id,
            kinds=[*LISTED_GROUP_KINDS],
            run_id=run_id,
            after_kind="",
            after_id="",
            limit=GROUPS,
        )
        groups |= {row.group_id: row.kind for row in store().rows(asked)}
    told, more = events_between(
        groups, earlier.line_until, later.line_until, later.run_id, limit=EVENTS
    )
    names = names_of_groups((event["group_id"] for event in told), later.run_id)
    return [
        {**event, "name": names.get(event["group_id"]), "kind": groups[event["group_id"]]}
        for event in told
    ], more
