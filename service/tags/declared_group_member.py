"""行内认定集团成员: who is in a group that the bank itself declared."""

import numpy as np

from cypher.view import DeclaredMembers
from cypher.vocabulary import HEAD_ROLES
from service.graph.tables.joins import numbered
from service.graph.tables.segments import first_by
from service.relations.edges.evidence import records
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import plural

GRADES = (
    Grade(
        "group",
        Text("集团", "group"),
        2,
        Text(
            "两户及以上：按集团客户统一授信、合并管理（商业银行集团客户授信业务风险管理指引）",
            "two or more: credit is granted and managed for the group as a whole (guidelines on "
            "the credit risk of group customers, China)",
        ),
    ),
    Grade(
        "alone",
        Text("单户", "alone"),
        None,
        Text(
            "仅一户：本产品参考值，单户不成集团，应核实是否漏录其他成员",
            "one member only: our own reference value; one customer is no group, and other members "
            "may have been left out",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the members of the groups that the bank declared, once a group; the score is its size.

    Makes no group of its own: the declared ones are there already. Linear in the members, and a
    sort.
    """
    members = bank[DeclaredMembers]
    place, group_ids = numbered(members.group_id)
    group_name = dict(zip(members.group_id.tolist(), members.group_name.tolist(), strict=True))
    size = np.bincount(place, minlength=len(group_ids))
    rows = np.lexsort((place, members.customer_no))
    called = np.array([role.strip().lower() for role in members.role.tolist()], object)
    heads = rows[np.isin(called[rows].astype(str), HEAD_ROLES)]
    # The first by id where a group has several.
    heads = heads[first_by(place[heads])]
    head_of = np.full(len(group_ids), -1)
    head_of[place[heads]] = members.customer_no[heads]

    recorded = records(bank, "MEMBER_OF", says=("role",), blanks=False)

    def detail(i: int) -> Detail:
        row = int(rows[i])
        group_id, role = members.group_id[row], members.role[row].strip()
        head = int(head_of[place[row]])
        return Detail(
            value={
                "group_id": group_id,
                "role": role or "member",
                "head_id": bank.customer_ids[head] if head >= 0 else None,
            },
            edges=[recorded.edge(row)],
            facts={"group_name": group_name[group_id], "members": int(size[place[row]])},
            subject=group_id,
        )

    score = size[place[rows]].astype(float)
    return Holdings(members.customer_no[rows], score, by_floor(score, GRADES), detail)


def tell(told: Told) -> Text:
    """Which group, how large, and who leads it as far as the bank said."""
    name, members = told.facts["group_name"], told.facts["members"]
    head_id = told.value["head_id"]
    zh, count = f"已纳入行内认定集团“{name}”（共{members}户）", plural(members, "member")
    en = f"Declared by the bank as a member of the group {name}, which has {count}"
    if head_id is None:
        return Text(zh, en)
    if head_id == told.customer_id:
        return Text(f"{zh}，系该集团核心成员", f"{en}, and is the head")
    head = told.name(head_id)
    return Text(f"{zh}，核心成员为{head}", f"{en} and {head} as its head")


TAG = Tag(
    tag_id="declared_group_member",
    version="1.0.0",
    title=Text("行内认定集团成员", "Declared group member"),
    meaning=Text(
        "已由本行自行认定并录入为某集团成员的客户；按认定名单原样列示，不作推导。",
        "A customer that the bank itself entered as a member of a group; told as entered, nothing "
        "is derived.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="the bank's own list; 商业银行集团客户授信业务风险管理指引 (2010) art. 3",
    views=(DeclaredMembers,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.head_id",),
)
