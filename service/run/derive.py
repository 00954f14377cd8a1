"""DERIVE: read the views, find the holders of each tag, publish the run in one switch."""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from cypher import Store, StoreSettings
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.publish import (
    BeginRun,
    HeldTags,
    HoldingDigests,
    KeepTags,
    KeepTagVersions,
    KeepWaiting,
    PublishRun,
    WaitingRuns,
)
from cypher.publish.finish import discard_unpublished, discard_waiting, finish_publishing
from cypher.serve.runs import CurrentRun, LowestRun, RunById, RunTimes
from cypher.time_zone import TimeZone, time_zone
from cypher.view.loaded import LoadRow, Loads, RecordSums, ValuesOfNothing
from cypher.vocabulary import Text
from service.auth_settings import AuthSettings
from service.errors import UnfinishedLoad, UnknownTag
from service.run.coverage import asking_attention, moved_too_far, share_of
from service.run.days import day_looked_at
from service.run.find import find, stood_on
from service.run.identities import identities_of, publish_identities
from service.run.publish import Building, publish_holdings
from service.settings import Settings
from service.tagging.bank import Bank
from service.tagging.declaration import Tag
from service.tagging.grades import grades_as_json
from service.tags import catalogue

_PUBLISHING = Text("正在发布", "publishing")
_KEEPING = Text("正在保存批次，等待确认", "keeping the run, which waits for a yes")
#: The settings that say nothing of what a run finds.
NOT_OF_RUNS = {*StoreSettings.model_fields, *AuthSettings.model_fields}


def derive(
    store: Store,
    settings: Settings,
    tag_ids: Sequence[str] = (),
    on: date | None = None,
    on_step: Callable[[Text], None] = lambda step: None,
    unfinished: bool = False,
) -> dict[str, Any]:
    """Derive tags and publish them as the next run; returns the run's report.

    `tag_ids` are the tags to derive (none named: all); the others stay as they are. `on` is the
    day the run looks at (default: today in GUANXI_TIME_ZONE); of a day before the current run's a
    run is published beside the current line, and holds only the tags that are derived. `on_step`
    is told what is being done. `unfinished` derives although a load broke off, and the report names
    it.

    A run in which a tag's holders move by more than `max_moved` is built and not published: `state`
    of the report says `waiting`, and `moved` which tags. `publish_waiting` publishes it; the next
    run of the line takes its place.

    Only what changed is written: a holding that says the same as before keeps its first run. What
    is written stays invisible until one statement publishes it, so a run that breaks off before it
    leaves nothing, and one that breaks off after it leaves to the next command only what stands
    for "now" in the graph.

    A tag that stands on others finds them too, without publishing those that are not named.

    Raises UnknownTag for an id that is not in the catalogue, and where a setting names such a one;
    NoSuchDay for a day that cannot be meant; UnfinishedLoad where a load broke off and `unfinished`
    is not set; StoreBusy while another writes.
    """
    zone = time_zone(settings.time_zone)
    on = day_looked_at(on, zone)
    with only_writer(store, "derive"):
        tags = need_derivable(store, settings, tag_ids, unfinished=unfinished)
        loads = store.rows(Loads())
        broken_off = _unfinished(loads)
        finish_publishing(store)
        discard_unpublished(store)
        current = next(iter(store.rows(CurrentRun())), None)
        run = Building(store, _number(store, current, on))
        started = time.monotonic()
        store.run(BeginRun(run_id=run.run_id, as_of=on.isoformat(), now=now_ms()))
        # Only now: its number is not given again, so that nobody says yes to another than they saw.
        superseded = [] if run.beside_line else discard_waiting(store)
        on_step(Text("正在读取客户", "reading the customers"))
        latest = current.run_id if current else 0
        earlier = _earlier(store, current)
        identities = identities_of(store, settings, latest)
        publish_identities(run, identities, latest)
        bank = Bank(store, on, zone.name, identities.numbers)
        report: dict[str, Any] = {
            "loads": [f"L{load.load_no}" for load in loads if load.state == "done"],
            "unfinished_loads": [f"L{load.load_no}" for load in broken_off],
            "customers": len(bank),
            "identities": identities.told(),
            # Values that cannot be one, or say that nobody knows: they tie nobody.
            "taken_as_nothing": {each.kind: each.rows for each in store.rows(ValuesOfNothing())},
            "superseded": superseded,
            "tags": {} if run.beside_line or not tag_ids else dict(earlier),
            # Where the store is and how to enter it changes no tag, and is for nobody to read.
            "settings": settings.model_dump(mode="json", exclude=NOT_OF_RUNS),
        }
        store.run_batch(
            KeepTags, [(tag.tag_id, tag.version, tag.title.zh, tag.title.en) for tag in tags]
        )
        store.run_batch(KeepTagVersions, [_version(tag, run.run_id) for tag in tags])
        for tag in tags:
            on_step(Text(f"正在计算{tag.tag_id}", f"deriving {tag.tag_id}"))
            began = time.monotonic()
            holdings = find(bank, tag, settings)
            found = time.monotonic()
            told = publish_holdings(run, tag, holdings, bank)
            seconds = {"finding": found - began, "writing": time.monotonic() - found}
            told["share"] = share_of(told["holders"], len(bank))
            told["seconds"] = {step: round(took, 3) for step, took in seconds.items()}
            report["tags"][tag.tag_id] = told
        if not tag_ids and not run.beside_line:
            for held in store.rows(HeldTags()):
                if held.tag_id not in catalogue():
                    run.end(held.tag_id, store.columns(HoldingDigests(held.tag_id)).digest.tolist())
        report["attention"] = asking_attention(report, settings.coverage_attention)
        of_run = {tag.tag_id: report["tags"][tag.tag_id] for tag in tags}
        report["moved"] = (
            moved_too_far(of_run, earlier, settings.max_moved)
            if current and not run.beside_line
            else []
        )
        state = "waiting" if report["moved"] else "published"
        on_step(_KEEPING if report["moved"] else _PUBLISHING)
        report["seconds"] = round(time.monotonic() - started, 3)
        built = {"fingerprint": _fingerprint(store), "report": orjson.dumps(report).decode()}
        if report["moved"]:
            store.run(KeepWaiting(run_id=run.run_id, **built))
        else:
            store.run(PublishRun(run_id=run.run_id, now=now_ms(), **built))
            finish_publishing(store)
    return {"run_id": run.run_id, "as_of": on.isoformat(), "state": state, **report}


def _number(store: Store, current: RunTimes | None, on: date) -> int:
    """The next run's number: above the current one and the one that waits for a yes.

    Or below all for a day before the current one's.
    """
    if current is None or on.isoformat() >= current.as_of:
        waiting = [run.run_id for run in store.rows(WaitingRuns())]
        return 1 + max([current.run_id if current else 0, *waiting])
    [lowest] = store.rows(LowestRun())
    return lowest.run_id - 1


def _tag(tag_id: str) -> Tag:
    try:
        return catalogue()[tag_id]
    except KeyError:
        raise UnknownTag(
            Text(
                f"没有标签{tag_id!r}：现有{'、'.join(catalogue())}",
                f"there is no tag {tag_id!r}: the tags are {', '.join(catalogue())}",
            )
        ) from None


def need_derivable(
    store: Store, settings: Settings, tag_ids: Sequence[str], *, unfinished: bool
) -> list[Tag]:
    """The tags that are meant; raises UnknownTag or UnfinishedLoad as `derive` does.

    A command asks before it compiles algorithms, so that nobody waits a minute for a refusal.
    """
    tags = [_tag(tag_id) for tag_id in dict.fromkeys(tag_ids)] or list(catalogue().values())
    for tag in tags:
        stood_on(tag, settings)
    broken_off = _unfinished(store.rows(Loads()))
    if broken_off and not unfinished:
        raise UnfinishedLoad(_what_broke_off(broken_off, time_zone(settings.time_zone)))
    return tags


def _unfinished(loads: Sequence[LoadRow]) -> list[LoadRow]:
    """The loads that broke off while they wrote, and that no later load has made good.

    One is over once a later load of the same source is done. One that was refused, or failed
    before it wrote, never began.
    """
    return [
        load
        for load in loads
        if load.writing_at is not None
        and load.state != "done"
        and not any(
            later.state == "done" and later.source == load.source and later.load_no > load.load_no
            for later in loads
        )
    ]


def _what_broke_off(loads: Sequence[LoadRow], zone: TimeZone) -> Text:
    begun = [(load, _moment(load.started_at, zone)) for load in loads]
    zh = "、".join(f"{load.source}的L{load.load_no}，{at}开始" for load, at in begun)
    en = ", ".join(f"L{load.load_no} of {load.source}, begun {at}" for load, at in begun)
    return Text(
        f"有加载没有完成（{zh}），数据不完整：请重新加载，或以--unfinished按现有数据计算",
        f"a load did not run to its end ({en}), so the bank is not whole: run the load again, or "
        "derive from what is there with --unfinished",
    )


def _version(tag: Tag, run_id: int) -> tuple[Any, ...]:
    """What a tag says of itself, as KeepTagVersions takes it."""
    return (
        tag.tag_id,
        tag.version,
        tag.title.zh,
        tag.title.en,
        tag.meaning.zh,
        tag.meaning.en,
        tag.source,
        orjson.dumps(grades_as_json(tag.grades)).decode(),
        run_id,
    )


def _earlier(store: Store, current: RunTimes | None) -> dict[str, Any]:
    """What the run before said of each tag: it still holds for the tags left alone."""
    for run in store.rows(RunById(run_id=current.run_id)) if current else ():
        tags: dict[str, Any] = orjson.loads(run.report)["tags"]
        return tags
    return {}


def _moment(milliseconds: int, zone: TimeZone) -> str:
    """An instant to the minute, as it is read there."""
    return f"{datetime.fromtimestamp(milliseconds / 1000, ZoneInfo(zone.name)):%Y-%m-%d %H:%M}"


def _fingerprint(store: Store) -> str:
    sums = sorted((s.record, s.rows, s.checksum) for s in store.rows(RecordSums()))
    return hashlib.blake2b(orjson.dumps(sums), digest_size=8).hexdigest()
