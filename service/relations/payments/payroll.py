"""Salaries: persons whom an employer pays every month about the same amount about the same day."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.series.recurring_payments import recurring_payments
from service.graph.tables.joins import different, ranked
from service.graph.tables.segments import pair_key, runs, split_pair
from service.relations.payments.cash_flows import in_order
from service.relations.payments.customer_payments import (
    account_names,
    customer_payments,
    payment_edge,
)
from service.relations.payments.settings import PaymentSettings
from service.tagging.declaration import Edge, Reading

#: What `salaries` reads.
VIEWS = (AccountOwners, Accounts, Payments)


@dataclass(frozen=True)
class Salaries:
    """Who is paid regularly, one row for each employer, employee and currency, sorted by them.

    `employer`, `employee` int64[k] are positions of customers; `currency` int64[k] positions in
    `currencies`, which are sorted; `day` int64[k] is the usual day of the month, 31 for its last;
    `units` int64[k] the usual amount, in ten-thousandths. The payments of the row k, one a month
    in order, are the rows of the view `Payments` at row[indptr[k]:indptr[k + 1]]; `month` is the
    month that each is for, counted from January 1970.
    """

    bank: Reading
    employer: Ints
    employee: Ints
    currency: Ints
    currencies: list[str]
    day: Ints
    units: Ints
    indptr: Ints
    row: Ints
    month: Ints
    names: Texts

    def last_edge(self, k: int) -> Edge:
        """The edge of the last payment of a row."""
        return self.last_edges(k, 1)[0]

    def last_edges(self, k: int, most: int) -> list[Edge]:
        """The edges of the last payments of a row, at most so many, in order of time."""
        first, end = self.indptr[k : k + 2].tolist()
        rows = self.row[max(first, end - most) : end].tolist()
        ends = int(self.employer[k]), int(self.employee[k])
        return [payment_edge(self.bank, self.names, row, *ends) for row in rows]

    def employees(self) -> Ints:
        """How many persons each customer pays, whatever the currencies, as int64[n]."""
        return different(len(self.bank), self.employer, self.employee)

    def months(self, first: int, end: int) -> list[str]:
        """The different months that the rows from first to end are paid for, as 2025-01."""
        months = np.unique(self.month[self.indptr[first] : self.indptr[end]])
        return [str(month) for month in months.astype("datetime64[M]")]


def salaries(bank: Reading, settings: PaymentSettings) -> Salaries:
    """Find the persons whom an organisation pays regularly, over all payments to the run's day.

    Regularly: in `payroll_months` months or more, within `payroll_day_spread` days of a usual day
    of the month, within `payroll_amount_spread` of a usual amount, as `recurring_payments` says;
    what else the two pay each other (a bonus, what was spent for the firm) does not matter, and
    days are those of GUANXI_TIME_ZONE. An organisation is whoever is no person. A payment to a
    joint account counts for each of its owners, as nobody can tell who works. Linear in the
    payments, plus a sort of those from organisations to persons.
    """
    # The outside is the last place, behind all customers, and neither of both.
    person, other = np.append(bank.is_person, False), np.append(~bank.is_person, False)
    view = bank[Payments]
    paid = customer_payments(bank, lambda payer, payee: other[payer] & person[payee])
    employer, employee, row = paid.payer, paid.payee, paid.row
    number, currencies = ranked(view.currency[row])
    pair = pair_key(pair_key(employer, employee, len(bank)), number, len(currencies))
    units, names = view.amount[row], account_names(bank)
    order = in_order(bank, names, row, (view.at[row], units, pair))
    row, pair, units = row[order], pair[order], units[order]
    indptr = runs(pair)
    found = recurring_payments(
        indptr=indptr,
        date=bank.zone.days(view.at[row]),
        units=units,
        months=settings.payroll_months,
        day_spread=settings.payroll_day_spread,
        amount_spread=settings.payroll_amount_spread,
    )
    both, currency = split_pair(pair[indptr[found.group]], len(currencies))
    employer, employee = split_pair(both, len(bank))
    return Salaries(
        bank=bank,
        employer=employer,
        employee=employee,
        currency=currency,
        currencies=currencies,
        day=found.day,
        units=found.units,
        indptr=found.starts,
        row=row[found.picked],
        month=found.month,
        names=names,
    )
