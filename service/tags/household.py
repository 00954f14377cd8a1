"""家庭: persons who are one household by kinship, a joint account, or one address and name."""

from typing import Any

from cypher.vocabulary import KIN_RELATIONS
from service.relations.wealth.households import FAMILY, TIES, VIEWS, households
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
from service.tagging.shared import once

GRADES = (
    Grade(
        "large",
        Text("五人及以上", "five or more"),
        5,
        Text(
            "五人及以上（本产品参考值）：通常三代同堂或由几个小家庭组成，宜按整户做资产与授信安排",
            "five persons or more (reference value of this product): mostly three generations or "
            "several couples, to be looked after as one",
        ),
    ),
    Grade(
        "family",
        Text("三至四人", "three or four"),
        3,
        Text(
            "三至四人：超过户均2.62人（第七次全国人口普查），通常为夫妻与子女",
            "three or four: above the average household of 2.62 (census of China, 2020), mostly "
            "a couple with children",
        ),
    ),
    Grade(
        "pair",
        Text("二人", "two"),
        None,
        Text(
            "二人：构成家庭的最少人数（本产品参考值）",
            "two: the fewest that make a household (reference value of this product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the households: persons connected by ties; the score is the number of persons.

    The head is whoever is tied directly to most of the others, the first by id among equals.
    Cost: that of `households`.
    """
    found, most = once(bank, households, settings), settings.evidence_max_edges

    def detail(i: int) -> Detail:
        rows = range(*found.starts[i : i + 2].tolist())
        tied = {(int(found.ties.kind[row]), int(found.ties.other[row])) for row in rows}
        edges = found.edges(list(rows))
        return Detail(
            value={"role": "head" if found.member[i] == found.head[found.of[i]] else "member"},
            edges=edges[:most],
            facts={
                "persons": int(found.size[found.of[i]]),
                "tied_to": int(found.tied_to[i]),
                "ties": {
                    name: sum(kind == member for member, _ in tied)
                    for kind, name in enumerate(TIES)
                },
                "edges_hidden": max(0, len(edges) - most),
            },
        )

    score = found.size[found.of].astype(float)
    groups = Groups(found.of, known_by=found.known_by, head=found.head)
    return Holdings(found.member, score, by_floor(score, GRADES), detail, groups)


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
                why.setdefault(other, {})[kind] = _WHY.get(kind) or KIN_RELATIONS.title(kind)
    zh = [f"{told.name(other)}（{'、'.join(t.zh for t in why[other].values())}）" for other in why]
    en = [f"{told.name(other)} ({', '.join(t.en for t in why[other].values())})" for other in why]
    persons, tied_to = told.facts["persons"], told.facts["tied_to"]
    further = persons - 1 - tied_to
    return Text(
        zh=f"与{listed_zh(zh, tied_to, 'persons')}同属一个家庭，全家共{persons}人"
        + (f"，另{further}人通过其他家庭成员相连" if further else ""),
        en=f"In one household with {listed_en(en, tied_to)}, {persons} persons in all"
        + (f", {further} of them tied through other members" if further else ""),
    )


def _kind_of(edge: dict[str, Any]) -> str:
    """The kind of tie that an edge is; a relation that makes no household stands for itself."""
    if edge["type"] == "KIN_OF":
        relation: str = edge["relation"]
        return TIES[FAMILY[relation]] if relation in FAMILY else relation
    return "joint_account" if edge["type"] == "HOLDS" else "same_address"


TAG = Tag(
    tag_id="household",
    version="1.1.0",
    title=Text("家庭", "Household"),
    meaning=Text(
        "同属一个家庭的个人：登记为夫妻或父母子女，共有联名账户，或同住一址且同姓。"
        "相连者归为一家；过多客户共用的地址或账户不作依据。",
        "Persons of one household: recorded as spouses or as parent and child, joint owners of an "
        "account, or of one family name at one address. Whoever is connected so is of one "
        "household; an address or account that too many share says nothing.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="reference values of this product; 民法典 art. 1045 (family: spouse, parents, "
    "children and other close relatives who live together)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("edges",),
    group_kind="household",
    group_letters="HH",
    rests_on=("KIN_OF", "HOLDS", "SHARES"),
    rests_on_kinds=("person",),
)
