"""What the members of a community have in common, against the bank as a whole."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import orjson

from cypher.serve.marketing import TraitRow, TraitsOfCommunity
from cypher.serve.runs import RunById
from cypher.view import Profiles
from cypher.vocabulary import CUSTOMER_KINDS
from service.api.access.viewers import asked_scope
from service.api.http.answers import store
from service.api.http.consent import asked_consent, left_out
from service.api.http.purposes import ListPurpose, tags_for
from service.api.http.worker_cache import OfDay
from service.settings import Settings
from service.tagging import figures
from service.tagging.bank import Bank
from service.tagging.declaration import Text
from service.tags import catalogue

#: The kind of the groups that communities are.
COMMUNITY = "community"
TRAITS = ("region", "branch", "industry", "kind", "tag")
#: How many values of a trait are told, and how many members make something common.
MOST, LEAST_MEMBERS = 5, 2
#: By how many standard errors a share must pass the base share: chance alone rarely does (2.3 %).
BEYOND_CHANCE = 2.0


@dataclass(frozen=True)
class CommunityTraits:
    """What the members of one community have in common, and how many are not named, and why."""

    common: list[dict[str, Any]]
    left_out: dict[str, int]


@dataclass(frozen=True)
class BaseShares:
    """The share of the bank's customers that has each value of a trait.

    `told` keeps what was found of each community for a purpose in a scope: it is the same until the
    next run or load.
    """

    share: dict[tuple[str, str], float]
    told: dict[tuple[str, str, str], CommunityTraits] = field(default_factory=dict)


def base_shares(bank: Bank, settings: Settings, run_id: int) -> BaseShares:
    """The shares among all customers; those of tags as a run has them. Linear."""
    profiles = bank[Profiles]
    values = {
        "region": profiles.region,
        "branch": profiles.branch,
        "industry": profiles.industry,
        "kind": bank.kind,
    }
    share = {
        (trait, value): count / len(bank)
        for trait, column in values.items()
        for value, count in Counter(column.tolist()).items()
    }
    for run in store().rows(RunById(run_id=run_id)):
        report = orjson.loads(run.report)
        for tag_id, found in report["tags"].items():
            share["tag", tag_id] = found["holders"] / max(report["customers"], 1)
    return BaseShares(share)


def traits_of(community_id: str, day: OfDay[BaseShares], purpose: ListPurpose) -> CommunityTraits:
    """What a community's members have in common; at first linear in what they hold, then kept."""
    told, key = day.made.told, (community_id, purpose, repr(asked_scope()))
    if key not in told:
        rows = store().rows(TraitsOfCommunity(community_id, day.run_id, **asked_consent(purpose)))
        counts = left_out((row.value, row.members) for row in rows if row.trait == "left_out")
        told[key] = CommunityTraits(common_traits(rows, day.made.share, tags_for(purpose)), counts)
    return told[key]


def common_traits(
    rows: Iterable[TraitRow], base_share: dict[tuple[str, str], float], tags: Collection[str]
) -> list[dict[str, Any]]:
    """Values that more of the members have than of the bank, by trait, at most MOST of each.

    Those come first that stand out most: share less base share, convention. What as many members
    drawn at random might have as well is not common, nor what fewer than LEAST_MEMBERS have; a tag
    that only says who is in a community says nothing of its members, and no tag is told but `tags`.
    Whoever may not be approached counts: a share names nobody.
    """
    rows = list(rows)
    members = sum(row.members for row in rows if row.trait == "kind")
    common = []
    for row in rows:
        base = base_share.get((row.trait, row.value), 0.0)
        share, error = row.members / max(members, 1), sqrt(base * (1 - base) / max(members, 1))
        stands_out = 0 < base < share and share - base >= BEYOND_CHANCE * error
        if row.members >= LEAST_MEMBERS and stands_out and _says_something(row, tags):
            common.append((TRAITS.index(row.trait), base - share, row, share, base))
    common.sort(key=lambda each: (*each[:2], each[2].value))
    seen = Counter[int]()
    told = []
    for trait, _, row, share, base in common:
        seen[trait] += 1
        if seen[trait] <= MOST:
            told.append(_shown(row, share, base))
    return told


def _says_something(row: TraitRow, tags: Collection[str]) -> bool:
    if row.trait != "tag":
        return True
    return row.value in tags and catalogue()[row.value].group_kind != COMMUNITY


def _shown(row: TraitRow, share: float, base: float) -> dict[str, Any]:
    return {
        "trait": row.trait,
        "value": row.value,
        "members": row.members,
        "share": round(share, 4),
        "base_share": round(base, 4),
        "lift": round(share / base, 4),
        "sentence": _sentence(row, share, base),
    }


def _sentence(row: TraitRow, share: float, base: float) -> Text:
    """成员多在北京（80%，全行20%）: how many have it, and how many of the bank's customers do."""
    what, part, bank = _predicate(row), figures.share(share), figures.share(base)
    if share == 1:
        return Text(
            f"成员均{what.zh}（全行{bank.zh}）", f"All {what.en} (against {bank.en} in the bank)"
        )
    if share > 0.5:
        return Text(
            f"成员多{what.zh}（{part.zh}，全行{bank.zh}）",
            f"Most {what.en} ({part.en}, against {bank.en} in the bank)",
        )
    return Text(
        f"{part.zh}的成员{what.zh}（全行{bank.zh}）",
        f"{part.en} {what.en} (against {bank.en} in the bank)",
    )


def _predicate(row: TraitRow) -> Text:
    value = row.value
    if row.trait == "region":
        return Text(f"在{value}", f"are in {value}")
    if row.trait == "branch":
        return Text(f"属{value}", f"belong to {value}")
    if row.trait == "industry":
        return Text(f"属{value}", f"are in the industry {value}")
    if row.trait == "kind":
        kind = CUSTOMER_KINDS.get(value)
        many = kind.many if kind else CUSTOMER_KINDS.title(value)
        return Text(f"为{many.zh}", f"are {many.en}")
    title = catalogue()[value].title
    return Text(f"持有“{title.zh}”标签", f"hold the tag “{title.en}”")
