"""黑名单关联: customers who stand close to a blocked customer, account or identifier."""

from collections.abc import Mapping
from typing import Any

from cypher.vocabulary import HOLDER_ROLES, IDENTIFIER_KINDS, tied
from service.relations.proximity.near_blocked import nearest_blocked
from service.relations.proximity.whole_graph import VIEWS
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import plural

GRADES = (
    Grade(
        "direct",
        Text("直接关联", "direct"),
        1,
        Text(
            "与管控名单上的客户、被管控的账户或标识直接相连：往来须逐笔核查（本产品参考值）",
            "tied to what is blocked itself: every dealing is to be checked (reference value of "
            "this product)",
        ),
    ),
    Grade(
        "indirect",
        Text("间接（经一个中间方）", "indirect"),
        0.5,
        Text(
            "中间隔着一个客户、账户、标识或集团：先看中间方是否可疑（本产品参考值）",
            "with one customer, account, identifier or group in between: that one is to be looked "
            "at first (reference value of this product)",
        ),
    ),
    Grade(
        "remote",
        Text("间接（经多个中间方）", "remote"),
        None,
        Text(
            "中间隔着两个及以上：仅供排查线索时参考（本产品参考值）",
            "with two or more in between: for those who follow a lead (reference value "
            "of this product)",
        ),
    ),
)

#: A customer who may merely use an account does not have it.
_MAY_USE = Text("有权使用{other}", "may use {other}")
_MAY_BE_USED = Text("可由{other}使用", "may be used by {other}")
#: What somebody has or uses, as the subject of what is said next.
_OWN = {"HOLDS": "名下的{other}", "SHARES": "使用的{other}"}
_OWN_TO_USE = "有权使用的{other}"


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who is within `near_blocked_hops` ties of what is blocked; the score is 1 / hops.

    Ties count whichever way they lead: to the holder of a blocked account it is one, to who paid a
    blocked account from his own two. Who is blocked holds it by another blocked thing only, though
    this may be his own account. Evidence is one shortest way, its edges in order from the customer
    on. Cost: that of `nearest_blocked`.
    """
    near = nearest_blocked(bank, settings)

    def detail(i: int) -> Detail:
        way, edges = near.way(i)
        kind, blocked_id = way[-1]
        hops = int(near.hops[i])
        return Detail(
            value={"hops": hops, "blocked": {"kind": kind, "id": blocked_id}},
            edges=edges,
            facts={
                "hops": hops,
                "most_hops": settings.near_blocked_hops,
                "way": [{"kind": kind, "id": node} for kind, node in way],
                "ways": int(near.choices[i]),
            },
        )

    score = 1 / near.hops
    notes = {"blocked": len(near.around.blocked)}
    return Holdings(near.customer, score, by_floor(score, GRADES), detail, notes=notes)


def tell(told: Told) -> Text:
    """The way to what is blocked, tie by tie, and how many more there are as near."""
    way = told.facts["way"]
    names = [_named(told, node) for node in way]
    en = []
    for i, edge in enumerate(told.edges):
        said = _tied(edge, _forwards(edge, way[i]))
        en.append((names[i].en + " " if i else "") + said.en.format(other=names[i + 1].en))
    more = told.facts["ways"] - 1
    others = Text("", "")
    if more:
        others = Text(
            f"（另有{more}条同样近的关联）",
            f" ({plural(more, 'other way')} as short)",
        )
    first = f"{en[0][0].upper()}{en[0][1:]}"
    return Text(
        f"{_told_zh(told, [name.zh for name in names])}{others.zh}",
        f"{'; '.join([first, *en[1:]])}; {names[-1].en} is blocked{others.en}",
    )


def _told_zh(told: Told, names: list[str]) -> str:
    """The ways' ties one after the other; what a customer has or uses is named once."""
    way = told.facts["way"]
    is_on = "已被管控" if way[-1]["kind"] == "account" else "已列入管控名单"
    said, subject = "", ""
    for i, edge in enumerate(told.edges):
        forwards, other = _forwards(edge, way[i]), names[i + 1]
        if forwards and edge["type"] in _OWN:
            own = _OWN[edge["type"]] if _owns(edge) else _OWN_TO_USE
            # No comma: it goes on with what is said of the thing.
            said, subject = f"{said}{subject}{own.format(other=other)}", ""
            if i + 1 == len(told.edges):
                return f"{said}{is_on}"
        elif edge["type"] == "DEPENDS_ON" and not forwards:
            me = names[i] if i else "该客户"
            said, subject = f"{said}{other}在经济上依存于{me}，", "并"
        else:
            tie = _tied(edge, forwards).zh.format(other=other)
            said, subject = f"{said}{subject}{tie}，", other
    return f"{said[:-1]}；{names[-1]}{is_on}"


def _tied(edge: Mapping[str, Any], forwards: bool) -> Text:
    """What an edge says of the one end with regard to the other."""
    if not _owns(edge):
        return _MAY_USE if forwards else _MAY_BE_USED
    return tied(edge["type"], forwards)


def _owns(edge: Mapping[str, Any]) -> bool:
    """Whether an edge is more than the right to use somebody's account."""
    role = HOLDER_ROLES.get(edge["role"]) if edge["type"] == "HOLDS" else None
    return role is None or role.owns


def _forwards(edge: Mapping[str, Any], here: Mapping[str, Any]) -> bool:
    """Whether an edge leads away from a node; an account may have the id of a customer."""
    begins_here: bool = edge["from"] == here["id"]
    return begins_here and (here["kind"] == "customer" or edge["type"] == "PAID")


def _named(told: Told, node: Mapping[str, Any]) -> Text:
    """What a node is called: a customer by name, a group by its own, the others by kind and id."""
    kind, node_id = node["kind"], node["id"]
    if kind == "customer":
        name = told.name(node_id)
        return Text(name, name)
    if kind == "account":
        return Text(f"账户{node_id}", f"account {node_id}")
    if kind == "group":
        members = [edge for edge in told.edges if edge["type"] == "MEMBER_OF"]
        name = next(edge["group_name"] for edge in members if edge["to"] == node_id)
        return Text(f"集团{name}", f"the group {name}")
    kind, _, value = node_id.partition(":")
    title = IDENTIFIER_KINDS.title(kind)
    if kind != "phone":
        # A phone number reads well as it is compared, the rest as it was typed.
        shares = (edge for edge in told.edges if edge["type"] == "SHARES")
        value = next((edge["value"] for edge in shares if edge["to"] == node_id), value)
    return Text(f"{title.zh}{value}", f"{title.en} {value}")


TAG = Tag(
    tag_id="near_blocked",
    version="2.0.0",
    title=Text("黑名单关联", "Near the blocked"),
    meaning=Text(
        "两步之内与管控名单上的客户、被管控的账户或标识（电话、设备等）相连：持有、付款、担保、持股、"
        "任职、亲属等任一关系为一步，不论方向。直接相连的一律计入；经中间方的，只走有意义的关系：商户、"
        "公用事业等收付对象众多的单位、多人共用的标识不作传递，小额付款不算。客户本身在管控名单上的，"
        "不因自身而持有本标签。",
        "Within two ties of a blocked customer, account or identifier (a phone, a "
        "device): each account held, payment between accounts, guarantee, holding, office, kinship "
        "and so on is one, whichever way it leads. A direct tie always counts. With somebody in "
        "between only ties that mean something do: organisations that deal with many (shops, power "
        "companies) and identifiers that many share lead no further, nor do small payments. "
        "Who is blocked does not hold it on its own account.",
    ),
    audience=Text("风险管理、反洗钱合规", "risk officers, compliance officers"),
    purposes=("credit_risk", "aml"),
    source="rules and reference values of this product",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.way.id",),
)
