"""Who pays whom as planted.json claims, and nobody else does."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

import networkx as nx
import pytest

from tests.demo.conftest import Bank


@pytest.mark.parametrize("against_the_year", [False, True])
def test_the_supply_chain_cores_are_those_planted_and_no_others(
    bank: Bank, against_the_year: bool
) -> None:
    """A company lives from a core that makes half of its receipts or payments, ten at least.

    Of what is paid here, or of the recorded year where that is more.
    """
    customers = {row["customer_id"]: row for row in bank.rows["customers"]}
    depends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for side, ours, theirs in (("upstream", 1, 0), ("downstream", 0, 1)):
        total: Counter[str] = Counter()
        by_partner: Counter[tuple[str, str]] = Counter()
        payments: Counter[tuple[str, str]] = Counter()
        for payment in bank.payments():
            customer, partner = str(payment[ours]), str(payment[theirs])
            if customer[0] == "C":
                total[customer] += payment[2]
                by_partner[customer, partner] += payment[2]
                payments[customer, partner] += 1
        if against_the_year:
            column = f"annual_{'receipts' if side == 'upstream' else 'expenditures'}"
            for customer in total:
                recorded = round(float(customers[customer][column]) * 100)
                total[customer] = max(total[customer], recorded)
        for (customer, partner), amount in by_partner.items():
            if 2 * amount >= total[customer] and payments[customer, partner] >= 10:
                depends[partner][side].add(customer)
    cores = {
        core: (sides["upstream"], sides["downstream"])
        for core, sides in depends.items()
        if len(sides["upstream"] | sides["downstream"]) >= 3
    }
    planted = {
        chain["core"]: (set(chain["upstream"]), set(chain["downstream"]))
        for known in ("supply_chains", *(() if against_the_year else ("seen_supply_chains",)))
        for chain in bank.planted[known]
    }
    assert cores.keys() == planted.keys()
    for core, (upstream, downstream) in planted.items():
        assert upstream <= cores[core][0]
        assert downstream <= cores[core][1]
    assert not against_the_year or cores == planted


def test_the_payroll_employers_are_those_planted_and_no_others(bank: Bank) -> None:
    months: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    days: dict[str, set[int]] = defaultdict(set)
    for payer, payee, cents, at in bank.payments():
        if payer[0] == "C" and payee[0] == "P":
            months[payer, payee, cents].add(at[:7])
            days[payer].add(int(at[8:10]))
    staff: dict[str, set[str]] = defaultdict(set)
    for (employer, employee, _), paid in months.items():
        if len(paid) >= 3:
            staff[employer].add(employee)
    planted = {p["employer"]: set(p["employees"]) for p in bank.planted["payrolls"]}
    assert staff == planted
    assert all(len(employees) >= 5 for employees in planted.values())
    for payroll in bank.planted["payrolls"]:
        assert days[payroll["employer"]] <= {payroll["day"], payroll["day"] + 1}


def test_the_money_circles_are_those_planted_and_no_others(bank: Bank) -> None:
    """Every walk of 3 to 6 payments back to its start, in order, in 30 days, within a fifth."""
    after: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for payer, payee, cents, at in bank.payments():
        after[payer].append((payee, cents, at))
    found = set()

    def within_30_days(first: str, last: str) -> bool:
        start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
        return end - start <= timedelta(days=30)

    def follow(walk: list[str], amounts: list[int], start: str, last: str) -> None:
        for payee, cents, at in after[walk[-1]]:
            even = min(*amounts, cents) >= 0.8 * max(*amounts, cents)
            if at <= last or not even or not within_30_days(start, at):
                continue
            if payee == walk[0] and len(walk) >= 3:
                found.add(tuple(walk))
            elif payee not in walk and len(walk) < 6:
                follow([*walk, payee], [*amounts, cents], start, at)

    for payer in list(after):
        for payee, cents, at in after[payer]:
            follow([payer, payee], [cents, cents], at, at)
    assert found == {tuple(circle) for circle in bank.planted["money_circles"]}


def test_but_for_salaries_loans_and_money_circles_payments_never_come_back(bank: Bank) -> None:
    """So however many there are, they cannot close a money circle."""
    circles = {
        step for ring in bank.planted["money_circles"] for step in pairwise([*ring, ring[0]])
    }
    for loan in bank.planted["loan_round_trips"]:
        borrower, *_ = loan["customers"]
        circles |= {(borrower, borrower), *pairwise(loan["customers"])}
    graph = nx.DiGraph(
        (payer, payee)
        for payer, payee, _cents, _at in bank.payments()
        if (payer, payee) not in circles and not (payer[0] == "C" and payee[0] == "P")
    )
    assert nx.is_directed_acyclic_graph(graph)


def test_the_opinion_leaders_are_followed_by_more_persons_than_anyone_else(bank: Bank) -> None:
    followers: dict[str, set[str]] = defaultdict(set)
    for payer, payee, _cents, _at in bank.payments():
        if payer[0] == payee[0] == "P":
            followers[payee].add(payer)
    leaders = bank.planted["opinion_leaders"]
    ranked = sorted(followers, key=lambda person: -len(followers[person]))
    assert {leader["customer_id"] for leader in leaders} == set(ranked[: len(leaders)])
    assert all(set(one["followers"]) <= followers[one["customer_id"]] for one in leaders)


def test_the_leaders_who_refuse_marketing_are_named_and_there_is_one(bank: Bank) -> None:
    consent = {row["customer_id"]: row["marketing_consent"] for row in bank.rows["customers"]}
    leaders = [leader["customer_id"] for leader in bank.planted["opinion_leaders"]]
    assert bank.planted["refusing_leaders"] == [p for p in leaders if consent[p] == "false"]
    assert bank.planted["refusing_leaders"]
