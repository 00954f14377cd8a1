"""关联客户: clients who are one risk, through control or economic dependency."""

import functools
from typing import Any

import numpy as np

from service.relations.dependency.connected_clients import VIEWS, ConnectedClients
from service.relations.dependency.connection_arcs import CONCERT, CONTROL, DEPENDENCY, GOVERNMENT
from service.relations.dependency.dependency_text import told_reasons
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
from service.tagging.figures import Counted, share
from service.tagging.sentences import listed_en, listed_zh

#: Of how many arcs the edges are kept while a group is told.
ARCS_KEPT = 1024
#: A sentence names the last of those on the way, up to so many.
NAMES_ALONG = 4

#: What a head's facts call those who follow it: how many, and the first of them.
FOLLOWERS = {
    CONCERT: ("allies", "acts_in_concert_with"),
    CONTROL: ("controls", "controlled"),
    DEPENDENCY: ("provides_for", "dependents"),
}

HEAD, BY_CONTROL, BY_DEPENDENCY = range(3)
GRADES = (
    Grade(
        "head",
        Text("核心成员", "head"),
        None,
        Text(
            "其他成员受其控制或在经济上依存于该客户，一旦出险即波及全组（Basel LEX10；"
            "APS 221第24段）",
            "the others are controlled by this customer or depend on it: its trouble is that of "
            "all (Basel LEX10; APS 221 para 24)",
        ),
    ),
    Grade(
        "by_control",
        Text("控制关系", "by control"),
        None,
        Text(
            "与控制方视为同一风险：受组内成员控制，或与其一致行动（Basel LEX10；"
            "商业银行大额风险暴露管理办法）",
            "controlled by a member, or acting in concert with one, and so one risk with it (Basel "
            "LEX10; China's rules on large exposures)",
        ),
    ),
    Grade(
        "by_dependency",
        Text("经济依存关系", "by dependency"),
        None,
        Text(
            "经济上依存于组内成员，对方出险则还款能力受影响（Basel LEX10；EBA/GL/2017/15；"
            "商业银行大额风险暴露管理办法）",
            "depends on a member economically, and follows it into difficulty (Basel LEX10; "
            "EBA/GL/2017/15; China's rules on large exposures)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the groups of connected clients; the score is the number of clients in the group.

    A group is a maximal closure, of two clients or more: the controlled follow their controller,
    dependents their provider, and heads who act in concert each other. A controller follows what
    it controls where it depends on it. Groups may overlap. Cost: that of `ConnectedClients` and of
    `maximal_closures`; near-linear in what is known of control and dependency, and the groups.
    """
    ties, ids, most = (
        ConnectedClients(bank, settings),
        bank.customer_ids,
        settings.evidence_max_edges,
    )
    arcs = ties.arcs
    found, known_by, head = ties.closures()
    rows = np.flatnonzero(ties.is_client[found.node])
    of = np.searchsorted(found.indptr, rows, "right") - 1
    customer, arc = found.node[rows], found.arc[rows]
    role = np.where(arcs.basis[arc] == DEPENDENCY, BY_DEPENDENCY, BY_CONTROL)
    role[(arc < 0) | (arcs.basis[arc] == GOVERNMENT)] = HEAD
    size = np.bincount(of, minlength=len(found.start))
    # An arc is evidence for the head, for who follows, and for those further along.
    edges_of = functools.lru_cache(ARCS_KEPT)(ties.edges)

    def steps_to(row: int, first: int) -> list[int]:
        """The last arcs on the way from the start to a row, the very last one first."""
        steps: list[int] = []
        while found.arc[row] >= 0 and len(steps) < most:
            steps.append(int(found.arc[row]))
            row = first + int(found.above[row])
        return steps

    def edges_along(steps: list[int]) -> list[Edge]:
        edges: list[Edge] = []
        for step in steps:
            if len(edges) < most:
                edges += edges_of(step)
        return edges[:most]

    def leading(i: int) -> Detail:
        leaving = ties.leaving(int(found.start[of[i]]), int(customer[i]))
        facts: dict[str, Any] = {"clients": int(size[of[i]])}
        for basis, (counted, listed) in FOLLOWERS.items():
            followers = np.unique(arcs.target[leaving[arcs.basis[leaving] == basis]])
            facts[counted] = len(followers)
            facts[listed] = ids[followers[:most]].tolist()
        return Detail({"role": "head"}, edges_along(leaving.tolist()), facts)

    def detail(i: int) -> Detail:
        if role[i] == HEAD:
            return leading(i)
        row = int(rows[i])
        steps = steps_to(row, int(found.indptr[of[i]]))
        facts = {
            "clients": int(size[of[i]]),
            "path": [*(ids[arcs.follows[step]] for step in steps[::-1]), ids[customer[i]]],
            "steps": int(found.depth[row]),
            **_last_step(ties, steps[0], edges_of(steps[0])),
        }
        return Detail({"role": GRADES[role[i]].grade_id}, edges_along(steps), facts)

    groups = Groups(of, known_by=known_by, head=head)
    return Holdings(customer, size[of].astype(float), role, detail, groups)


def _last_step(ties: ConnectedClients, arc: int, edges: list[Edge]) -> dict[str, Any]:
    """What a member follows the last customer of its path by, in numbers."""
    basis = ties.arcs.basis[arc]
    if basis == DEPENDENCY:
        rows = ties.reason_rows(arc)
        return {"by": "dependency", "reasons": [ties.reasons.fact(row) for row in rows]}
    return {
        "by": "control" if basis == CONTROL else "concert",
        "votes": round(sum(edge.properties.get("votes", 0.0) for edge in edges), 10),
        "by_record": any(edge.type == "CONTROLS" for edge in edges),
    }


def tell(told: Told) -> Text:
    """Whom it follows and why, and what group that makes."""
    facts, head = told.facts, told.name(told.value["head_id"])
    clients = facts["clients"]
    if told.value["role"] == "head":
        return _tell_head(told, head)
    followed = told.name(facts["path"][-2])
    why = _told_step(told, followed)
    through = [told.name(fact) for fact in facts["path"][:-1]]
    if len(through) > NAMES_ALONG:
        through = ["…", *through[-NAMES_ALONG:]]
    zh = f"（经由{' → '.join(through)}）" if len(through) > 1 else ""
    en = f" (by way of {' > '.join(through)})" if len(through) > 1 else ""
    return Text(
        f"{why.zh}，与{head}同属一组关联客户（共{clients}户）{zh}",
        f"{why.en[0].upper()}{why.en[1:]}: one of {clients} connected clients led by {head}{en}",
    )


def _tell_head(told: Told, head: str) -> Text:
    facts, zh, en = told.facts, [], []
    said: tuple[tuple[Text, Counted], ...] = (
        (Text("与{names}一致行动", "acts in concert with {names}"), "customers"),
        (Text("控制{names}", "controls {names}"), "organisations"),
        (
            Text("{names}在经济上依存于该客户", "{names} {depend} on this customer economically"),
            "organisations",
        ),
    )
    for (text, of), (counted, listed) in zip(said, FOLLOWERS.values(), strict=True):
        if count := facts[counted]:
            names = [told.name(fact) for fact in facts[listed]]
            depend = "depends" if count == 1 else "depend"
            zh.append(text.zh.format(names=listed_zh(names, count, of=of)))
            en.append(text.en.format(names=listed_en(names, count), depend=depend))
    clients, why = facts["clients"], ", and ".join(en)
    core = "该客户" if told.value["head_id"] == told.customer_id else head
    return Text(
        f"{'，'.join(zh)}，由此构成以{core}为核心的一组关联客户（共{clients}户）",
        f"{why[0].upper()}{why[1:]}: a group of {clients} connected clients, led by {head}",
    )


def _told_step(told: Told, followed: str) -> Text:
    facts = told.facts
    if facts["by"] == "dependency":
        return told_reasons(facts["reasons"], followed)
    if facts["by"] == "concert":
        return Text(
            f"与{followed}一致行动，共同控制企业",
            f"acts in concert with {followed}, and both control companies together",
        )
    if facts["by_record"]:
        return Text(f"有记录表明受{followed}控制", f"by record {followed} controls it")
    votes, holders = share(facts["votes"]), _holders(told)
    if holders <= {facts["path"][-2]}:
        return Text(
            f"受{followed}控制（持有{votes.zh}的表决权）",
            f"{followed} controls it with {votes.en} of the votes",
        )
    if facts["path"][-2] not in holders:
        return Text(
            f"受{followed}控制（间接控制{votes.zh}的表决权）",
            f"{followed} controls it, indirectly, with {votes.en} of the votes",
        )
    return Text(
        f"受{followed}控制（直接及间接合计控制{votes.zh}的表决权）",
        f"{followed} controls it with {votes.en} of the votes, held directly and indirectly",
    )


def _holders(told: Told) -> set[str]:
    """Those who hold the votes in a member on the side of its controller."""
    owned = (edge for edge in told.edges if edge["type"] == "OWNS")
    return {edge["from"] for edge in owned if edge["to"] == told.customer_id}


TAG = Tag(
    tag_id="connected_client",
    version="1.1.0",
    title=Text("关联客户", "Connected client"),
    meaning=Text(
        "与本行其他客户构成同一风险：被控制方随控制方，经济依存客户随被依存客户，控制方只有在依存于被控制方时才随之；待核实的依存不计。各组可以重叠，风险暴露在每一组中都计入；控制方不是本行客户时仍起连接作用。",
        "One risk with other clients of the bank: the controlled follow their controller, a "
        "dependent follows whom it depends on, unless that is still to be verified, and a "
        "controller follows what it controls only where it depends on it. Groups may overlap, and "
        "an exposure counts in each; a controller that is no client still connects those it "
        "controls.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("service", "credit_risk"),
    source="Basel LEX10; APRA APS 221 para 24; EBA/GL/2017/15 with Regulation (EU) 2024/1728; "
    "商业银行大额风险暴露管理办法 (2018)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=(
        "value.head_id",
        "facts.path",
        "facts.controlled",
        "facts.dependents",
        "facts.acts_in_concert_with",
    ),
    group_kind="connected",
    group_letters="CC",
    rests_on=("OWNS", "CONTROLS", "DEPENDS_ON", "PAID", "GUARANTEES"),
    rests_on_kinds=("company",),
)
