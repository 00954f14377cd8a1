"""Which run answers: a request names a day, an instant of knowledge, or a run by its number."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import g
from pydantic import Field

from cypher.commands import called
from cypher.serve.runs import (
    CurrentRun,
    LineUpTo,
    NearestRuns,
    RunAnswering,
    RunTimes,
    TimesOfRun,
)
from cypher.time_zone import TimeZone, time_zone
from cypher.vocabulary import Text
from service.api.http.answers import settings, store
from service.api.http.cursors import resumed
from service.api.http.parameters import Page, Request
from service.errors import BadRequest, NoRun, NotFound

#: Later than any day and any instant (milliseconds since 1970).
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_DAY, LAST_INSTANT = "9999-12-31", 253_402_300_799_999


class OfRun(Request):
    """Which run is asked: the current one where nothing is named."""

    as_of: str | None = Field(
        None,
        max_length=40,
        description="a day: of the runs that look at it or at a day before, the one with the "
        "latest day, of several the one published last",
    )
    known_at: str | None = Field(
        None,
        max_length=40,
        description="an instant: runs that were published later do not count, nor those that had "
        "been withdrawn by then; without an offset in GUANXI_TIME_ZONE",
    )
    run: int | None = Field(
        None,
        ge=-(2**53),
        le=2**53,
        description="a run by its number, in place of the two; below 0 is beside the current line",
    )


class PageOfRun(Page, OfRun):
    """Where a list begins, how much of it is wanted, and of which run."""


@dataclass(frozen=True)
class AskedRun:
    """The run that answers: its number (0 before the first), its day, when it was published."""

    run_id: int
    as_of: str | None = None
    known_at: str | None = None

    @property
    def on(self) -> str:
        """The day that the run looks at, as ISO 8601 text; today where there is no run yet."""
        return self.as_of or zone().today().isoformat()

    @property
    def told(self) -> dict[str, Any]:
        """What answers say of it; null where there is no run yet."""
        return {"run_id": self.run_id or None, "as_of": self.as_of, "known_at": self.known_at}

    @property
    def line_until(self) -> int:
        """The last run of the current line that had happened as far as this run is concerned.

        That is the run itself, and for one beside the line the last of its day or before.
        """
        if self.run_id >= 0:
            return self.run_id
        return store().rows(LineUpTo(as_of=self.on))[0].run_id


def current_run() -> AskedRun:
    """The run that is current, or the one before the first, in which nothing is held."""
    return _noted(next(map(_asked, store().rows(CurrentRun())), AskedRun(0)))


def asked_run(query: OfRun) -> AskedRun:
    """The run that a request asks, the same however often it is asked for.

    Raises BadRequest for what is no day, instant or run, or for a day that has not come yet;
    NotFound for a run that is not there, NoRun where none answers.
    """
    found: dict[tuple[str | None, str | None, int | None], AskedRun] = g.setdefault(
        "asked_runs", {}
    )
    named = (query.as_of, query.known_at, query.run)
    if named not in found:
        found[named] = _noted(_run_of(query))
    return found[named]


def take_as_current(run: RunTimes) -> None:
    """Have this request, where it names no run, look at one that was asked for as the current."""
    g.asked_runs = {(None, None, None): _noted(_asked(run))}


def _noted(run: AskedRun) -> AskedRun:
    """The run, of which the access log says that this request looked at it."""
    g.run_id = run.run_id
    return run


def _run_of(query: OfRun) -> AskedRun:
    if query.run is not None:
        if query.as_of is not None or query.known_at is not None:
            raise BadRequest(
                Text(
                    "run已指定批次：请去掉as_of和known_at",
                    "run names a run by itself: leave as_of and known_at out",
                ),
                "run",
            )
        return run_numbered(query.run)
    if query.as_of is None and query.known_at is None:
        return current_run()
    day = LAST_DAY if query.as_of is None else _day(query.as_of)
    at = LAST_INSTANT if query.known_at is None else milliseconds(query.known_at, "known_at")
    for run in store().rows(RunAnswering(as_of=day, known_at=at)):
        return _asked(run)
    raise _no_run(query, store().rows(NearestRuns(as_of=day, known_at=at)))


def begun(query: PageOfRun, start: list[Any]) -> tuple[AskedRun, list[Any]]:
    """The run of a list, and where the list goes on: a page asks the run of the page before.

    `start` is the key to begin with; raises as `asked_run` and `resumed` do.
    """
    if query.cursor is None:
        return asked_run(query), start
    *key, run_id = resumed(query.cursor, [*start, 0])
    if query.run not in (None, run_id):
        raise BadRequest(
            Text(
                f"该cursor续接批次{run_id}：请去掉run，或去掉cursor重新开始",
                f"this cursor goes on with run {run_id}: leave run out, or begin without a cursor",
            ),
            "cursor",
            "run",
        )
    return run_numbered(run_id) if run_id else AskedRun(0), key


def run_numbered(run_id: int) -> AskedRun:
    """The published run by its number; raises NotFound where there is none."""
    for run in store().rows(TimesOfRun(run_id=run_id)):
        return _asked(run)
    raise NotFound(
        Text(
            f"没有批次{run_id}：GET /api/v1/runs可列出全部",
            f"there is no run {run_id}: GET /api/v1/runs lists them",
        )
    )


def zone() -> TimeZone:
    """The zone whose days are meant."""
    return time_zone(settings().time_zone)


def since_epoch(instant: datetime) -> int:
    """An instant in whole milliseconds since 1970, cut off."""
    return (instant - EPOCH) // timedelta(milliseconds=1)


def first_millisecond(text: str, field: str) -> int:
    """An instant in milliseconds since 1970, of a day its beginning; raises BadRequest for none."""
    try:
        return max(0, since_epoch(instant_of(text)))
    except (ValueError, OverflowError):
        raise BadRequest(
            Text(
                f"{field}={text!r}不是日期或时刻，例如2025-12-31",
                f"{field}={text!r} is no day and no instant, such as 2025-12-31",
            ),
            field,
        ) from None


def instant_of(text: str) -> datetime:
    """An instant, or the beginning of a day, in ISO 8601; in the zone where it names none.

    Raises ValueError for anything else.
    """
    return zone().instant(text.replace(" ", "+"))


def is_day(text: str) -> bool:
    """Whether the text of an instant names no more than a day."""
    return len(text) <= len("2025-12-31")


def milliseconds(text: str, field: str) -> int:
    """An instant in milliseconds since 1970, cut off; of a day its end.

    Raises BadRequest, naming the field, for anything else.
    """
    try:
        instant = instant_of(text)
        if is_day(text):
            instant += timedelta(days=1, milliseconds=-1)
        return since_epoch(instant)
    except (ValueError, OverflowError):
        raise BadRequest(
            Text(
                f"{field}={text!r}不是时刻，例如2025-12-31T08:30:00+08:00",
                f"{field}={text!r} is no instant, such as 2025-12-31T08:30:00+08:00",
            ),
            field,
        ) from None


def _asked(run: RunTimes) -> AskedRun:
    return AskedRun(run.run_id, run.as_of, run.published_at)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadRequest(
            Text(
                f"as_of={text!r}不是日期，例如2025-12-31；时刻请用known_at，批次请用run",
                f"as_of={text!r} is no day, such as 2025-12-31: an instant is named by known_at, a "
                "run by run",
            ),
            "as_of",
        ) from None
    today = zone().today()
    if day > today + timedelta(days=1):
        raise BadRequest(
            Text(
                f"as_of={text}尚未到来，{zone().name}今天是{today}：不指定即为当前批次",
                f"as_of={text} has not come yet, today being {today} in {zone().name}: leave it "
                "out for the current run",
            ),
            "as_of",
        )
    return day.isoformat()


def _no_run(query: OfRun, nearest: list[RunTimes]) -> NoRun:
    """Why no run answers, with those that come nearest."""
    if not nearest:
        return NoRun(no_run_yet(), [])
    asked = " ".join(
        f"{name}={text}"
        for name, text in (("as_of", query.as_of), ("known_at", query.known_at))
        if text is not None
    )
    runs = [_asked(run).told for run in nearest]
    zh, en = [], []
    for run in runs:
        at = zone().told(run["known_at"])
        zh.append(f"批次{run['run_id']}（业务日期{run['as_of']}，{at}发布）")
        en.append(f"run {run['run_id']} as of {run['as_of']}, published {at}")
    return NoRun(
        Text(
            f"没有批次对应{asked}；最近的是{'、'.join(zh)}",
            f"no run answers for {asked}; the nearest: {'; '.join(en)}",
        ),
        runs,
    )


def no_run_yet() -> Text:
    """That nothing was derived yet, and what to do."""
    command = called("derive")
    return Text(
        f"尚未发布任何批次：请运行`{command}`",
        f"no run was published yet: derive one with `{command}`",
    )
