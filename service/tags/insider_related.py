"""内部人关联: the bank's employees and their kin."""

from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Employees, KinshipColumns, Kinships
from cypher.vocabulary import KIN_RELATIONS
from service.graph.tables.segments import runs
from service.relations.edges.evidence import records
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor

GRADES = (
    Grade(
        "employee",
        Text("本行员工", "employee"),
        1,
        Text(
            "员工本人：关联交易管理办法第七条将掌握核心业务审批权的人员列为关联自然人；"
            "客户资料不记审批权限，本产品将全体员工从严纳入",
            "the employee: article 7 of the rules on related-party transactions names those who "
            "approve core business; powers are not on file, so every employee counts here",
        ),
    ),
    Grade(
        "close_kin",
        Text("员工的家庭成员", "close kin"),
        0.5,
        Text(
            "配偶、父母、子女：民法典第1045条所称家庭成员，关联交易管理办法第七条一并列为关联自然人；"
            "得分减半为本产品参考值",
            "spouse, parent or child: family under article 1045 of the Civil Code, and related "
            "persons under article 7; half the score is a reference value of this product",
        ),
    ),
    Grade(
        "other_kin",
        Text("员工的其他近亲属", "other kin"),
        None,
        Text(
            "兄弟姐妹、祖辈、孙辈：民法典第1045条所称近亲属；得分再减半为本产品参考值",
            "siblings, grandparents and grandchildren: near relatives under article 1045; half the "
            "score again is a reference value of this product",
        ),
    ),
)


#: Near relatives, the closest first: who is kin twice over is told by the first.
KIN = KIN_RELATIONS.words(lambda kin: kin.close)
#: The score for each: family counts half, the others half of that.
_SCORES = np.array([0.5 if KIN_RELATIONS[kin].household else 0.25 for kin in KIN])


class _Ties(NamedTuple):
    """Kin of employees as recorded, the closest first of each (holder, employee), sorted by them.

    `relation` is what the holder is of the employee, a position in KIN; `row` that of the record.
    """

    holder: Ints
    employee: Ints
    relation: Ints
    row: Ints


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the bank's employees, and whoever is kin of one, once for each employee.

    The score is 1 for an employee, and falls with the distance of the kinship. Linear in the
    kinships, and a sort of those of employees.
    """
    employees, kinships = bank[Employees], bank[Kinships]
    in_order = np.argsort(employees.customer_no)
    staff, load_no = employees.customer_no[in_order], employees.load_no[in_order]
    ties = _kin_of(staff, kinships, len(bank))
    # Sorted: the records of a pair stand together, its closest kinship first.
    indptr, recorded = runs(ties.holder, ties.employee), records(bank, "KIN_OF")
    first, counts = indptr[:-1], np.diff(indptr)
    kin_of = np.bincount(ties.employee[first], minlength=len(bank))

    def detail(i: int) -> Detail:
        if i < len(staff):
            employee_id = bank.customer_ids[staff[i]]
            return Detail(
                value={"employee_id": employee_id, "relation": "employee"},
                edges=[],
                facts={
                    "x_employee": True,
                    "source": f"L{load_no[i]}",
                    "kin": int(kin_of[staff[i]]),
                },
            )
        at, count = int(first[i - len(staff)]), int(counts[i - len(staff)])
        employee_id = bank.customer_ids[ties.employee[at]]
        relation = KIN[ties.relation[at]]
        return Detail(
            value={"employee_id": employee_id, "relation": relation},
            edges=recorded.edges(ties.row[at : at + count]),
            facts={"employee_id": employee_id, "relation": relation, "records": count},
            subject=employee_id,
        )

    kin_score = _SCORES[ties.relation[first]]
    score = np.concatenate((np.ones(len(staff)), kin_score))
    customer = np.concatenate((staff, ties.holder[first]))
    return Holdings(customer, score, by_floor(score, GRADES), detail)


def _kin_of(staff: Ints, kinships: KinshipColumns, n: int) -> _Ties:
    """The kin of the staff: a record says what `a` is of `b`, so `b` is the reverse of `a`."""
    relation = np.full(len(kinships.relation), -1)
    for position, name in enumerate(KIN):
        relation[kinships.relation == name] = position
    back = np.array([KIN.index(KIN_RELATIONS[name].inverse) for name in KIN])
    is_staff = np.zeros(n, bool)
    is_staff[staff] = True
    known = (relation >= 0) & (kinships.a_no != kinships.b_no)
    of_b = np.flatnonzero(known & is_staff[kinships.b_no])
    of_a = np.flatnonzero(known & is_staff[kinships.a_no])
    row = np.concatenate((of_b, of_a))
    holder = np.concatenate((kinships.a_no[of_b], kinships.b_no[of_a]))
    employee = np.concatenate((kinships.b_no[of_b], kinships.a_no[of_a]))
    is_what = np.concatenate((relation[of_b], back[relation[of_a]]))
    order = np.lexsort((kinships.load_no[row], kinships.a_no[row], is_what, employee, holder))
    return _Ties(holder[order], employee[order], is_what[order], row[order])


def tell(told: Told) -> Text:
    """That somebody works here, or what they are of whom who does."""
    if told.value["relation"] == "employee":
        kin = told.facts["kin"]
        counted = Text(
            f"，其近亲属{kin}人一并纳入管理" if kin else "",
            f"; {kin} of their near relatives {'counts' if kin == 1 else 'count'} too"
            if kin
            else "",
        )
        return Text(f"本行员工{counted.zh}", f"Works for the bank{counted.en}")
    employee = told.name(told.value["employee_id"])
    title = KIN_RELATIONS.title(told.value["relation"])
    return Text(
        f"系本行员工{employee}的{title.zh}",
        f"{title.en.capitalize()} of {employee}, who works for the bank",
    )


TAG = Tag(
    tag_id="insider_related",
    version="1.0.0",
    title=Text("内部人关联", "Insider or kin of one"),
    meaning=Text(
        "本行员工，以及员工的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女。"
        "与其发生的授信等交易须按关联交易从严审查。",
        "Works for the bank, or is the spouse, parent, child, sibling, grandparent or grandchild "
        "of somebody who does. Credit to them is reviewed as that to related parties.",
    ),
    audience=Text("反洗钱合规", "compliance officers"),
    purposes=("credit_risk", "compliance"),
    source="银行保险机构关联交易管理办法 (银保监会令〔2022〕1号) art. 7; 民法典 art. 1045; "
    "scores, and that every employee counts: reference values of this product",
    views=(Employees, Kinships),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.employee_id",),
    rests_on=("KIN_OF",),
    rests_on_kinds=("person",),
)
