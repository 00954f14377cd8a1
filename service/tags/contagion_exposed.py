"""风险传染暴露: customers whom the failure of another would bring into distress."""

from itertools import pairwise

import numpy as np

from service.graph.shortest_paths.max_product_paths import max_product_paths
from service.relations.contagion.loss_edges import TYPES, VIEWS
from service.relations.contagion.sentences import NET_ASSETS
from service.relations.contagion.single_failures import single_failures
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import WATCHED, by_distribution
from service.tagging.shared import once

#: How many ways the distress came are listed, and what a path must carry to be looked for; no other
#: is looked for after so many arcs.
PATHS, LEAST_PRODUCT, MOST_STEPS = 3, 1e-4, 2_000


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody who would be distressed if one other failed; the score is the worst distress.

    Distress is the part of the net assets that is gone, at most 1. Evidence is the paths that carry
    most of it from the other, the heaviest first. Cost: that of `single_failures`, and for each
    holder at most 2,000 loss edges.
    """
    failures = once(bank, single_failures, settings)
    network, of_each = failures.arcs.network, failures.of_each
    into, arc = network.into
    weight = failures.weight[arc]
    backward = (into, network.failing[arc], weight)
    holders = np.flatnonzero(of_each.by >= 0)
    score = of_each.worst[holders].round(12)
    grade, cutoffs = by_distribution(score, WATCHED)
    ids = bank.customer_ids

    def detail(i: int) -> Detail:
        holder = int(holders[i])
        by = int(of_each.by[holder])
        paths = max_product_paths(backward, by, holder, PATHS, LEAST_PRODUCT, MOST_STEPS)
        arcs = dict.fromkeys(
            failures.arc_between(*pair) for nodes in paths.nodes for pair in pairwise(nodes)
        )
        return Detail(
            value={"distress": float(score[i]), "by": ids[by]},
            edges=failures.edges(np.array([*arcs], np.int64)),
            facts={
                "by": ids[by],
                "paths": [
                    {"customers": ids[nodes].tolist(), "distress": round(product, 10)}
                    for nodes, product in zip(paths.nodes, paths.product, strict=True)
                ],
                "paths_complete": paths.complete,
                "at_least": bool(of_each.bounded[by]),
            },
        )

    return Holdings(holders, score, grade, detail, notes=failures.notes(cutoffs))


def tell(told: Told) -> Text:
    """Whose failure would hurt most, along which way, and how much of the net assets is gone."""
    by, distress = told.name(told.value["by"]), told.value["distress"]
    path = told.facts["paths"][0]["customers"]
    names = [told.name(customer) for customer in path]
    along = Text("", "")
    if len(path) > 2:
        way = " → ".join(names)
        along = Text(f"（{way}）", f" ({way})")
    least = Text("至少", "at least ") if told.facts["at_least"] else Text("", "")
    if distress >= 1:
        return Text(
            zh=f"若{by}违约，损失将耗尽其全部净资产{along.zh}",
            en=f"Would lose all of its net assets if {by} failed{along.en}",
        )
    part = figures.about(figures.part_of(distress, NET_ASSETS))
    return Text(
        zh=f"若{by}违约，预计损失{least.zh}{part.zh}{along.zh}",
        en=f"Would lose {least.en}{part.en} if {by} failed{along.en}",
    )


TAG = Tag(
    tag_id="contagion_exposed",
    version="1.1.0",
    title=Text("易受传染客户", "Exposed to contagion"),
    meaning=Text(
        "其他任一客户违约时，经担保、欠款或收入依赖直接或间接传来的损失占其净资产的比例，取最坏的一种情形，并指明因谁而起、经何路径。净资产未知的客户无法判断。",
        "What part of its net assets would be gone if any one other customer failed, through "
        "guarantees, debts or lost receipts, directly or by way of others: the worst case, with "
        "who causes it and along which path. It cannot be told where net assets are unknown.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("credit_risk",),
    source="Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012 (DebtRank); what is a loss: "
    "rule of this product",
    views=VIEWS,
    grades=WATCHED,
    find=find,
    tell=tell,
    names=("value.by", "facts.paths.customers"),
    by_distribution=True,
    rests_on=TYPES,
)
