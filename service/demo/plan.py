"""Everything planted in a bank, and the truth about it as planted.json tells it."""

from dataclasses import dataclass
from typing import Any

from service.demo.people import contacts, households
from service.demo.people import corporate_groups as control
from service.demo.people.pools import deal_pools, shuffled_companies
from service.demo.people.population import Population, stream
from service.demo.people.scale import Scale
from service.demo.people.standing import Standing
from service.demo.ties import guarantees, ownership, payments, referrals
from service.demo.ties.transactions import Ranks, rank


@dataclass(frozen=True)
class Plan:
    """The planted structures, all as positions."""

    control: control.ControlPlan
    declared: list[ownership.DeclaredGroup]
    guarantees: guarantees.GuaranteePlan
    payments: payments.PaymentPlan
    households: list[households.Household]
    same_persons: list[tuple[int, int]]
    contacts: contacts.Contacts
    ranks: Ranks

    @property
    def trees(self) -> list[referrals.ReferralTree]:
        """The referral trees, whose members also pay each other."""
        return self.payments.trees

    def members(self) -> list[int]:
        """Everyone whose part needs a client with known net assets; some more than once."""
        return [
            *(member for group in self.control.groups for member in group.members),
            *(end for holding in self.control.holdings for end in (holding.owner, holding.owned)),
            *self.guarantees.companies(),
            *self.payments.members(),
        ]


def draw_plan(population: Population, scale: Scale, seed: int) -> Plan:
    """Give out the parts. Ownership, guarantees and payments each deal all companies anew.

    Leaders and the members of referral trees have no family, and nobody referred a leader or a
    root: so they follow nobody who would come into their rank.
    """
    traders = shuffled_companies(population, stream(seed, "traders"))
    people = stream(seed, "people").permutation(population.persons).tolist()
    order = list(people)
    trees = referrals.plant_referrals(people, scale)
    paid = payments.plant_payments(traders, people, trees, scale, stream(seed, "payments"))
    same_persons = households.plant_same_persons(population, scale, stream(seed, "same persons"))
    pools = deal_pools(
        population,
        stream(seed, "pools"),
        except_for=[
            *paid.leading(),
            *(member for tree in trees for member in tree.members),
            *(position for pair in same_persons for position in pair),
        ],
    )
    groups = control.plant_control(pools, scale, stream(seed, "control"))
    families = households.plant_households(population, pools, scale, groups)
    guarantors = shuffled_companies(population, stream(seed, "guarantors"))
    return Plan(
        control=groups,
        declared=ownership.declare_groups(groups),
        guarantees=guarantees.plant_guarantees(guarantors, scale),
        payments=paid,
        households=families,
        same_persons=same_persons,
        contacts=contacts.plant_contacts(population, families, scale, stream(seed, "phones")),
        ranks=rank(population, order, paid.supply_companies()),
    )


def planted_truth(
    plan: Plan, population: Population, standing: Standing, seed: int
) -> dict[str, Any]:
    """The contents of planted.json but for the islands: what was planted, by customer id.

    The README lists the keys.
    """
    ids = population.ids

    def named(positions: list[int]) -> list[str]:
        texts: list[str] = ids[positions].tolist()
        return texts

    def name(position: int) -> str:
        return str(ids[position])

    def chain(one: payments.SupplyChain) -> dict[str, Any]:
        ends = {"upstream": named(one.upstream), "downstream": named(one.downstream)}
        return {"core": name(one.core), **ends}

    return {
        "seed": seed,
        "customers": population.size,
        "control_groups": [
            {"head": name(group.head), "members": named(group.members), "how": group.how}
            for group in plan.control.groups
        ],
        "joint_ventures": [
            {"company": name(venture.company), "owners": named(list(venture.owners))}
            for venture in plan.control.joint_ventures
        ],
        "declared_gap": [
            {"group_id": group.group_id, "missing": name(group.missing)}
            for group in plan.declared
            if group.missing is not None
        ],
        "guarantee_circles": [named(circle) for circle in plan.guarantees.circles],
        "void_circles": [named(circle) for circle in plan.guarantees.void_circles],
        "mutual_guarantees": [named(pair) for pair in plan.guarantees.mutual],
        "guarantee_chains": [named(chain) for chain in plan.guarantees.chains],
        "referral_trees": [
            {
                "root": name(tree.members[0]),
                "shape": tree.shape,
                "members": named(tree.members),
                "referrers": named(tree.referrers),
            }
            for tree in plan.trees
        ],
        "seen_supply_chains": [chain(one) for one in plan.payments.supply_chains],
        "supply_chains": [
            chain(one)
            for one in payments.chains_of_the_year(
                plan.payments,
                population.annual_receipts,
                population.annual_expenditures,
                stream(seed, "planted payments"),
            )
        ],
        "payrolls": [
            {
                "employer": name(payroll.employer),
                "employees": named(payroll.employees),
                "day": payroll.day,
            }
            for payroll in plan.payments.payrolls
        ],
        "money_circles": [named(circle) for circle in plan.payments.money_circles],
        "opinion_leaders": [
            {"customer_id": name(leader.leader), "followers": named(leader.followers)}
            for leader in plan.payments.leaders
        ],
        "refusing_leaders": named(
            [p for p in plan.payments.leading() if standing.consent[p] == "false"]
        ),
        "households": [named(home.members) for home in plan.households],
        "hub_phones": [_phone(hub, population) for hub in plan.contacts.hubs],
        "shared_phones": [_phone(phone, population) for phone in plan.contacts.shared],
        "same_persons": [named(list(pair)) for pair in plan.same_persons],
        "blocked": ids[standing.blocked].tolist(),
    }


def _phone(phone: contacts.SharedPhone, population: Population) -> dict[str, object]:
    return {"value": phone.number, "customers": population.ids[phone.customers].tolist()}
