"""代发工资个人客户: persons to whom a payroll employer pays a salary."""

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view.accounts import AccountOwners, Payments
from service.graph.arrays import Flags
from service.graph.tables.segments import first_by, pair_key
from service.money import money
from service.relations.payments.payroll import VIEWS, Salaries, salaries
from service.relations.payments.payroll_text import told_day, told_months
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import plural
from service.tagging.shared import once

GRADES = (
    Grade(
        "long",
        Text("长期", "long"),
        12,
        Text(
            "工资记录满12个月：覆盖完整年度，可据以核定年收入（本产品参考值）",
            "twelve months of salaries or more: a whole year, enough to tell a year's income by "
            "(reference value of this product)",
        ),
    ),
    Grade(
        "steady",
        Text("稳定", "steady"),
        6,
        Text(
            "工资记录满6个月：个人信贷通常要求提供近半年的工资流水（本产品参考值）",
            "six months or more: what lenders to persons usually ask to see (reference value of "
            "this product)",
        ),
    ),
    Grade(
        "recent",
        Text("新近", "recent"),
        None,
        Text(
            "已达认定所需的月数（默认三个月），尚不足半年",
            "the months that it takes (three by default), but less than half a year",
        ),
    ),
    Grade(
        "ended",
        Text("已停发", "ended"),
        None,
        Text(
            "单位仍在向他人发薪，其本人已有两个月及以上没有工资：可能已离职，不论此前领薪多久（本产品参考值）",
            "the employer still pays others, but has not paid this person for two months or more: "
            "has probably left, however long the record is (reference value of this product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find whom each payroll employer pays regularly, once a pair; the score is in how many months.

    Only salaries from a payroll employer count, one who pays `payroll_employees` persons or more:
    what a single person is paid alike each month may as well be a rent or a pension. So the two
    tags name each other's holders. Of salaries in several currencies the one with most months is
    told, of equals the first. A salary has ended when the employer's last month of paying anybody
    is `payroll_ended_months` or more after the person's; that the bank's own records end is no
    sign of it. Cost: that of `salaries` plus a sort of the pairs.
    """
    paid, most = once(bank, salaries, settings), settings.evidence_max_edges
    employees = paid.employees()
    main = _main_rows(paid, employees >= settings.payroll_employees)
    pair = pair_key(paid.employer, paid.employee, len(bank))
    bounds = np.searchsorted(pair, np.stack((pair[main], pair[main] + 1), axis=1))
    months = np.diff(paid.indptr)
    missed = _missed(paid, pair)[main]
    joint = _into_joint_accounts(bank, paid)

    def detail(i: int) -> Detail:
        row = int(main[i])
        others = [other for other in range(*bounds[i].tolist()) if other != row]
        told_months = paid.months(row, row + 1)
        employer_id = str(bank.customer_ids[paid.employer[row]])
        value = {
            "employer_id": employer_id,
            "months": int(months[row]),
            "day": int(paid.day[row]),
            "amount": money(paid.units[row]),
            "currency": paid.currencies[paid.currency[row]],
        }
        edges = paid.last_edges(row, most)
        return Detail(
            value,
            edges,
            {
                **value,
                "first_month": told_months[0],
                "last_month": told_months[-1],
                "months_missed": int(missed[i]),
                "other_currencies": [paid.currencies[paid.currency[other]] for other in others],
                "joint_account": bool(joint[row]),
                "employees": int(employees[paid.employer[row]]),
                "least_months": settings.payroll_months,
                "least_employees": settings.payroll_employees,
                "ended_months": settings.payroll_ended_months,
                "edges_hidden": int(months[row]) - len(edges),
            },
            subject=employer_id,
        )

    score = months[main].astype(float)
    ended = missed >= settings.payroll_ended_months
    grade = np.where(ended, len(GRADES) - 1, by_floor(score, GRADES[:-1]))
    return Holdings(paid.employee[main], score, grade, detail)


def _main_rows(paid: Salaries, is_employer: Flags) -> Ints:
    """The row to tell of each employee and payroll employer, sorted by them."""
    rows = np.flatnonzero(is_employer[paid.employer])
    employer, employee = paid.employer[rows], paid.employee[rows]
    months = np.diff(paid.indptr)[rows]
    return rows[first_by(employee, employer, by=(-months, paid.currency[rows]))]


def _missed(paid: Salaries, pair: Ints) -> Ints:
    """How many months there are from each pair's last salary to the employer's last to anybody.

    `pair` and what comes back have one entry a row.
    """
    last = paid.month[paid.indptr[1:] - 1]
    of_employer = np.full(len(paid.bank), -1)
    np.maximum.at(of_employer, paid.employer, last)
    pairs, of = np.unique(pair, return_inverse=True)
    of_pair = np.full(len(pairs), -1)
    np.maximum.at(of_pair, of, last)
    missed: Ints = of_employer[paid.employer] - of_pair[of]
    return missed


def _into_joint_accounts(bank: Reading, paid: Salaries) -> Flags:
    """Whether any salary of each row came into an account of several owners."""
    to_no = bank[Payments].to_no[paid.row]
    owners = np.bincount(bank[AccountOwners].account_no, minlength=int(to_no.max(initial=0)) + 1)
    row = np.repeat(np.arange(len(paid.employer)), np.diff(paid.indptr))
    joint: Flags = np.bincount(row, owners[to_no] > 1, len(paid.employer)) > 0
    return joint


def tell(told: Told) -> Text:
    """Who pays how much when, for how long, and whether that has ended."""
    facts, employer = told.facts, told.name(told.value["employer_id"])
    amount = figures.money(facts["amount"], facts["currency"])
    when = told_day(facts["day"])
    span = told_months(facts["first_month"], facts["last_month"], facts["months"])
    zh = f"{employer}每月{when.zh}向其发放工资约{amount.zh}，见于{span.zh}"
    en = f"Paid about {amount.en} by {employer} {when.en}, {span.en}"
    if facts["joint_account"]:
        zh += "；款项转入联名账户，领薪人也可能是其他共有人"
        en += "; it goes into a joint account, so another owner may be the one who works there"
    missed = facts["months_missed"]
    if missed >= facts["ended_months"]:
        zh += f"；该单位仍在向他人发薪，已连续{missed}个月未见其工资入账，可能已离职"
        en += f"; no salary for {plural(missed, 'month')} in which the employer went on paying "
        en += "others: has probably left"
    return Text(zh, en)


TAG = Tag(
    tag_id="payroll_employee",
    version="1.1.0",
    title=Text("代发工资个人客户（疑似）", "Payroll employee (presumed)"),
    meaning=Text(
        "由代发工资单位按月发薪的个人：在三个及以上不同月份，于大致相同的日期收到大致相同的金额，"
        "且该单位以同样方式向五名及以上个人付款。按单位分别认定；转入联名账户的，各共有人均计入。",
        "A person to whom a payroll employer pays a salary: in three or more different months, on "
        "about the same day and about the same amount, by somebody who pays five or more persons "
        "so. Told for each employer; of a joint account each owner counts.",
    ),
    audience=Text("客户经理、市场营销", "relationship managers, marketers"),
    purposes=("service", "marketing"),
    source="reference values of this product",
    views=VIEWS,
    grades=GRADES,
    is_lead=True,
    find=find,
    tell=tell,
    names=("value.employer_id",),
    rests_on=("PAID",),
    rests_on_kinds=("person",),
)
