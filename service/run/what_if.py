"""WHAT IF: which tags customers would gain and lose with other ties; nothing is stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np
import orjson

from cypher import Store
from cypher.engine.arrays import Ints
from cypher.publish import AddHoldings
from cypher.serve.holdings import HoldingRow
from cypher.serve.runs import CurrentRun
from cypher.vocabulary import Text
from service.errors import BadRequest
from service.run.find import find, views_of
from service.run.identities import identities_of, numbers_of_run
from service.run.publish import holding_rows, name_groups
from service.run.resolution import Said, pair_of
from service.run.supposed_bank import NO_LOAD, Tie, positions_by_id, supposed_bank
from service.settings import Settings
from service.tagging.bank import Bank
from service.tagging.declaration import Holdings, Tag
from service.tags import catalogue

#: A holding by its customer, tag and subject.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Difference:
    """What the holdings of some customers are now and would be, by customer, tag and subject.

    `compared` are the tags that read what is supposed; no other can change.
    """

    compared: list[str]
    now: dict[Key, HoldingRow]
    then: dict[Key, HoldingRow]


def what_if(
    store: Store,
    settings: Settings,
    on: date,
    removed: Sequence[Tie],
    added: Sequence[Tie],
    customer_ids: Sequence[str],
    tag_ids: Collection[str] = (),
) -> Difference:
    """Derive twice, from the bank as it is on a day and as it would be, and compare.

    Only tags that read what is supposed, or stand on one that does, are derived, of these only
    `tag_ids` where any are named. Both are derived anew from what the store holds, so that nothing
    but the supposition tells them apart; groups bear the ids of the current run. A supposed SAME_AS
    makes one customer of two numbers, one that is removed makes two of one. Raises BadRequest
    as `supposed_bank` does, and for a customer who is not there. Cost: that of finding these tags
    in the whole bank, twice.
    """
    current = next((run.run_id for run in store.rows(CurrentRun())), 0)
    bank = base = Bank(store, on, settings.time_zone, numbers_of_run(store, settings, current))
    one = settings.resolve != "off" and any(tie.type == "SAME_AS" for tie in (*removed, *added))
    if one:
        others = partial(_supposed_said, removed=_same(removed), added=_same(added))
        ends = [end for pair in (*_same(removed), *_same(added)) for end in pair]
        numbers = identities_of(store, settings, current, others, ends).numbers
        base = Bank(store, on, settings.time_zone, numbers)
        removed = [tie for tie in removed if tie.type != "SAME_AS"]
        added = [tie for tie in added if tie.type != "SAME_AS"]
    world = supposed_bank(base, removed, added)
    tags = [
        tag
        for tag in catalogue().values()
        if (one or world.changed.keys() & views_of(tag, settings))
        and (not tag_ids or tag.tag_id in tag_ids)
    ]
    now: dict[Key, HoldingRow] = {}
    then: dict[Key, HoldingRow] = {}
    for side, found in ((bank, now), (world, then)):
        customers = np.unique([*positions_by_id(side, customer_ids, "customers").values()])
        for tag in tags:
            holdings = find(side, tag, settings)
            found |= _held(store, tag, holdings, side, customers)
        for asked in side.known_ids.keys() & set(customer_ids):
            known = side.known_ids[asked]
            found |= {
                (asked, tag_id, subject): row
                for (who, tag_id, subject), row in found.items()
                if who == known
            }
    return Difference([tag.tag_id for tag in tags], now, then)


def _same(ties: Sequence[Tie]) -> list[tuple[str, str]]:
    """The pairs of numbers that ties say to be one customer."""
    return [pair_of(tie.from_id, tie.to_id) for tie in ties if tie.type == "SAME_AS"]


def _supposed_said(
    said: list[Said], removed: list[tuple[str, str]], added: list[tuple[str, str]]
) -> list[Said]:
    """What is said of numbers without what joins some pairs, and with what joins others."""
    same = [pair_of(one.a, one.b) for one in said if one.verdict == "same"]
    for a, b in removed:
        if (a, b) not in same or removed.count((a, b)) > 1:
            raise BadRequest(
                Text(
                    f"当日没有从{a}到{b}的SAME_AS可去掉",
                    f"there is no SAME_AS from {a} to {b} to remove on this day",
                ),
                "remove",
            )
    left = [one for one in said if pair_of(one.a, one.b) not in {*removed, *added}]
    return left + [Said(a, b, "same", 0, "supposed") for a, b in added]


def _held(
    store: Store, tag: Tag, holdings: Holdings, bank: Bank, customers: Ints
) -> dict[Key, HoldingRow]:
    """What some customers hold of a tag, told as it would be stored."""
    group_ids = name_groups(store, tag, holdings, bank).ids
    theirs = np.flatnonzero(np.isin(holdings.customer, customers))
    found = {}
    for row in holding_rows(tag, _only(holdings, theirs), bank, 0, group_ids):
        said = dict(zip(AddHoldings.columns, row.columns, strict=True))
        found[said["customer_id"], tag.tag_id, said["subject"]] = HoldingRow(
            tag_id=tag.tag_id,
            subject=said["subject"],
            version=said["version"],
            grade=said["grade"],
            score=said["score"],
            value=said["value"],
            evidence=_without_load(said["evidence"]),
            since_run=0,
        )
    return found


def _only(holdings: Holdings, rows: Ints) -> Holdings:
    """Some of the holdings, in their order."""
    groups = holdings.groups
    return replace(
        holdings,
        customer=holdings.customer[rows],
        score=holdings.score[rows],
        grade=holdings.grade[rows],
        detail=lambda i: holdings.detail(int(rows[i])),
        groups=replace(groups, of=groups.of[rows]) if groups else None,
    )


def _without_load(evidence: str) -> str:
    """The evidence with no source where an edge is supposed."""
    told = orjson.loads(evidence)
    for edge in told["edges"]:
        if edge["source"] == f"L{NO_LOAD}":
            edge["source"] = None
    return orjson.dumps(told).decode()
