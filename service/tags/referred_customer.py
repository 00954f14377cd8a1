"""被推荐客户: customers whom another customer brought in, and the chain that led to them."""

from itertools import chain, islice
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats
from service.relations.referrals.chains import VIEWS, referral_chains
from service.settings import Settings
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.shared import once

GRADES = (
    Grade(
        "first_hand",
        Text("直接推荐", "first hand"),
        None,
        Text(
            "第一级：由推荐链的发起人亲自推荐（本产品参考值）",
            "level 1: referred by the starter of the chain (reference value of this product)",
        ),
    ),
    Grade(
        "second_hand",
        Text("二级推荐", "second hand"),
        None,
        Text(
            "第二级：由发起人推荐的客户推荐（本产品参考值）",
            "level 2: referred by somebody whom the starter of the chain referred (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "further",
        Text("三级及以下", "further down"),
        None,
        Text(
            "第三级及以下：与发起人隔了两位以上，多半互不相识（本产品参考值）",
            "level 3 and below: two or more stand between the customer and the starter of the "
            "chain, who will rarely know each other (reference value of this product)",
        ),
    ),
)

#: How many customers of a path are told: the root, and those nearest to the end.
PATH_TOLD = 50
#: How many customers a sentence names of a path.
NAMES_ALONG = 6


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody who was referred; the score is what its assets count for its root.

    That is 1 for who was referred by the root itself, and `referral_decay` times as much for each
    level further down. The path leads from the root to the customer, both included; of one of more
    than PATH_TOLD customers the root and the nearest are told. Evidence: the referrals along the
    path, in order, those nearest to the customer; later referrals of the customer are facts. Cost:
    that of `referral_chains`, and for each path its length, PATH_TOLD at most.
    """
    chains, most = once(bank, referral_chains, settings), settings.evidence_max_edges
    holders = np.flatnonzero(chains.forest.parent >= 0)
    depth = chains.forest.level[holders]

    def details(first: int, last: int) -> list[Detail]:
        paths = [chains.path(customer, PATH_TOLD) for customer in holders[first:last].tolist()]
        listed = [path[1:][-most:] for path in paths]
        along = np.array([*chain.from_iterable(listed)])
        edges = iter(chains.edges(chains.first[along]))
        later = [chains.later(path[-1], most) for path in paths]
        facts = iter(chains.facts(np.concatenate(later)))
        return [
            _detail(
                path=chains.customer_ids[path].tolist(),
                depth=int(chains.forest.level[path[-1]]),
                edges=list(islice(edges, len(one))),
                later=list(islice(facts, len(rows))),
                later_hidden=chains.later_count(path[-1]) - len(rows),
            )
            for path, one, rows in zip(paths, listed, later, strict=True)
        ]

    score: Floats = np.power(settings.referral_decay, depth - 1.0)
    grade = np.minimum(depth, len(GRADES)) - 1
    return Holdings(holders, score, grade, chunked_details(len(holders), details))


def _detail(
    path: list[str], depth: int, edges: list[Edge], later: list[Any], later_hidden: int
) -> Detail:
    """What is told of the last customer of a path that is `depth` referrals long."""
    return Detail(
        value={"root_id": path[0], "depth": depth, "path": path},
        edges=edges,
        facts={
            "path_hidden": depth + 1 - len(path),
            "edges_hidden": depth - len(edges),
            "later_referrals": later,
            "later_referrals_hidden": later_hidden,
        },
    )


def tell(told: Told) -> Text:
    """Who referred it, and how it stands to who started the chain."""
    depth, path = told.value["depth"], told.value["path"]
    root, referrer = told.name(path[0]), told.name(path[-2])
    if depth == 1:
        zh, en = f"由{referrer}推荐而来", f"Referred by {referrer}"
    else:
        zh = f"由{referrer}推荐而来，推荐链始于{root}，本客户位于第{depth}级"
        en = f"Referred by {referrer}, {depth} levels below {root}, who started the chain"
        if depth < NAMES_ALONG:
            along = [told.name(customer) for customer in path]
            zh, en = f"{zh}（{'→'.join(along)}）", f"{en} ({' → '.join(along)})"
    later = len(told.facts["later_referrals"]) + told.facts["later_referrals_hidden"]
    if later:
        zh += f"；另有{later}笔更晚的推荐不计"
        counted = "referral does" if later == 1 else "referrals do"
        en += f"; {later} later {counted} not count"
    return Text(zh, en)


TAG = Tag(
    tag_id="referred_customer",
    version="1.0.0",
    title=Text("被推荐客户", "Referred customer"),
    meaning=Text(
        "由其他客户推荐而来的客户：由谁推荐、推荐链始于谁、位于第几级。推荐人只认最早的一位，更晚的推荐只作记录；"
        "推荐人已销户或不在册的推荐不计。",
        "Brought in by another customer: by whom, who started the chain, and how far down it "
        "stands. Only the earliest referrer counts, later ones are noted; referrals by those who "
        "are no customers any more do not count.",
    ),
    audience=Text("市场营销、客户经理", "marketers, relationship managers"),
    purposes=("service", "marketing"),
    source="reference value of this product (推荐链)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.path",),
)
