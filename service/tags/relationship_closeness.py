"""关系紧密度: how closely a customer is tied to the bank's other customers."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.csr import csr
from service.graph.tables.segments import pair_key, runs, split_pair, sum_by
from service.graph.tables.top_k import top_k_per_row
from service.instants import instant
from service.relations.influence.weights import time_decay
from service.relations.proximity.scorecard import FACTORS, title_of
from service.relations.proximity.tied_pairs import VIEWS, Pairs, tied_pairs
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED, listed_en, listed_zh

GRADES = (
    Grade(
        "A",
        Text("紧密", "close"),
        40,
        Text(
            "40分及以上：单一类关系至多16分，须三类以上关系叠加才能达到，属多重绑定（本产品参考值）",
            "40 points or more: no type of tie gives more than 16, so it takes three or more types "
            "together (reference value of this product)",
        ),
    ),
    Grade(
        "B",
        Text("较紧密", "fairly close"),
        15,
        Text(
            "15分及以上：单笔关系至多8分，须有多笔较强的关系（本产品参考值）",
            "15 points or more: no single tie gives more than 8, so it takes several strong ones "
            "(reference value of this product)",
        ),
    ),
    Grade(
        "C",
        Text("一般", "loose"),
        None,
        Text(
            "不足15分：关系单一，或多已久远（本产品参考值）",
            "less than 15 points: few ties, or old ones (reference value of this product)",
        ),
    ),
)

#: How many ties a holding lists: the strongest. Everybody holds the tag, so each must be brief; the
#: facts count all ties of each type.
TIES_LISTED = 8

_TYPES = tuple(FACTORS)
_EACH = np.array([factor.each for factor in FACTORS.values()])
_MOST = np.array([factor.most for factor in FACTORS.values()])
_RECORDS = np.array([factor.records for factor in FACTORS.values()])
#: Earlier than any instant.
_NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True)
class _Ties:
    """Ties with clients as each side has them, sorted by (me, other, type).

    `type` are positions in FACTORS, `row` those among the pairs of the type; `left` is what time
    has left of the tie, 0 to 1, and `at` when it was last seen, _NEVER where it lasts.
    """

    me: Ints
    other: Ints
    type: Ints
    row: Ints
    left: Floats
    at: Ints


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody who is tied to a client of the bank; the score is 0 to 100 points.

    Each type of tie gives its points of FACTORS for each different client that it leads to, up to
    the most of the type: payments and referrals half of them after each `influence_half_life_days`.
    Who does not bank here himself may hold the tag, but ties to such count nothing. Points are told
    in tenths, so that a holding does not change with every day that passes. Cost: that of
    `tied_pairs`, and a sort of the ties.
    """
    pairs = tied_pairs(bank, settings)
    ties = _with_clients(bank, pairs, settings)
    starts = runs(ties.me)
    holders = ties.me[starts[:-1]]
    holder = np.repeat(np.arange(len(holders)), np.diff(starts))
    card = pair_key(holder, ties.type, len(FACTORS))
    shape = len(holders), len(FACTORS)
    count = np.bincount(card, minlength=np.prod(shape)).reshape(shape)
    strength = np.bincount(card, ties.left, np.prod(shape)).reshape(shape)
    points = np.minimum(strength * _EACH, _MOST).round(1)
    latest = np.full(np.prod(shape), _NEVER)
    np.maximum.at(latest, card, ties.at)
    latest = latest.reshape(shape)
    value = ties.left * _EACH[ties.type]
    most = settings.evidence_max_edges
    listed = top_k_per_row(starts, value, min(TIES_LISTED, most))
    others, closest = _closest(ties, value, starts)

    def shown(tie: int) -> list[Edge]:
        kind = int(ties.type[tie])
        said = {"weight": float(_EACH[kind]), "points": round(float(value[tie]), 1)}
        return [
            edge._replace(properties={**edge.properties, **said})
            for edge in pairs[kind].edges(int(ties.row[tie]))
        ]

    def detail(i: int) -> Detail:
        strongest = listed[1][slice(*listed[0][i : i + 2])].tolist()
        edges = [edge for tie in strongest for edge in shown(tie)][:most]
        factors: dict[str, dict[str, Any]] = {
            _TYPES[kind]: {
                "count": int(count[i, kind]),
                "weight": float(_EACH[kind]),
                "most": float(_MOST[kind]),
                "points": float(points[i, kind]),
                "latest_at": _instant(int(latest[i, kind])),
            }
            for kind in np.flatnonzero(count[i]).tolist()
        }
        seen = (factor["latest_at"] for factor in factors.values())
        customers = int(others[i + 1] - others[i])
        return Detail(
            value={"points": float(score[i]), "customers": customers},
            edges=edges,
            facts={
                "customers": customers,
                "ties": int(count[i].sum()),
                "points": float(score[i]),
                "factors": factors,
                "latest_at": max(filter(None, seen), default=None),
                "half_life_days": settings.influence_half_life_days,
                "closest": bank.customer_ids[closest[1][slice(*closest[0][i : i + 2])]].tolist(),
                "edges_hidden": int(count[i] @ _RECORDS) - len(edges),
            },
        )

    score: Floats = points.sum(axis=1).round(1)
    return Holdings(holders, score, by_floor(score, GRADES), detail, notes=_notes())


def _with_clients(bank: Reading, pairs: list[Pairs], settings: Settings) -> _Ties:
    """The ties from either side, save those that lead to who is no client."""
    size = [len(pair.low) for pair in pairs]
    low = np.concatenate([pair.low for pair in pairs])
    high = np.concatenate([pair.high for pair in pairs])
    kind = np.repeat(np.arange(len(pairs)), size)
    row = np.concatenate([np.arange(count) for count in size])
    at = np.full(len(low), _NEVER)
    left = np.ones(len(low))
    for place, pair in enumerate(pairs):
        if pair.at is not None:
            at[kind == place] = pair.at
            left[kind == place] = time_decay(bank, pair.at, settings)
    me, other = np.concatenate((low, high)), np.concatenate((high, low))
    kept = np.flatnonzero(bank.is_client[other])
    kept = kept[csr(len(bank), me[kept], other[kept]).edge]
    _, tie = split_pair(kept, len(low))
    return _Ties(me[kept], other[kept], kind[tie], row[tie], left[tie], at[tie])


def _closest(ties: _Ties, value: Floats, starts: Ints) -> tuple[Ints, tuple[Ints, Ints]]:
    """To how many customers each holder is tied, and the few to whom most points lead.

    Both as the starts of each holder's: of its customers, and of the positions that stand beside.
    """
    indptr = runs(ties.me, ties.other)
    others = np.searchsorted(indptr, starts)
    few = top_k_per_row(others, sum_by(indptr, value), NAMED)
    return others, (few[0], ties.other[indptr[few[1]]])


def _instant(milliseconds: int) -> str | None:
    return None if milliseconds == _NEVER else instant(milliseconds)


def _notes() -> dict[str, object]:
    """What the run remembers: the scorecard, with its reasons."""
    return {
        "weights": {
            kind: {
                "weight": factor.each,
                "most": factor.most,
                "zh": factor.reason.zh,
                "en": factor.reason.en,
            }
            for kind, factor in FACTORS.items()
        }
    }


def tell(told: Told) -> Text:
    """How many points, for ties of what, to how many customers, to whom most, and how lately."""
    facts = told.facts
    # Stable: of equal ones the first in the order of FACTORS.
    kinds = sorted(facts["factors"].items(), key=lambda each: -each[1]["points"])
    said = [(title_of(kind), each["count"], each["points"]) for kind, each in kinds]
    zh = [f"{title.zh}{count:,}位（{points:g}分）" for title, count, points in said]
    en = [f"{title.en} with {count:,} ({_points(points)})" for title, count, points in said]
    names = [told.name(fact) for fact in facts["closest"]]
    customers, points = facts["customers"], facts["points"]
    since = Text("", "")
    if facts["latest_at"]:
        on = figures.day(facts["latest_at"])
        since = Text(f"；最近一次往来：{on.zh}", f"; last payment or referral on {on.en}")
    more = f"等{len(zh)}类" if len(zh) > NAMED else ""
    whom = Text(f"与本行客户{names[0]}有关联", f"tied to {names[0]}")
    if customers > 1:
        whom = Text(
            f"与本行{customers:,}位客户有关联，其中与{listed_zh(names)}联系最密切",
            f"tied to {customers:,} other customers of the bank, most closely to "
            f"{listed_en(names)}",
        )
    return Text(
        f"关系紧密度{points:g}分（满分100分）：{'、'.join(zh[:NAMED])}{more}；{whom.zh}{since.zh}",
        f"{points:g} of 100 points of closeness: {listed_en(en)}; {whom.en}{since.en}",
    )


def _points(points: float) -> str:
    return f"{points:g} {'point' if points == 1 else 'points'}"


TAG = Tag(
    tag_id="relationship_closeness",
    version="1.1.0",
    title=Text("关系紧密度", "Relationship closeness"),
    meaning=Text(
        "与本行其他客户关系的紧密程度，满分100分：控制、亲属、持股、任职、担保、经济依存、债权债务、推荐、"
        "资金往来、共用账户或联系方式，各按对方客户数计分并设上限；资金往来与推荐越久远得分越低，"
        "每过一个半衰期（默认一年）减半。",
        "How closely a customer is tied to the bank's other customers, 0 to 100 points: control, "
        "kinship, ownership, offices, guarantees, dependency, obligations, referrals, payments, "
        "shared accounts and identifiers each count by how many customers they lead to, up to a "
        "limit; payments and referrals count half after each half-life (a year by default).",
    ),
    audience=Text("客户经理、市场营销", "relationship managers, marketers"),
    purposes=("service",),
    source="reference values of this product; the points of each tie with their "
    "reasons in the run's notes",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.closest",),
    rests_on=_TYPES,
)
