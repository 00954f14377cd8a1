"""担保圈: customers who guarantee each other around a circle of three or more."""

from math import isnan

import numpy as np

from cypher.arrays import Ints
from cypher.view import GuaranteeColumns, Guarantees
from service.graph.circles import circle_arcs, circle_groups
from service.graph.elementary_circles import circles_through, elementary_circles
from service.money import money
from service.settings import Settings
from service.tagging.declaration import (
    Detail,
    Edge,
    Grade,
    Groups,
    Holdings,
    Reading,
    Tag,
    Text,
    Told,
)
from service.tagging.grading import by_floor
from service.tagging.telling import listed_en, listed_zh

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        6,
        Text(
            "担保圈超过五户：银监办发〔2014〕214号将对外担保超过五户列为重点风险",
            "more than five customers: CBRC notice 214 of 2014 singles out guarantees that "
            "involve more than five parties",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        4,
        Text(
            "四至五户：一户违约要经多次代偿才会传回自身，不易察觉",
            "four or five customers: a default takes several hops to come back, and is seen late",
        ),
    ),
    Grade(
        "low",
        Text("低", "low"),
        None,
        Text("三户：构成担保圈的最少户数", "three customers: the fewest that make a circle"),
    ),
)


#: A sentence names a circle's customers up to so many.
NAMES_AROUND = 6


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the members of guarantee circles; the score is the number of customers in the group.

    A circle is an elementary directed cycle of three or more customers; a group is a strongly
    connected component of the arcs that lie on circles. Near-linear in the guarantees, save for
    the listing of circles, which is bounded for each member.
    """
    guarantees = bank[Guarantees]
    n = len(bank)
    on_circle = np.flatnonzero(circle_arcs(n, guarantees.guarantor_no, guarantees.borrower_no))
    guarantor, borrower = guarantees.guarantor_no[on_circle], guarantees.borrower_no[on_circle]
    group = circle_groups(n, guarantor, borrower)
    members = np.flatnonzero(group >= 0)
    heads = _heads(group, guarantor, borrower)
    size = np.bincount(group[members], minlength=n)
    circles = elementary_circles(
        *(n, guarantor, borrower, settings.circle_max_length, settings.circle_max_listed),
        max_steps=settings.circle_max_steps,
    )
    # A pair may have several guarantees: all of them stand where the arc does, by id.
    ids = guarantees.guarantee_id[on_circle].astype(str)
    in_order = on_circle[np.lexsort((ids, borrower, guarantor))]
    key = guarantees.guarantor_no[in_order] * n + guarantees.borrower_no[in_order]

    most = settings.evidence_max_edges

    def detail(i: int) -> Detail:
        member = int(members[i])
        label = int(group[member])
        listed = circles_through(circles, member)
        # A circle of thousands is shown by its beginning: each of its members has it as evidence.
        arcs = dict.fromkeys(
            arc
            for circle in listed
            for arc in zip(circle[:most], [*circle[1:], circle[0]][:most], strict=True)
        )
        if not arcs:
            # Too long or too densely woven to be listed: its own guarantees on circles remain.
            own = np.flatnonzero((guarantor == member) | (borrower == member))
            own_arcs = zip(guarantor[own].tolist(), borrower[own].tolist(), strict=True)
            arcs = dict.fromkeys(sorted(own_arcs))
        rows = [
            row
            for a, b in arcs
            for row in in_order[slice(*np.searchsorted(key, (a * n + b, a * n + b + 1)))].tolist()
        ]
        return Detail(
            value={"role": "head" if member == heads[label] else "member"},
            edges=[_edge(bank, guarantees, row) for row in rows],
            facts={
                "customers_in_circle_group": int(size[label]),
                "circles": [
                    [bank.customer_ids[node] for node in circle[:most]] for circle in listed
                ],
                "circle_lengths": [len(circle) for circle in listed],
                "circles_listed_up_to": settings.circle_max_listed,
            },
        )

    score = size[group[members]].astype(float)
    labels, of = np.unique(group[members], return_inverse=True)
    groups = Groups(of, known_by=labels, head=heads[labels])
    return Holdings(members, score, by_floor(score, GRADES), detail, groups)


def _heads(group: Ints, guarantor: Ints, borrower: Ints) -> Ints:
    """For each group label the member with the most arcs on circles, the first among equals."""
    n = len(group)
    degree = np.bincount(guarantor, minlength=n) + np.bincount(borrower, minlength=n)
    members = np.flatnonzero(group >= 0)
    order = members[np.lexsort((members, -degree[members], group[members]))]
    labels, first = np.unique(group[order], return_index=True)
    heads = np.full(n, -1, np.int64)
    heads[labels] = order[first]
    return heads


def _edge(bank: Reading, guarantees: GuaranteeColumns, row: int) -> Edge:
    amount = float(guarantees.amount[row])
    return Edge(
        "GUARANTEES",
        bank.customer_ids[guarantees.guarantor_no[row]],
        bank.customer_ids[guarantees.borrower_no[row]],
        int(guarantees.load_no[row]),
        {
            "guarantee_id": guarantees.guarantee_id[row],
            "amount": None if isnan(amount) else money(amount),
            "currency": guarantees.currency[row],
        },
    )


def tell(told: Told) -> Text:
    """The first circle in a sentence: 因与A、B互相担保形成环……."""
    size = told.facts["customers_in_circle_group"]
    if not told.facts["circles"]:
        return Text(
            zh=f"处于{size}户组成的担保圈中，所在的环过长，未逐一列出",
            en=f"Stands in a guarantee circle of {size} customers, on circles too long to list",
        )
    circle = [told.name(customer_id) for customer_id in told.facts["circles"][0]]
    others, length = circle[1:], told.facts["circle_lengths"][0]
    shown = circle if length <= NAMES_AROUND else [*circle[:NAMES_AROUND], "…"]
    around = " → ".join([*shown, circle[0]])
    partners = Text(listed_zh(others, length - 1), listed_en(others, length - 1))
    return Text(
        zh=f"因与{partners.zh}互相担保形成环（{around}），属于{size}户组成的担保圈",
        en=f"Stands in a guarantee circle of {size} customers: with {partners.en} it guarantees "
        f"around {around}",
    )


TAG = Tag(
    tag_id="guarantee_circle",
    version="1.0.0",
    title=Text("担保圈", "Guarantee circle"),
    meaning=Text(
        "三户或以上的客户沿同一方向依次担保，首尾相接成环：一户违约，代偿责任会沿环传回自身。两户互保不算担保圈。",
        "Three or more customers guarantee each other one way round until the circle closes: a "
        "default comes back to where it began. Two that guarantee each other are no circle.",
    ),
    audience=Text("风险管理", "risk officers"),
    source="银监办发〔2014〕214号; elementary cycles and strongly connected components as in "
    "Tarjan 1972 and Johnson 1975",
    views=(Guarantees,),
    grades=GRADES,
    find=find,
    tell=tell,
    group_kind="guarantee_circle",
    group_letters="GC",
)
