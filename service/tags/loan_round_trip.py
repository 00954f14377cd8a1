"""贷款回流: a loan's money that comes back to its borrower, or to whoever controls it."""

from typing import Any

from cypher.view.accounts import Payments
from service.instants import instants
from service.money import money
from service.relations.payments.loan_round_trips import VIEWS, loan_round_trips
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import joined_en

GRADES = (
    Grade(
        "most",
        Text("大部分回流", "most of it"),
        0.5,
        Text(
            "贷款的一半及以上回到借款人一方：用途存疑（贷款“三查”）",
            "half of the loan or more came back: its use is in doubt (the bank's own checks on "
            "use)",
        ),
    ),
    Grade(
        "part",
        Text("部分回流", "a part of it"),
        None,
        Text(
            "不足一半，但已达到认定比例（本产品参考值）",
            "less than half, from the threshold on (reference value of this product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the loans whose money came back, once a loan; the score is the part that did.

    A payment out of an account of kind loan pays the loan out. To the borrower's own account: the
    money then leaves with a later payment of the borrower. To somebody else (受托支付): it has left
    with this payment. From there it must come back to the borrower, other than as a repayment into
    a loan account, or reach a customer that controls the borrower, with three payments at most
    since it left, each later than the one before, within `loan_trip_days` of the payout, in its
    currency, each of at least `loan_trip_share` of it. What came back is the smallest payment on
    the way, at most the payout. Of several ways the one that carried most is told; of several
    payouts of a loan too. Each owner of a joint loan is a borrower. Source: convention (贷款回流).
    Cost: that of `loan_round_trips`.
    """
    view, trips, ids = bank[Payments], loan_round_trips(bank, settings), bank.customer_ids
    score = (trips.carried / view.amount[trips.payout]).round(10)

    def control(controller: int, borrower: int) -> dict[str, Any]:
        votes = trips.above.votes(controller, borrower)
        return {"controller": ids[controller], "votes": votes, "majority": settings.majority}

    def detail(i: int) -> Detail:
        borrower, *_, last = trips.customers(i)
        customers, edges = ids[trips.customers(i)].tolist(), trips.edges(i)
        times = instants(view.at[trips.rows(i)])
        payout = int(trips.payout[i])
        loan = str(trips.names[view.from_no[payout]])
        facts: dict[str, Any] = {
            "customers": customers,
            "loan": loan,
            "paid_out": money(view.amount[payout]),
            "share": float(score[i]),
            "payments": len(customers) - 1,
            "from_at": times[0],
            "to_at": times[-1],
            "back_to": "borrower",
        }
        if last != borrower:
            facts |= {"back_to": "controller", "control": control(last, borrower)}
            edges += trips.above.edges(last, borrower)
        most = settings.evidence_max_edges
        facts |= {
            "edges_hidden": max(0, len(edges) - most),
            "within_days": settings.loan_trip_days,
            "share_from": settings.loan_trip_share,
            "payments_followed_at_most": settings.money_hub_payments,
        }
        value = {
            "customers": customers,
            "amount": money(trips.carried[i]),
            "currency": view.currency[payout],
            "loan": loan,
        }
        return Detail(value, edges[:most], facts, subject=loan)

    notes = {
        "payouts": trips.payouts,
        "customers_capped": trips.capped,
        "payments_followed_at_most": settings.money_hub_payments,
    }
    return Holdings(trips.borrower, score, by_floor(score, GRADES), detail, notes=notes)


def tell(told: Told) -> Text:
    """Along which way how much of which loan came back, and to whom."""
    facts, value = told.facts, told.value
    first, *between, last = (told.name(customer_id) for customer_id in value["customers"])
    amount = figures.money(value["amount"], value["currency"])
    part = figures.share(facts["share"])
    by_way = Text(
        f"，经{'、'.join(between)}" if between else "，",
        f" by way of {joined_en(between)}" if between else "",
    )
    zh = f"贷款{value['loan']}发放后，资金由{first}转出{by_way.zh}"
    en = f"After loan {value['loan']} was paid out, its money left {first} and"
    if facts["back_to"] == "borrower":
        zh += f"转回{first}"
        en += f" came back{by_way.en}"
    else:
        control = facts["control"]["votes"]
        by = Text("有控制记录", "by record")
        if control is not None:
            votes = figures.share(control)
            by = Text(f"合计控制{votes.zh}的表决权", f"with {votes.en} of the votes")
        zh += f"流入其控制方{last}（{by.zh}）"
        en += f" reached {last}{by_way.en}, in control of the borrower {by.en}"
    return Text(
        f"{zh}，金额{amount.zh}，占贷款发放额的{part.zh}",
        f"{en}: {amount.en}, {part.en} of what was paid out",
    )


TAG = Tag(
    tag_id="loan_round_trip",
    version="1.0.0",
    title=Text("贷款回流", "Loan round trip"),
    meaning=Text(
        "贷款资金离开借款人后，三笔支付之内又回到借款人或其控制方，未用于约定用途。归还贷款本身不算回流；每笔贷款分别认定。",
        "After it left the borrower, a loan's money is back within three payments, with the "
        "borrower or with whoever controls it: it was not used as agreed. Paying a loan back is no "
        "round trip. Told for each loan.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("credit_risk", "aml"),
    about="account",
    source="reference value of this product (贷款回流); 流动资金贷款管理办法 and "
    "个人贷款管理办法 on the use of loans",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.customers",),
    rests_on=("PAID",),
)
