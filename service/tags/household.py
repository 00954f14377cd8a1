"""家庭: persons who are one household by kinship, a joint account, or one address and name."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cypher.arrays import Ints
from cypher.view import Identifiers, Identities, Kinships
from cypher.view.accounts import AccountHolders
from service.graph.components import connected_components
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
from service.tagging.joining import matching_rows, numbered
from service.tagging.normalising import family_name, normalised_texts
from service.tagging.telling import listed_en, listed_zh

GRADES = (
    Grade(
        "large",
        Text("大家庭", "large household"),
        5,
        Text(
            "五人及以上：惯例，通常三代同堂或由几个小家庭组成，宜按整户做资产与授信安排",
            "five persons or more: convention, mostly three generations or several couples, to be "
            "looked after as one",
        ),
    ),
    Grade(
        "family",
        Text("三口及以上之家", "family"),
        3,
        Text(
            "三至四人：超过户均2.62人（第七次全国人口普查），通常为夫妻与子女",
            "three or four: above the average household of 2.62 (census of China, 2020), mostly "
            "a couple with children",
        ),
    ),
    Grade(
        "pair",
        Text("二人之家", "household of two"),
        None,
        Text(
            "二人：构成家庭的最少人数（惯例）", "two: the fewest that make a household (convention)"
        ),
    ),
)

#: The kinds of ties, as facts name them and by number; which relation is of which kind.
TIES = ("spouse", "parent_child", "joint_account", "same_address")
SPOUSE, PARENT_CHILD, JOINT_ACCOUNT, SAME_ADDRESS = range(4)
FAMILY = {"spouse": SPOUSE, "parent": PARENT_CHILD, "child": PARENT_CHILD}

Flags = NDArray[np.bool_]


class Ties(NamedTuple):
    """Ties of persons, each from either side: `me` and `other`, and the record at each end.

    One record says that two are kin; that they share something takes a record of each.
    """

    me: Ints
    other: Ints
    kind: Ints
    my_row: Ints
    other_row: Ints


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the households: persons connected by ties; the score is the number of persons.

    The head is whoever is tied directly to most of the others, the first by id among equals.
    Linear in kinships, holders and addresses, and in the pairs that share one, at most
    `hub_customers` for each row; sorts only of what is shared.
    """
    found = [_kin(bank), _joint_accounts(bank, settings), _same_address(bank, settings)]
    ties = Ties(*(np.concatenate(column) for column in zip(*found, strict=True)))
    # Stable: ties of one pair and kind stay in the order of their records.
    order = np.lexsort((ties.other, ties.kind, ties.me))
    ties = Ties(*(column[order] for column in ties))
    n = len(bank)
    label = connected_components(n, ties.me, ties.other)
    members = np.unique(ties.me)
    begin, end = np.searchsorted(ties.me, members), np.searchsorted(ties.me, members, "right")
    known_by, of = np.unique(label[members], return_inverse=True)
    size = np.bincount(of)
    tied_to = np.bincount(np.unique(ties.me * n + ties.other) // n, minlength=n)
    by_ties = members[np.lexsort((members, -tied_to[members], of))]
    heads = by_ties[np.cumsum(size) - size]
    edge_of = _edges(bank)

    def detail(i: int) -> Detail:
        mine = slice(int(begin[i]), int(end[i]))
        kinds = ties.kind[mine].tolist()
        tied = set(zip(kinds, ties.other[mine].tolist(), strict=True))
        records = dict.fromkeys(
            (kind, row)
            for kind, *ends in zip(
                kinds, ties.my_row[mine].tolist(), ties.other_row[mine].tolist(), strict=True
            )
            for row in ends
        )
        edges = [edge_of[kind](row) for kind, row in records]
        most = settings.evidence_max_edges
        return Detail(
            value={"role": "head" if members[i] == heads[of[i]] else "member"},
            edges=edges[:most],
            facts={
                "persons": int(size[of[i]]),
                "tied_to": int(tied_to[members[i]]),
                "ties": {
                    name: sum(kind == each for each, _ in tied) for kind, name in enumerate(TIES)
                },
                "edges_hidden": max(0, len(edges) - most),
            },
        )

    score = size[of].astype(float)
    groups = Groups(of, known_by=known_by, head=heads)
    return Holdings(members, score, by_floor(score, GRADES), detail, groups)


def _kin(bank: Reading) -> Ties:
    """Spouses, parents and children as recorded, one way or both."""
    kin = bank[Kinships]
    kind, relation = np.full(len(kin.a_no), -1), np.full(len(kin.a_no), -1)
    for number, (name, its_kind) in enumerate(FAMILY.items()):
        is_it = kin.relation == name
        kind[is_it], relation[is_it] = its_kind, number
    persons = bank.is_person[kin.a_no] & bank.is_person[kin.b_no]
    rows = np.flatnonzero((kind >= 0) & persons & (kin.a_no != kin.b_no))
    rows = rows[np.lexsort((kin.load_no[rows], relation[rows]))]
    a, b, kind = kin.a_no[rows], kin.b_no[rows], kind[rows]
    both, twice = np.concatenate((rows, rows)), np.concatenate((kind, kind))
    return Ties(np.concatenate((a, b)), np.concatenate((b, a)), twice, both, both)


def _joint_accounts(bank: Reading, settings: Settings) -> Ties:
    """Persons who own one account together, unless it has too many owners."""
    holders = bank[AccountHolders]
    rows = np.flatnonzero((holders.role == "owner") | (holders.role == "joint"))
    few = _few_share(holders.account_no[rows], holders.customer_no[rows], bank, settings)
    rows = rows[few]
    rows = rows[np.lexsort((holders.load_no[rows], holders.account_id[rows].astype(str)))]
    return _tied(JOINT_ACCOUNT, holders.account_no[rows], holders.customer_no[rows], rows)


def _same_address(bank: Reading, settings: Settings) -> Ties:
    """Persons of one family name at one address, unless too many customers are there."""
    identifiers, names = bank[Identifiers], bank[Identities]
    rows = np.flatnonzero(identifiers.kind == "address")
    texts = normalised_texts("address", identifiers.value[rows])
    address, addresses = numbered(map(texts.__getitem__, identifiers.value[rows]))
    says_something = np.array([text != "" for text in addresses], bool)[address]
    few = _few_share(address, identifiers.customer_no[rows], bank, settings) & says_something
    rows, address = rows[few], address[few]
    order = np.lexsort((identifiers.load_no[rows], identifiers.value[rows].astype(str)))
    rows, address = rows[order], address[order]
    customer = identifiers.customer_no[rows]
    row_of = np.empty(len(bank), np.int64)
    row_of[names.customer_no] = np.arange(len(names.customer_no))
    family, families = numbered(map(family_name, names.name[row_of[customer]]))
    named = np.array([name != "" for name in families], bool)[family]
    home = address * len(families) + family
    return _tied(SAME_ADDRESS, home[named], customer[named], rows[named])


def _few_share(place: Ints, customer: Ints, bank: Reading, settings: Settings) -> Flags:
    """Tell which rows are of persons at a place that some customers share, but not too many.

    Too many are more than `hub_customers`, whoever they are.
    """
    pairs = np.unique(place * len(bank) + customer)
    sharing = np.bincount(pairs // max(1, len(bank)), minlength=1)[place]
    few: Flags = (sharing > 1) & (sharing <= settings.hub_customers) & bank.is_person[customer]
    return few


def _tied(kind: int, place: Ints, customer: Ints, row: Ints) -> Ties:
    """Everybody in a place tied to everybody else there."""
    left, right = matching_rows(place, place)
    different = customer[left] != customer[right]
    left, right = left[different], right[different]
    kinds = np.full(len(left), kind)
    return Ties(customer[left], customer[right], kinds, row[left], row[right])


def _edges(bank: Reading) -> list[Callable[[int], Edge]]:
    """For each kind of tie what makes a record of it an edge."""
    ids = bank.customer_ids
    kin, holders, identifiers = bank[Kinships], bank[AccountHolders], bank[Identifiers]

    def kin_of(row: int) -> Edge:
        ends = ids[kin.a_no[row]], ids[kin.b_no[row]]
        return Edge("KIN_OF", *ends, int(kin.load_no[row]), {"relation": kin.relation[row]})

    def holds(row: int) -> Edge:
        ends = ids[holders.customer_no[row]], holders.account_id[row]
        return Edge("HOLDS", *ends, int(holders.load_no[row]), {"role": holders.role[row]})

    def shares(row: int) -> Edge:
        ends = ids[identifiers.customer_no[row]], f"address:{identifiers.value[row]}"
        return Edge("SHARES", *ends, int(identifiers.load_no[row]), {})

    return [kin_of, kin_of, holds, shares]


_WHY = {
    "spouse": Text("夫妻", "spouse"),
    "parent_child": Text("亲子", "parent and child"),
    "joint_account": Text("联名账户", "joint account"),
    "same_address": Text("同址同姓", "same address and family name"),
}


def tell(told: Told) -> Text:
    """With whom, why, and how many they are: 与甲（夫妻、联名账户）同属一个家庭."""
    why: dict[str, dict[str, Text]] = {}
    for edge in told.edges:
        ends = (edge["from"], edge["to"]) if edge["type"] == "KIN_OF" else (edge["from"],)
        for other in ends:
            if other != told.customer_id:
                kind = _kind_of(edge)
                why.setdefault(other, {})[kind] = _WHY[kind]
    zh = [f"{told.name(other)}（{'、'.join(t.zh for t in why[other].values())}）" for other in why]
    en = [f"{told.name(other)} ({', '.join(t.en for t in why[other].values())})" for other in why]
    persons, tied_to = told.facts["persons"], told.facts["tied_to"]
    further = persons - 1 - tied_to
    return Text(
        zh=f"与{listed_zh(zh, tied_to)}同属一个家庭，全家共{persons}人"
        + (f"，其余{further}人与家中他人相连" if further else ""),
        en=f"Of one household with {listed_en(en, tied_to)}, {persons} persons in all"
        + (f", {further} of them tied to others in it" if further else ""),
    )


def _kind_of(edge: dict[str, Any]) -> str:
    if edge["type"] == "KIN_OF":
        return TIES[FAMILY[edge["relation"]]]
    return "joint_account" if edge["type"] == "HOLDS" else "same_address"


TAG = Tag(
    tag_id="household",
    version="1.0.0",
    title=Text("家庭", "Household"),
    meaning=Text(
        "同属一个家庭的个人：登记为夫妻或父母子女，共有联名账户，或同住一址且同姓。"
        "相连者归为一家；过多客户共用的地址或账户不作依据。",
        "Persons of one household: recorded as spouses or as parent and child, joint owners of an "
        "account, or of one family name at one address. Whoever is connected so is of one "
        "household; an address or account that too many share says nothing.",
    ),
    audience=Text("客户经理", "relationship managers"),
    source="convention; 民法典 art. 1045 (family: spouse, parents, children and other close "
    "relatives who live together)",
    views=(AccountHolders, Identifiers, Identities, Kinships),
    grades=GRADES,
    find=find,
    tell=tell,
    group_kind="household",
    group_letters="HH",
    rests_on=("KIN_OF", "HOLDS", "SHARES"),
    rests_on_kinds=("person",),
)
