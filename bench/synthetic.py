"""A synthetic bank as arrays, shaped like a real one where that decides how long things take.

Every fifth customer is a company, the others are persons. Payments and referrals have hubs (a
power law), companies have one large holder and many small ones, guarantees stay within small
neighbourhoods save for those of guarantee companies, kin live next to each other. The same sizes
and seed give the same arrays.
"""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import UNKNOWN, Floats, Ints, Texts, ten_thousandths
from cypher.view import (
    ControlColumns,
    CustomerColumns,
    GuaranteeColumns,
    KinshipColumns,
    OwnershipColumns,
    PositionColumns,
    ReferralColumns,
)
from cypher.view.accounts import AccountColumns, AccountOwnerColumns, PaymentColumns

SEED = 20_260_101
FIRST_MS = 1_704_067_200_000
LAST_MS = 1_767_225_600_000
RELATIONS = ("spouse", "parent", "sibling", "grandparent", "other")
ONE_COMPANY_IN = 5


@dataclass(frozen=True)
class Sizes:
    """How many rows of each record."""

    customers: int
    accounts: int = 0
    payments: int = 0
    ownerships: int = 0
    guarantees: int = 0
    kinships: int = 0
    referrals: int = 0

    @property
    def companies(self) -> int:
        """How many of the customers are companies."""
        return self.customers // ONE_COMPANY_IN


def customers(sizes: Sizes) -> CustomerColumns:
    """Customers numbered from 1."""
    number = np.arange(1, sizes.customers + 1)
    kind = np.where(number % ONE_COMPANY_IN == 0, "company", "person").astype(object)
    return CustomerColumns(
        number, _ids("C", number), kind, np.ones_like(number), np.full(len(number), UNKNOWN)
    )


def account_owners(sizes: Sizes) -> AccountOwnerColumns:
    """One account for each customer, and further ones for customers drawn evenly."""
    further = _random("accounts").integers(1, sizes.customers + 1, sizes.accounts)
    account = np.arange(1, sizes.accounts + 1)
    return AccountOwnerColumns(account, np.where(account <= sizes.customers, account, further))


def accounts(number: Ints) -> AccountColumns:
    """Current accounts of these numbers, none of them blocked."""
    kind, none = np.full(len(number), "current", object), np.zeros(len(number), np.int64)
    return AccountColumns(number, _ids("A", number), kind, none, _load(number))


def payments(sizes: Sizes) -> PaymentColumns:
    """Payments between different accounts, some of which pay and are paid far more than others."""
    random = _random("payments")
    place = random.permutation(sizes.accounts)
    payer = place[_hubs(random, sizes.accounts, sizes.payments, 2)] + 1
    payee = place[_hubs(random, sizes.accounts, sizes.payments, 3)] + 1
    payee[payee == payer] = payee[payee == payer] % sizes.accounts + 1
    amount = np.maximum(random.lognormal(6, 1.5, sizes.payments).round(2), 0.01)
    currency = np.full(sizes.payments, "CNY", object)
    at = _instants(random, sizes.payments)
    channel = np.full(sizes.payments, "mobile", object)
    return PaymentColumns(
        payer, payee, ten_thousandths(amount), currency, at, channel, _load(payer)
    )


def ownerships(sizes: Sizes) -> OwnershipColumns:
    """For each company one holder, with a majority in six of ten, then small ones; pairs once."""
    random = _random("ownerships")
    count, companies = sizes.ownerships, sizes.companies
    owned = (np.arange(count) % companies + 1) * ONE_COMPANY_IN
    by_company = random.random(count) < 0.3
    owner = np.where(
        by_company,
        (_hubs(random, companies, count, 2) + 1) * ONE_COMPANY_IN,
        random.integers(1, sizes.customers + 1, count),
    )
    large = np.where(random.random(companies) < 0.6, 0.52, 0.2) + random.random(companies) * 0.3
    small = (1 - large[np.arange(count) % companies]) / (count // companies + 1)
    share = np.where(np.arange(count) < companies, np.resize(large, count), small).round(4)
    kept = _once(owner * (sizes.customers + 1) + owned)
    kept = kept[owner[kept] != owned[kept]]
    owner, owned, share = owner[kept], owned[kept], share[kept]
    return OwnershipColumns(owner, owned, share, share, _load(owner))


def positions(sizes: Sizes) -> PositionColumns:
    """A legal representative and an executive for each company, most of them of no other one."""
    company = np.tile(np.arange(1, sizes.companies + 1) * ONE_COMPANY_IN, 2)
    person = _random("positions").integers(1, sizes.customers + 1, len(company))
    role = np.where(np.arange(len(company)) < sizes.companies, "legal_representative", "executive")
    return PositionColumns(person, company, role.astype(object), _load(company))


def controls() -> ControlColumns:
    """No records of control."""
    none = np.empty(0, np.int64)
    return ControlColumns(none, none, np.empty(0, object), none)


def guarantees(sizes: Sizes) -> GuaranteeColumns:
    """Half between neighbours among the companies, half from one company in a hundred."""
    random = _random("guarantees")
    count, companies = sizes.guarantees, sizes.companies
    neighbourhood = 2 + random.geometric(0.2, companies)
    guarantor = random.integers(0, companies, count)
    start = guarantor - guarantor % neighbourhood[guarantor // 16]
    near = start + random.integers(0, neighbourhood[guarantor // 16])
    hub = random.random(count) < 0.5
    guarantor[hub] -= guarantor[hub] % 100
    borrower = np.where(hub, random.integers(0, companies, count), near) % companies
    proper = guarantor != borrower
    guarantor, borrower = guarantor[proper], borrower[proper]
    number = np.arange(1, len(guarantor) + 1)
    amount = random.lognormal(13, 1, len(guarantor)).round(2)
    amount[random.random(len(guarantor)) < 0.02] = np.nan
    return GuaranteeColumns(
        (guarantor + 1) * ONE_COMPANY_IN,
        (borrower + 1) * ONE_COMPANY_IN,
        _ids("G", number),
        ten_thousandths(amount),
        np.full(len(guarantor), "CNY", object),
        _load(guarantor),
    )


def kinships(sizes: Sizes) -> KinshipColumns:
    """Kin among persons who stand near each other; a pair and relation once."""
    random = _random("kinships")
    a = _person(random.integers(0, sizes.customers - sizes.companies - 4, sizes.kinships))
    b = _person(a - a // ONE_COMPANY_IN - 1 + random.integers(1, 5, sizes.kinships))
    relation = random.integers(0, len(RELATIONS), sizes.kinships)
    kept = _once((a * (sizes.customers + 1) + b) * len(RELATIONS) + relation)
    return KinshipColumns(
        a[kept], b[kept], np.array(RELATIONS, object)[relation[kept]], _load(kept)
    )


def referrals(sizes: Sizes) -> ReferralColumns:
    """Persons who brought persons in, a few of them very many."""
    random = _random("referrals")
    persons = sizes.customers - sizes.companies
    place = random.permutation(persons)
    referrer = place[_hubs(random, persons, sizes.referrals, 3)]
    referred = random.integers(0, persons, sizes.referrals)
    proper = referrer != referred
    referrer, referred = _person(referrer[proper]), _person(referred[proper])
    at, channel = _instants(random, len(referrer)), np.full(len(referrer), "app", object)
    return ReferralColumns(referrer, referred, at, channel, _load(referrer))


def _random(record: str) -> np.random.Generator:
    return np.random.default_rng([SEED, *record.encode()])


def _hubs(random: np.random.Generator, n: int, count: int, power: int) -> Ints:
    """Numbers below n, small ones far more often: the higher the power, the more."""
    uniform: Floats = random.random(count)
    return (n * uniform**power).astype(np.int64)


def _person(place: Ints) -> Ints:
    """The number of the person at a place, from 0, among the persons."""
    return place + place // (ONE_COMPANY_IN - 1) + 1


def _instants(random: np.random.Generator, count: int) -> Ints:
    return random.integers(FIRST_MS, LAST_MS, count)


def _once(keys: Ints) -> Ints:
    """Where each key stands first, in the order of the rows."""
    _, first = np.unique(keys, return_index=True)
    return np.sort(first)


def _load(rows: Ints) -> Ints:
    return np.ones(len(rows), np.int64)


def _ids(letter: str, numbers: Ints) -> Texts:
    return np.array([f"{letter}{number:09}" for number in numbers.tolist()], object)
