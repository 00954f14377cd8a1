"""How many of each planted structure a bank of a given size gets."""

from dataclasses import dataclass

from cypher.errors import BadValue

FEWEST_CUSTOMERS = 200
MOST_CUSTOMERS = 10_000_000


@dataclass(frozen=True)
class Scale:
    """How many of each structure to plant."""

    control_groups: int
    joint_ventures: int
    guarantee_circles: int
    void_circles: int
    mutual_guarantees: int
    guarantee_chains: int
    referral_trees: int
    supply_chains: int
    payrolls: int
    money_circles: int
    opinion_leaders: int
    households: int
    hub_phones: int
    shared_phones: int
    same_persons: int
    blocked: int


def scale_for(customers: int) -> Scale:
    """The numbers for a bank of `customers`: in proportion to it, with a floor and a cap.

    Raises BadValue below 200 customers, where the structures do not fit, and above ten
    million, where the identity numbers run out.
    """
    if not FEWEST_CUSTOMERS <= customers <= MOST_CUSTOMERS:
        raise BadValue(
            f"演示银行的客户数须在{FEWEST_CUSTOMERS:,}和{MOST_CUSTOMERS:,}之间，而不是{customers:,}",
            f"a demo bank has {FEWEST_CUSTOMERS} to {MOST_CUSTOMERS} customers, not {customers}",
        )

    def count(per_thousand: int, at_least: int, at_most: int) -> int:
        return min(at_most, max(at_least, per_thousand * customers // 1000))

    return Scale(
        control_groups=count(8, 6, 2_000),
        joint_ventures=count(2, 1, 500),
        guarantee_circles=count(6, 4, 1_000),
        void_circles=count(1, 1, 100),
        mutual_guarantees=count(3, 2, 500),
        guarantee_chains=count(3, 2, 500),
        referral_trees=count(4, 2, 1_000),
        supply_chains=count(4, 2, 500),
        payrolls=count(4, 2, 500),
        money_circles=count(5, 3, 1_000),
        opinion_leaders=count(5, 3, 1_000),
        households=count(40, 8, 50_000),
        hub_phones=count(1, 1, 50),
        shared_phones=count(8, 3, 5_000),
        same_persons=count(2, 1, 1_000),
        blocked=count(5, 3, 5_000),
    )
