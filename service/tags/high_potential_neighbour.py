"""高潜客户: keeps little here itself, while somebody close to it keeps much."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from cypher.engine.arrays import Floats
from cypher.vocabulary import CUSTOMER_KINDS, KIN_RELATIONS, OFFICES
from service.money import money
from service.relations.wealth import asset_percentiles as standings
from service.relations.wealth import wealthy_neighbours as well_off
from service.relations.wealth.asset_percentiles import AssetPercentiles, asset_percentiles
from service.relations.wealth.wealthy_neighbours import SocialCircles, social_circles
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED, with_article

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        0.75,
        Text(
            "与最高者相差四分之三及以上：本人近末位而关系人近首位，资产多半在家人、关联方或他行，"
            "最值得跟进（本产品参考值）",
            "three quarters or more below the highest: near the bottom, with somebody near the "
            "top; the assets are probably held elsewhere, so to be approached first (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        0.5,
        Text(
            "相差一半及以上：跨越半数同类客户，差距明显（本产品参考值）",
            "half or more: half of the peers stand between the two (reference value of this "
            "product)",
        ),
    ),
    Grade(
        "low",
        Text("低", "low"),
        None,
        Text(
            "相差不足一半：本人接近中位，提升空间有限（本产品参考值）",
            "less than half: close to the median, with less to gain (reference value of this "
            "product)",
        ),
    ),
)

#: What a customer who stands high is of the other, as sentences say it, besides kin and officers.
_TIED = {
    "joint_account": Text("与其联名持有账户的{name}", "{name}, joint holder of an account"),
    "same_address": Text("与其同址同姓的{name}", "{name} of the same address and family name"),
    "household": Text("其家庭成员{name}", "{name} of the same household"),
    "ultimate_controller": Text("其实际控制人{name}", "the ultimate controller {name}"),
    "controlled": Text("其控制的{name}", "the controlled company {name}"),
    "in_concert": Text("其一致行动人{name}", "{name}, who acts in concert"),
    "same_group": Text("与其同属一个集团的{name}", "{name} of the same group"),
    "payee": Text("其经常付款的{name}", "the frequent payee {name}"),
}


class _Found(NamedTuple):
    """Somebody who stands high around a customer, so that the highest sort first."""

    below_first: float
    relation: int
    customer: int
    circle: int


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find clients who keep little for their kind and region, while somebody around keeps much.

    Low is a percentile below `high_potential_low`, high the top `high_potential_top`, each among
    the clients of its own kind and region (see `asset_percentiles`). Around are the persons of its
    household, its control group, the executives of its employer, and the persons it often pays.
    Whose assets are unknown is neither low nor high. The score is the gap between its own
    percentile and that of the highest around. Cost: that of `social_circles`.
    """
    stand = asset_percentiles(bank, settings)
    low = stand.percentile < settings.high_potential_low
    around = social_circles(bank, settings, low, stand.percentile)
    best: Floats = np.full(len(bank), -1.0)
    for circles in around:
        has = np.flatnonzero(np.diff(circles.indptr)[circles.circle])
        highest = stand.percentile[circles.high[circles.indptr[circles.circle[has]]]]
        np.maximum.at(best, circles.member[has], highest)
    holders = np.flatnonzero(best >= 0)
    score = (best[holders] - stand.percentile[holders]).round(10)
    bounds = [np.searchsorted(circles.member, (holders, holders + 1)).T for circles in around]
    most = settings.evidence_max_edges

    # Everybody in a large group has the same ones around.
    @lru_cache(maxsize=1024)
    def count(relation: int, of: tuple[int, ...]) -> int:
        here = around[relation]
        several = [here.high[here.indptr[member] : here.indptr[member + 1]] for member in of]
        return len(several[0]) if len(of) == 1 else len(np.unique(np.concatenate(several)))

    def detail(i: int) -> Detail:
        me = int(holders[i])
        found: dict[tuple[int, int], _Found] = {}
        counts = {}
        for relation, each in enumerate(around):
            mine = each.circle[slice(*bounds[relation][i])].tolist()
            counts[each.relation] = count(relation, tuple(mine)) if mine else 0
            for circle in mine:
                for other in each.high[each.indptr[circle] : each.indptr[circle + 1]][:most]:
                    one = _Found(-stand.percentile[other], relation, int(other), circle)
                    found.setdefault((relation, one.customer), one)
        listed = sorted(found.values())[:most]
        neighbours, edges = _told(bank, stand, around, me, listed)
        return Detail(
            value={"neighbours": neighbours, "percentile": _digits(stand.percentile[me])},
            edges=edges[:most],
            facts={
                **_standing(bank, stand, me),
                "currency": settings.currency,
                "low_below": settings.high_potential_low,
                "high_from": round(1 - settings.high_potential_top, 12),
                "around": counts,
                "neighbours_hidden": sum(counts.values()) - len(listed),
                "edges_hidden": max(0, len(edges) - most),
            },
        )

    return Holdings(holders, score, by_floor(score, GRADES), detail)


def _told(
    bank: Reading,
    stand: AssetPercentiles,
    around: list[SocialCircles],
    me: int,
    listed: list[_Found],
) -> tuple[list[dict[str, Any]], list[Edge]]:
    """The high ones as values, and what ties them to the customer, each edge once."""
    together: dict[tuple[int, int], list[int]] = {}
    for one in listed:
        together.setdefault((one.relation, one.circle), []).append(one.customer)
    tied = {
        (relation, other): said
        for (relation, circle), others in together.items()
        for other, said in zip(others, around[relation].tied(me, circle, others), strict=True)
    }
    neighbours, edges = [], list[Edge]()
    for one in listed:
        tie, shown = tied[one.relation, one.customer]
        edges += [edge for edge in shown if edge not in edges]
        neighbours.append(
            {
                "customer_id": bank.customer_ids[one.customer],
                "relation": around[one.relation].relation,
                "tie": tie,
                **_standing(bank, stand, one.customer),
            }
        )
    return neighbours, edges


def _standing(bank: Reading, stand: AssetPercentiles, customer: int) -> dict[str, Any]:
    """How one customer stands, and among whom."""
    return {
        "kind": bank.kind[customer],
        "region": stand.region[customer] or None,
        "peers": int(stand.peers[customer]),
        "assets": money(stand.assets[customer]),
        "percentile": _digits(stand.percentile[customer]),
    }


def _digits(share: float) -> float:
    return round(float(share), 10)


def tell(told: Told) -> Text:
    """How it stands itself, and who around it stands how much higher."""
    own, (where, kind) = told.facts["percentile"], _among(told.facts)
    below = figures.share(own)
    first = Text(
        f"在本行资产处于{where.zh}{kind.zh}的后{below.zh}"
        if own
        else f"在本行资产为{where.zh}{kind.zh}中最低",
        f"Assets here are in the lowest {below.en} of the {kind.en}{where.en}"
        if own
        else f"Assets here are the lowest of the {kind.en}{where.en}",
    )
    # Somebody who is tied more than once comes by the first tie.
    neighbours = {
        neighbour["customer_id"]: neighbour for neighbour in reversed(told.value["neighbours"])
    }
    named = list(dict.fromkeys(neighbour["customer_id"] for neighbour in told.value["neighbours"]))[
        :NAMED
    ]
    said = [_said(told, neighbours[neighbour]) for neighbour in named]
    more = sum(told.facts["around"].values()) - len(named)
    others = Text(
        f"（另有{more}项同类关系）" if more else "",
        f" (and {more} more like {'that' if len(named) == 1 else 'these'})" if more else "",
    )
    return Text(
        f"{first.zh}，而{'，'.join(text.zh for text in said)}{others.zh}",
        f"{first.en}, while {' and '.join(text.en for text in said)}{others.en}",
    )


def _said(told: Told, neighbour: dict[str, Any]) -> Text:
    """Who stands how high: 其配偶王某高于北京97%的个人客户."""
    who, name = _tied(neighbour["tie"]), told.name(neighbour["customer_id"])
    where, kind = _among(neighbour)
    share = neighbour["percentile"]
    below = figures.share(share)
    return Text(
        f"{who.zh.format(name=name)}"
        + (f"居{where.zh}{kind.zh}首位" if share == 1 else f"高于{where.zh}{below.zh}的{kind.zh}"),
        f"{who.en.format(name=name)}{',' if ',' in who.en else ''} "
        + (
            f"stands first among the {kind.en}{where.en}"
            if share == 1
            else f"keeps more here than {below.en} of the {kind.en}{where.en}"
        ),
    )


def _tied(tie: str) -> Text:
    """What somebody is of the customer, with {name}."""
    if tie in _TIED:
        return _TIED[tie]
    if office := OFFICES.get(tie):
        title = office.title
        held = f"the {title.en}" if office.sole else with_article(title.en)
        return Text(
            f"其所在单位的{office.short or title.zh}{{name}}", f"{{name}}, {held} of the employer"
        )
    title = KIN_RELATIONS.title(tie)
    return Text(f"其{title.zh}{{name}}", f"the {title.en} {{name}}")


def _among(standing: Mapping[str, Any]) -> tuple[Text, Text]:
    """Where the peers are, and what they are."""
    region = standing["region"]
    where = Text(region, f" in {region}") if region else Text("全行", " of the bank")
    kind = CUSTOMER_KINDS.get(standing["kind"])
    return where, kind.clients if kind else CUSTOMER_KINDS.title(standing["kind"])


TAG = Tag(
    tag_id="high_potential_neighbour",
    version="1.0.0",
    title=Text("高潜客户", "High-potential neighbour"),
    meaning=Text(
        "在本行资产低于同类型、同地区客户的中位水平，而其家庭成员、所属集团、所在单位的法定代表人或高管、"
        "经常付款的个人之中，有人的在本行资产位居其同类型、同地区客户的前20%。同地区可比客户过少时，"
        "与全行同类型客户比较；资产未知的不作判断。",
        "Keeps less here than the median client of the same kind and region, while somebody of the "
        "same household or control group, an executive or the legal representative of the "
        "employer, or a person who is often paid is among the top fifth of theirs. "
        "Where a region has too few such clients, those of the whole bank are compared; whose "
        "assets are unknown is not judged.",
    ),
    audience=Text("客户经理、市场营销", "relationship managers, marketers"),
    purposes=("service", "marketing"),
    source="percentiles: PERCENT_RANK of SQL:2003; thresholds and grades: reference values "
    "of this product",
    views=tuple(dict.fromkeys((*standings.VIEWS, *well_off.VIEWS))),
    grades=GRADES,
    is_lead=True,
    find=find,
    tell=tell,
    names=("value.neighbours.customer_id",),
    rests_on_columns=("assets",),
    rests_on=("KIN_OF", "HOLDS", "SHARES", "OWNS", "CONTROLS", "HOLDS_POSITION", "PAID"),
)
