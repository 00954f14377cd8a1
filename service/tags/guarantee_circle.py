"""担保圈: customers who guarantee each other around a circle of three or more."""

import functools
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Guarantees
from service.graph.csr import grouped_by
from service.graph.cycles.arcs_on_cycles import cyclic_components
from service.graph.cycles.simple_cycles import Cycles, cycle_places, simple_cycles
from service.graph.tables.segments import first_by, pair_key
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, guarantee_pairs
from service.settings import Settings
from service.tagging.declaration import (
    Detail,
    Grade,
    Groups,
    Holdings,
    Reading,
    Tag,
    Text,
    Told,
)
from service.tagging.grades import by_floor
from service.tagging.sentences import listed_en, listed_zh

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        6,
        Text(
            "担保圈超过五户：户数界限比照银监办发〔2014〕214号（该文将一户对外担保超过五户列为重点风险）",
            "more than five customers: the number follows CBRC notice 214 of 2014, which singles "
            "out guarantors of more than five parties",
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
    connected component of the pairs that lie on circles. Near-linear in the guarantees. The circles
    that are evidence are searched for when the first holding is told, within bounds for each
    member; one of thousands is shown by its beginning.
    """
    pairs, n = guarantee_pairs(bank), len(bank)
    on_circle = np.flatnonzero(pairs.on_circle())
    guarantor, borrower = pairs.guarantor[on_circle], pairs.borrower[on_circle]
    group = cyclic_components(n, guarantor, borrower)
    members = np.flatnonzero(group >= 0)
    heads = _heads(group, guarantor, borrower)
    size = np.bincount(group[members], minlength=n)
    by_borrower = grouped_by(n, borrower, np.arange(len(borrower)))
    around = functools.cache(lambda: _around(pairs, on_circle, settings))
    ids, most = bank.customer_ids, settings.evidence_max_edges

    def own_pairs(member: int) -> Ints:
        given = slice(*np.searchsorted(guarantor, (member, member + 1)))
        received = by_borrower[1][slice(*by_borrower[0][member : member + 2])]
        return np.sort(np.concatenate((on_circle[given], on_circle[received])))

    def detail(i: int) -> Detail:
        member = int(members[i])
        label = int(group[member])
        found = around()
        places = cycle_places(found.circles, member, max(most, NAMES_AROUND))
        around_it = [pair for place in places for pair in found.pair[place[:most]].tolist()]
        shown = np.array(list(dict.fromkeys(around_it)), np.int64)
        guarantees = found.guarantees(member)
        if not shown.size:
            # Too long or too densely woven to be listed: its own guarantees on circles remain.
            own = own_pairs(member)
            shown, guarantees = own[:most], int(pairs.counts(own).sum())
        rows = pairs.rows_behind(shown, most)
        return Detail(
            value={"role": "head" if member == heads[label] else "member"},
            edges=pairs.edges(rows),
            facts={
                "customers_in_circle_group": int(size[label]),
                "circles": [ids[found.circles.node[place]].tolist() for place in places],
                "circle_lengths": found.lengths(member),
                "circles_listed_up_to": settings.circle_max_listed,
                "edges_hidden": guarantees - len(rows),
            },
        )

    score = size[group[members]].astype(float)
    labels, of = np.unique(group[members], return_inverse=True)
    groups = Groups(of, known_by=labels, head=heads[labels])
    return Holdings(members, score, by_floor(score, GRADES), detail, groups)


@dataclass(frozen=True)
class _Around:
    """The circles that are evidence.

    `pair` int64 leads from each place in `circles.node` to the next one around the circle; `before`
    int64 counts the guarantees of the pairs at all places before it.
    """

    circles: Cycles
    pair: Ints
    before: Ints

    def lengths(self, member: int) -> list[int]:
        """How many customers each circle of a member has."""
        first = int(self.circles.first[member])
        start = self.circles.start[first : first + int(self.circles.count[member]) + 1]
        return np.diff(start).tolist()  # type: ignore[no-any-return]

    def guarantees(self, member: int) -> int:
        """How many guarantees there are around a member's circles, each counted once."""
        first, count = int(self.circles.first[member]), int(self.circles.count[member])
        start, end = self.circles.start[[first, first + count]]
        if count == 1:
            # It may be very long, and comes by no pair twice.
            return int(self.before[end] - self.before[start])
        once = first_by(self.pair[start:end])
        return int(np.diff(self.before[start : end + 1])[once].sum())


def _around(pairs: GuaranteePairs, on_circle: Ints, settings: Settings) -> _Around:
    """Search for the circles among the pairs that are on one. Cost: that of `simple_cycles`."""
    guarantor, borrower = pairs.guarantor[on_circle], pairs.borrower[on_circle]
    circles = simple_cycles(
        n=pairs.n,
        source=guarantor,
        target=borrower,
        max_length=settings.circle_max_length,
        max_circles=settings.circle_max_listed,
        max_steps=settings.circle_max_steps,
    )
    following = np.roll(circles.node, -1)
    following[circles.start[1:] - 1] = circles.node[circles.start[:-1]]
    wanted = pair_key(circles.node, following, pairs.n)
    pair = on_circle[np.searchsorted(pair_key(guarantor, borrower, pairs.n), wanted)]
    return _Around(circles, pair, np.append(0, np.cumsum(pairs.counts(pair))))


def _heads(group: Ints, guarantor: Ints, borrower: Ints) -> Ints:
    """For each group label the member with the most arcs on circles, the first among equals."""
    n = len(group)
    degree = np.bincount(guarantor, minlength=n) + np.bincount(borrower, minlength=n)
    members = np.flatnonzero(group >= 0)
    first = members[first_by(group[members], by=(-degree[members], members))]
    heads = np.full(n, -1, np.int64)
    heads[group[first]] = first
    return heads


def tell(told: Told) -> Text:
    """The first circle in a sentence, and how many stand on others: A、B与其依次担保、首尾相接."""
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
    partners = Text(
        listed_zh(others, length - 1, of="organisations"), listed_en(others, length - 1)
    )
    turn = Text(
        f"{partners.zh}与其依次担保、首尾相接（{around}），构成{length}户担保圈",
        f"In a guarantee circle of {length} with {partners.en}, each guaranteeing the next "
        f"({around})",
    )
    rest = size - length
    if not rest:
        return turn
    return Text(
        f"{turn.zh}；整个担保圈共{size}户，另有{rest}户经其他环相连",
        f"{turn.en}; the group of circles has {size} customers, {rest} of them on other circles",
    )


TAG = Tag(
    tag_id="guarantee_circle",
    version="1.0.0",
    title=Text("担保圈", "Guarantee circle"),
    meaning=Text(
        "三户或以上的客户沿同一方向依次担保，首尾相接成环：一户违约，代偿责任会沿环传回自身。两户互保不算担保圈。",
        "Three or more customers guarantee one another one way round until the circle closes: a "
        "default comes back to where it began. Two that guarantee each other are no circle.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("service", "credit_risk"),
    source="银监办发〔2014〕214号; elementary cycles and strongly connected components as in "
    "Tarjan 1972 and Johnson 1975",
    views=(Guarantees,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.circles",),
    group_kind="guarantee_circle",
    group_letters="GC",
)
