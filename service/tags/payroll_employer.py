"""代发工资单位: organisations that pay salaries to several persons."""

import numpy as np

from cypher.engine.arrays import Ints
from cypher.vocabulary import ORGANISATIONS
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
        "large",
        Text("大型", "large"),
        100,
        Text(
            "领薪人员达100人：值得驻点服务，批量开展零售业务（本产品参考值）",
            "a hundred employees or more: worth serving on the spot (reference value of this "
            "product)",
        ),
    ),
    Grade(
        "medium",
        Text("中型", "medium"),
        20,
        Text(
            "领薪人员达20人：值得客户经理专门跟进（本产品参考值）",
            "twenty employees or more: worth a relationship manager's attention (reference value "
            "of this product)",
        ),
    ),
    Grade(
        "small",
        Text("小型", "small"),
        None,
        Text(
            "领薪人员五人及以上：已是按月发薪，而非零星付款（本产品参考值）",
            "five employees or more: a payroll, not single payments (reference value of this "
            "product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who pays `payroll_employees` persons or more regularly; the score is how many.

    Somebody who is paid in several currencies is one employee; what the salaries come to is told in
    the currency in which most are paid, of equals the first. Cost: that of `salaries`.
    """
    paid, most = once(bank, salaries, settings), settings.evidence_max_edges
    employees = paid.employees()
    holders = np.flatnonzero(employees >= settings.payroll_employees)
    bounds = np.searchsorted(paid.employer, np.stack((holders, holders + 1), axis=1))

    def detail(i: int) -> Detail:
        first, end = (int(bound) for bound in bounds[i])
        rows, others = _by_currency(paid, first, end)
        largest = rows[np.argsort(-paid.units[rows], kind="stable")][:most]
        months = paid.months(first, end)
        value = {
            "customers": [
                str(bank.customer_ids[customer])
                for customer in (holders[i], *paid.employee[largest])
            ],
            "employees": int(employees[holders[i]]),
            "months": len(months),
            "day": int(np.bincount(paid.day[rows]).argmax()),
            "amount": money(paid.units[rows].sum()),
            "currency": paid.currencies[paid.currency[rows[0]]],
        }
        median = np.sort(paid.units[rows])[(len(rows) - 1) // 2]
        return Detail(
            value,
            [paid.last_edge(row) for row in largest.tolist()],
            {
                "employees": value["employees"],
                "employees_in_currency": len(rows),
                "other_currencies": others,
                "months": value["months"],
                "first_month": months[0],
                "last_month": months[-1],
                "day": value["day"],
                "monthly": value["amount"],
                "median": money(median),
                "currency": value["currency"],
                "least_months": settings.payroll_months,
                "edges_hidden": end - first - len(largest),
            },
        )

    score = employees[holders].astype(float)
    return Holdings(holders, score, by_floor(score, GRADES), detail)


def _by_currency(paid: Salaries, first: int, end: int) -> tuple[Ints, list[str]]:
    """The rows in the currency of most of an employer's rows, and the other currencies."""
    currency = paid.currency[first:end]
    count = np.bincount(currency)
    main = int(count.argmax())
    others = [paid.currencies[employer] for employer in np.flatnonzero(count) if employer != main]
    return first + np.flatnonzero(currency == main), others


def tell(told: Told) -> Text:
    """How many persons it pays how much, when, and for how long."""
    facts = told.facts
    monthly, median = (
        figures.money(facts[column], facts["currency"]) for column in ("monthly", "median")
    )
    when, employees = told_day(facts["day"]), facts["employees"]
    span = told_months(facts["first_month"], facts["last_month"], facts["months"])
    return Text(
        f"每月{when.zh}向{employees:,}人发放金额稳定的工资性款项，见于{span.zh}，"
        f"每月合计约{monthly.zh}，个人月发放额中位数为{median.zh}",
        f"Pays {plural(employees, 'person')} regular amounts {when.en}, {span.en}: about "
        f"{monthly.en} a month in all, with a median of {median.en}",
    )


TAG = Tag(
    tag_id="payroll_employer",
    version="1.1.0",
    title=Text("代发工资单位（疑似）", "Payroll employer (presumed)"),
    meaning=Text(
        "在三个及以上不同月份，于大致相同的日期、以大致相同的金额向五名及以上个人付款的单位。"
        "每月只看最接近通常金额的一笔，奖金、报销等不影响认定。",
        "An organisation that pays five or more persons in three or more different months, on "
        "about the same day and about the same amount. Of each month the payment "
        "nearest to the usual amount counts: a bonus or a refund changes nothing.",
    ),
    audience=Text("客户经理、市场营销", "relationship managers, marketers"),
    purposes=("service", "marketing"),
    source="reference values of this product",
    views=VIEWS,
    grades=GRADES,
    is_lead=True,
    find=find,
    tell=tell,
    rests_on=("PAID",),
    rests_on_kinds=ORGANISATIONS,
)
