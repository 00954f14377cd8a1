"""贷款回流: a loan's money that comes back to its borrower, or to whoever controls it."""

import numpy as np

from cypher.arrays import Floats, Ints
from cypher.view import Controls, Kinships, Ownerships
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.control import controls
from service.graph.csr import grouped_by
from service.graph.temporal_trails import Starts, best_trails
from service.graph.timed_arcs import timed_arcs
from service.money import money
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grading import by_floor
from service.tagging.joining import numbered
from service.tagging.payments import (
    OUTSIDE,
    account_names,
    customer_payments,
    instants,
    payment_edge,
)
from service.tagging.telling import percent
from service.tagging.votes import Votes

GRADES = (
    Grade(
        "most",
        Text("大部分回流", "most of it"),
        0.5,
        Text(
            "贷款的一半及以上回到借款人一方：用途存疑（贷款“三查”）",
            "half of the loan or more came back: what was it for? (the bank's own checks on use)",
        ),
    ),
    Grade(
        "part",
        Text("部分回流", "a part of it"),
        None,
        Text("不足一半，达到设定比例（惯例）", "less than half, from the threshold; convention"),
    ),
)

DAY_MS = 86_400_000
#: How many payments a loan's money may take to come back.
PAYMENTS = 3
_LOAN = "loan"


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the loans whose money came back, once a loan; the score is the part that did.

    A payment out of an account of kind loan pays the loan out. To the borrower's own account: the
    money then leaves with a later payment of the borrower. To somebody else (受托支付): it has left
    with this payment. From there it must come back to the borrower, other than as a repayment into
    a loan account, or reach a customer that controls the borrower, with three payments at most
    since it left, each later than the one before, within `loan_trip_days` of the payout, in its
    currency, each of at least `loan_trip_share` of it. What came back is the smallest payment on
    the way, at most the payout. Of several ways the one that carried most is told; of several
    payouts of a loan too. Source: convention (贷款回流). Cost: as of `best_trails` for each payout,
    and of `controls`.
    """
    view, paid, accounts = bank[Payments], customer_payments(bank), bank[Accounts]
    loans = np.zeros(
        1 + max(int(c.max(initial=0)) for c in (view.from_no, view.to_no, accounts.account_no)),
        np.bool_,
    )
    loans[accounts.account_no[accounts.kind == _LOAN]] = True
    currency, currencies = numbered(view.currency)
    n = len(bank)

    ordinary = (paid.payer != OUTSIDE) & (paid.payee != OUTSIDE)
    ordinary &= ~loans[view.from_no[paid.row]] & ~loans[view.to_no[paid.row]]
    known = np.flatnonzero(ordinary)
    # Payments that are alike in all that a trail goes by come in the order of their accounts.
    known = known[np.lexsort((view.to_no[paid.row[known]], view.from_no[paid.row[known]]))]
    payer, payee, row = paid.payer[known], paid.payee[known], paid.row[known]
    ends = (currency[row] * n + payer, currency[row] * n + payee)
    arcs = timed_arcs(n * len(currencies), *ends, view.at[row], view.amount[row])

    borrower, recipient, payout = _payouts(bank, loans)
    controller, controlled = _controllers(bank, settings)
    indptr, above = grouped_by(n, controlled, controller)
    starts = _starts(bank, settings, (borrower, recipient, payout), currency, (indptr, above))
    trails = best_trails(arcs, starts, PAYMENTS, settings.money_hub_payments)

    share = trails.carried / view.amount[payout[trails.start]]
    chosen = _one_a_loan(borrower[trails.start], view.from_no[payout[trails.start]], trails.carried)
    names, ids = account_names(bank), bank.customer_ids
    score = share[chosen].round(10)
    holder = borrower[trails.start[chosen]]

    def detail(i: int) -> Detail:
        which = int(chosen[i])
        start = int(trails.start[which])
        first = int(payout[start])
        along = arcs.row[trails.arc[trails.begin[which] : trails.begin[which + 1]]].tolist()
        way = [] if recipient[start] == holder[i] else [int(recipient[start])]
        customers = [int(holder[i]), *way, *(int(payee[k]) for k in along)]
        edges = [payment_edge(bank, names, first, int(borrower[start]), int(recipient[start]))]
        edges += [
            payment_edge(bank, names, int(row[k]), int(payer[k]), int(payee[k])) for k in along
        ]
        carried, loan = float(trails.carried[which]), str(names[view.from_no[first]])
        at = instants(view.at[[first, *row[along]]])
        return Detail(
            value={
                "customers": ids[customers].tolist(),
                "amount": money(carried),
                "currency": view.currency[first],
                "loan": loan,
            },
            edges=edges,
            facts={
                "customers": ids[customers].tolist(),
                "loan": loan,
                "paid_out": money(float(view.amount[first])),
                "share": float(score[i]),
                "payments": len(customers) - 1,
                "from_at": at[0],
                "to_at": at[-1],
                "back_to": "borrower" if customers[-1] == holder[i] else "controller",
                "within_days": settings.loan_trip_days,
                "share_from": settings.loan_trip_share,
            },
            subject=loan,
        )

    notes = {
        "payouts": len(payout),
        "customers_capped": int(trails.capped.sum()),
        "payments_followed_at_most": settings.money_hub_payments,
    }
    return Holdings(holder, score, by_floor(score, GRADES), detail, notes=notes)


def _payouts(bank: Reading, loans: Flags) -> tuple[Ints, Ints, Ints]:
    """Payments out of loan accounts: the borrower, who got the money, and where in the view."""
    view, owners = bank[Payments], bank[AccountOwners]
    order = np.lexsort((owners.customer_no, owners.account_no))
    account, owner = owners.account_no[order], owners.customer_no[order]
    rows = np.flatnonzero(loans[view.from_no] & ~loans[view.to_no] & (view.to_no > 0))
    keys = (view.amount, view.to_no, view.at, view.from_no)
    rows = rows[np.lexsort([key[rows] for key in keys])]
    found = []
    for ends in (view.from_no, view.to_no):
        first, last = (np.searchsorted(account, ends[rows], side) for side in ("left", "right"))
        found.append((first, last - first))
    (first, borrowers), (to_first, recipients) = found
    times = borrowers * recipients
    row = np.repeat(np.arange(len(rows)), times)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    borrower = owner[first[row] + nth // recipients[row]] if len(row) else row
    recipient = owner[to_first[row] + nth % recipients[row]] if len(row) else row
    # A payout into a joint account of the borrower stays in its hands.
    own = np.zeros(len(rows), np.bool_)
    own[row[borrower == recipient]] = True
    kept = ~own[row] | (borrower == recipient)
    return borrower[kept], recipient[kept], rows[row[kept]]


def _controllers(bank: Reading, settings: Settings) -> tuple[Ints, Ints]:
    found = controls(*Votes(bank, settings).world, settings.majority)
    return found.holder, found.controlled


def _starts(
    bank: Reading,
    settings: Settings,
    payouts: tuple[Ints, Ints, Ints],
    currency: Ints,
    above: tuple[Ints, Ints],
) -> Starts:
    """Where each payout's money sets out from, and where it counts as back.

    Nodes are customers in one currency each; `above` are those who control each customer, sorted.
    """
    view, n = bank[Payments], len(bank)
    borrower, recipient, row = payouts
    indptr, controller = above
    many = np.diff(indptr)[borrower]
    first_end = np.concatenate(([0], np.cumsum(many)))
    nth = np.arange(first_end[-1]) - np.repeat(first_end[:-1], many)
    unit = currency[row] * n
    end = np.repeat(unit, many) + controller[np.repeat(indptr[borrower], many) + nth]
    return Starts(
        node=unit + recipient,
        home=unit + borrower,
        at=view.at[row],
        until=view.at[row] + settings.loan_trip_days * DAY_MS,
        amount=view.amount[row],
        least=view.amount[row] * settings.loan_trip_share,
        gone=(recipient != borrower).astype(np.int64),
        first_end=first_end,
        end=end,
    )


def _one_a_loan(borrower: Ints, loan: Ints, carried: Floats) -> Ints:
    """The trail of each borrower and loan that carried the most, the first of equal ones."""
    order = np.lexsort((np.arange(len(loan)), -carried, loan, borrower))
    new = np.ones(len(order), bool)
    new[1:] = (borrower[order][1:] != borrower[order][:-1]) | (loan[order][1:] != loan[order][:-1])
    return order[new]


def tell(told: Told) -> Text:
    """Along which way how much of which loan came back, and to whom."""
    facts, value = told.facts, told.value
    names = [told.name(each) for each in value["customers"]]
    way, back = " → ".join(names), names[-1]
    amount, share = f"{value['amount']} {value['currency']}", percent(facts["share"])
    if facts["back_to"] == "borrower":
        zh = f"贷款{value['loan']}发放后，资金经{way}回到借款人，回流{amount}，占放款的{share}"
        en = f"The money of loan {value['loan']} went {way} and came back to the borrower"
    else:
        zh = (
            f"贷款{value['loan']}发放后，资金经{way}流入其控制方{back}，共{amount}，占放款的{share}"
        )
        en = f"The money of loan {value['loan']} went {way}, to {back}, which controls the borrower"
    return Text(zh, f"{en}: {amount}, {share} of what was paid out")


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
    source="convention (贷款回流); 流动资金贷款管理办法 and 个人贷款管理办法 on the use of loans",
    views=(AccountOwners, Accounts, Controls, Kinships, Ownerships, Payments),
    grades=GRADES,
    find=find,
    tell=tell,
    rests_on=("PAID",),
)
