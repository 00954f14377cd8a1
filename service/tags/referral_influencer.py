"""推荐贡献客户: what customers have brought to the bank by whom they referred."""

from itertools import pairwise
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.tree.branching import foremost_children
from service.money import known_money
from service.relations.referrals.chains import VIEWS, ReferralChains, referral_chains
from service.settings import Settings
from service.tagging import figures
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import SERVED, by_distribution
from service.tagging.sentences import NAMED, joined_en, plural
from service.tagging.shared import once

#: No law or custom says how much is much, and it differs from bank to bank: so by distribution.
GRADES = (
    *SERVED[:-1],
    Grade(
        "low",
        Text("低", "low"),
        0.0,
        Text(
            "得分在中位数以下，或带来的客户资产未知、为零，尚无可计的贡献",
            "below the median, or no contribution: what those brought keep at the bank is unknown "
            "or nothing",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody who referred somebody; the score is the credit.

    Credit adds up what everybody below keeps at the bank (assets), whole for those referred
    directly, and times `referral_decay` for each level further down; unknown assets count 0.
    Graded by distribution among those with any credit. Evidence: whom it referred directly, those
    first who carry most of the credit, themselves and what is below them. Cost: that of
    `referral_chains`, and a sort of the credits.
    """
    chains, most = once(bank, referral_chains, settings), settings.evidence_max_edges
    holders = np.flatnonzero(chains.direct)
    starts, foremost = foremost_children(chains.forest, chains.counted, most)
    credit = chains.credit[holders]
    grade = np.full(len(holders), len(GRADES) - 1)
    some = credit > 0
    grade[some], cutoffs = by_distribution(credit[some], GRADES)

    counts = chains.direct, chains.total, chains.deepest, chains.credit, chains.unknown

    def details(first: int, last: int) -> list[Detail]:
        block = holders[first:last]
        begin, end = starts[block], starts[block[-1] + 1]
        edges = _edges(chains, foremost[begin[0] : end])
        return [
            Detail(
                value={"direct": direct, "total": total, "deepest": deepest, "credit": worth},
                edges=listed,
                facts={
                    "currency": settings.currency,
                    "decay": settings.referral_decay,
                    "assets_unknown": unknown,
                    "edges_hidden": direct - len(listed),
                    **_itself(chains.self_referrals(customer, most)),
                },
            )
            for customer, listed, direct, total, deepest, worth, unknown in zip(
                block.tolist(),
                (edges[a:z] for a, z in pairwise(np.append(begin, end) - begin[0])),
                *(count[block].tolist() for count in counts),
                strict=True,
            )
        ]

    notes = {"cutoffs": cutoffs, "without_credit": len(holders) - int(some.sum())}
    detail = chunked_details(len(holders), details)
    return Holdings(holders, credit, grade, detail, notes=notes)


def _itself(referrals: list[dict[str, Any]]) -> dict[str, Any]:
    """The fact that a customer referred itself, under another of its numbers."""
    return {"self_referrals": referrals} if referrals else {}


def _edges(chains: ReferralChains, referred: Ints) -> list[Edge]:
    """The referrals that brought some in: what each keeps itself, and all that it adds."""
    return [
        edge._replace(
            properties={
                **edge.properties,
                "assets": known_money(assets),
                "credit": counted,
            }
        )
        for edge, assets, counted in zip(
            chains.edges(chains.first[referred]),
            chains.assets[referred].tolist(),
            chains.counted[referred].tolist(),
            strict=True,
        )
    ]


def tell(told: Told) -> Text:
    """How many it brought, how far down, what that is worth, and through whom."""
    direct, total, deepest = (told.value[name] for name in ("direct", "total", "deepest"))
    credit, unknown = told.value["credit"], told.facts["assets_unknown"]
    zh = f"直接推荐{direct:,}位客户"
    en = f"Referred {plural(direct, 'customer')}"
    if deepest > 1:
        zh += f"，连同其后各级共{total:,}位，最深{deepest}级"
        en += f", and brought {total:,} in all, down to level {deepest}"
    if credit > 0:
        amount = figures.money(credit, told.facts["currency"])
        names = [told.name(edge["to"]) for edge in told.edges if edge["credit"] > 0][:NAMED]
        mostly = Text("", "") if direct == 1 else Text("主要", "mostly ")
        zh += f"；折算资产贡献{amount.zh}，{mostly.zh}来自{'、'.join(names)}"
        en += f"; contribution to assets {amount.en}, {mostly.en}through {joined_en(names)}"
    else:
        zh += "；尚无可计的资产贡献"
        en += "; no contribution to assets so far"
    if unknown:
        zh += f"；其中{unknown:,}位资产未知，按零计"
        en += f"; the assets of {unknown:,} of them are unknown and count 0"
    return Text(zh, en)


TAG = Tag(
    tag_id="referral_influencer",
    version="1.1.0",
    title=Text("推荐贡献客户", "Referral influencer"),
    meaning=Text(
        "推荐过他人的客户。得分为资产贡献：其下各级客户在本行的资产（日均）逐级折半后相加，直接推荐的全额计入，"
        "第二级计一半，依此类推；资产未知的按零计。同一客户只计入最早推荐的一方。",
        "Referred others. The score is the contribution to assets: what everybody below keeps at "
        "the bank (daily average), whole for those referred directly, half for the second level, "
        "and so on; unknown assets count 0. A customer counts for the earliest referrer alone.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="reference value of this product (推荐链)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("edges",),
    by_distribution=True,
)
