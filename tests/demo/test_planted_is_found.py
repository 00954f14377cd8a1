"""What is planted in the demo bank is found by the tags, and nothing else is."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from service.demo import write_demo_bank
from tests.banks import ServedBank

Found = tuple[ServedBank, dict[str, Any]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """The demo bank loaded and derived, with the truth about it."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo_bank(folder / "files")
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)
        bank.load(folder / "files")
        bank.derive("--as-of", "2025-12-31")
        yield bank, json.loads((folder / "files" / "planted.json").read_text("utf-8"))
        bank.close()


def derived_groups(bank: ServedBank, kind: str) -> set[frozenset[str]]:
    return {
        frozenset(
            member["customer_id"]
            for member in bank.get(f"/groups/{group['group_id']}", limit=500)["members"]
        )
        for group in bank.items("/groups", kind=kind)
    }


def test_the_control_groups_are_those_planted(found: Found) -> None:
    bank, planted = found
    expected = {
        frozenset([group["head"], *group["members"]]) for group in planted["control_groups"]
    }
    assert derived_groups(bank, "control") == expected


def test_the_guarantee_circles_are_those_planted(found: Found) -> None:
    bank, planted = found
    expected = {frozenset(circle) for circle in planted["guarantee_circles"]}
    assert derived_groups(bank, "guarantee_circle") == expected


def test_the_mutual_guarantees_are_those_planted(found: Found) -> None:
    bank, planted = found
    pairs = {
        frozenset((holder["customer_id"], holding["subject"]))
        for holder in bank.holders("guarantee_mutual")
        for holding in bank.get(f"/customers/{holder['customer_id']}/tags/guarantee_mutual")[
            "holdings"
        ]
    }
    assert pairs == {frozenset(pair) for pair in planted["mutual_guarantees"]}


def test_the_guarantee_chains_planted_are_found_in_their_order(found: Found) -> None:
    bank, planted = found
    for chain in planted["guarantee_chains"]:
        for place, customer_id in enumerate(chain, 1):
            holding = bank.holding(customer_id, "guarantee_chain")
            value, facts = holding["value"], holding["evidence"]["facts"]
            assert (value["position"], value["chain_length"]) == (place, len(chain))
            assert facts["upstream"]["customers"] == place - 1
            assert facts["downstream"]["customers"] == len(chain) - place
            assert [(edge["from"], edge["to"]) for edge in holding["evidence"]["edges"]] == list(
                pairwise(chain)
            )


def test_the_members_that_declared_groups_lack_are_those_planted(found: Found) -> None:
    bank, planted = found
    gaps = {
        (holder["customer_id"], holding["subject"], holding["grade"])
        for holder in bank.holders("group_gap")
        for holding in bank.get(f"/customers/{holder['customer_id']}/tags/group_gap")["holdings"]
    }
    expected = {(gap["missing"], gap["group_id"], "undeclared") for gap in planted["declared_gap"]}
    # The other leads are of control groups that share nobody with a declared one.
    groups = [bank.get(f"/groups/{group['group_id']}") for group in bank.items("/groups")]
    declared = {
        member["customer_id"]
        for group in groups
        for member in group["members"]
        if group["kind"] == "declared"
    }
    for group in groups:
        members = group["members"] if group["kind"] == "control" else []
        clients = [one for one in members if one["is_client"] and one["kind"] == "company"]
        if len(clients) > 1 and declared.isdisjoint(one["customer_id"] for one in members):
            leads = ((one["customer_id"], group["group_id"]) for one in clients)
            expected |= {(*lead, "undeclared_group") for lead in leads}
    assert gaps == expected


def test_the_households_are_those_planted(found: Found) -> None:
    bank, planted = found
    expected = {frozenset(household) for household in planted["households"]}
    assert derived_groups(bank, "household") == expected


def test_the_supply_chains_are_those_planted(found: Found) -> None:
    bank, planted = found
    members = {
        (holder["customer_id"], holding["subject"], holding["value"]["side"])
        for holder in bank.holders("supply_chain_member")
        for holding in bank.get(f"/customers/{holder['customer_id']}/tags/supply_chain_member")[
            "holdings"
        ]
    }
    assert members == {
        (member, chain["core"], side)
        for chain in planted["supply_chains"]
        for side in ("upstream", "downstream")
        for member in chain[side]
    }
    cores = {holder["customer_id"] for holder in bank.holders("supply_chain_core")}
    assert cores == {chain["core"] for chain in planted["supply_chains"]}


def test_the_payroll_employers_are_those_planted_with_all_their_employees(found: Found) -> None:
    bank, planted = found
    paid = {
        employer["customer_id"]: bank.holding(employer["customer_id"], "payroll_employer")["value"]
        for employer in bank.holders("payroll_employer", purpose="service")
    }
    expected = {payroll["employer"]: payroll for payroll in planted["payrolls"]}
    assert paid.keys() == expected.keys()
    for employer, value in paid.items():
        payroll = expected[employer]
        assert value["customers"][0] == employer
        assert set(value["customers"][1:]) == set(payroll["employees"])
        assert (value["employees"], value["months"]) == (len(payroll["employees"]), 12)
        # Some are paid the day after.
        assert value["day"] - payroll["day"] in (0, 1)


def test_the_money_circles_are_those_planted(found: Found) -> None:
    bank, planted = found
    held: dict[tuple[str, ...], set[str]] = {}
    for holder in bank.holders("money_circle"):
        customer_id = holder["customer_id"]
        for holding in bank.get(f"/customers/{customer_id}/tags/money_circle")["holdings"]:
            held.setdefault(tuple(holding["value"]["customers"]), set()).add(customer_id)
    assert held == {tuple(circle): set(circle) for circle in planted["money_circles"]}


def test_others_are_near_the_planted_blocked(found: Found) -> None:
    """Each of these holds an account that is blocked with them, and has kin or others near."""
    bank, planted = found
    blocked = set(planted["blocked"])
    holders = {holder["customer_id"] for holder in bank.holders("near_blocked")}
    for customer_id in blocked:
        value = bank.holding(customer_id, "near_blocked")["value"]
        assert (value["hops"], value["blocked"]["kind"]) == (1, "account")
        tied = bank.get(f"/customers/{customer_id}/neighbours", types="KIN_OF,OWNS,HOLDS_POSITION")
        near = {node["id"] for node in tied["nodes"]}
        assert len(near) > 1
        assert near <= holders


def test_the_planted_leaders_lead_and_those_who_refused_are_not_listed(found: Found) -> None:
    bank, planted = found
    leaders = {leader["customer_id"] for leader in planted["opinion_leaders"]}
    refused = set(planted["refusing_leaders"])
    listed = [holder["customer_id"] for holder in bank.holders("opinion_leader")]
    assert refused.isdisjoint(listed)
    assert leaders - refused <= set(listed[:20])
    for leader in leaders:
        # Grades go by distribution among the fifth that leads: a few are above the others.
        assert bank.holding(leader, "opinion_leader")["grade"] in ("high", "medium_high", "medium")


def test_the_referral_trees_are_those_planted_from_their_roots_down(found: Found) -> None:
    bank, planted = found
    roots = {holder["customer_id"] for holder in bank.holders("referral_root")}
    for tree in planted["referral_trees"]:
        referrer = dict(zip(tree["members"][1:], tree["referrers"], strict=True))
        root = bank.holding(tree["root"], "referral_root")
        assert root["value"]["total"] == len(referrer)
        assert root["grade"] == {"deep": "self_spreading", "broad": "passed_on"}[tree["shape"]]
        for customer_id in referrer:
            path = [customer_id]
            while path[-1] in referrer:
                path.append(referrer[path[-1]])
            value = bank.holding(customer_id, "referred_customer")["value"]
            assert (value["root_id"], value["path"]) == (tree["root"], path[::-1])
        below = bank.get(f"/customers/{tree['root']}/referrals")["below"]
        assert {each["customer_id"]: each["referrer_id"] for each in below} == referrer
        assert roots.isdisjoint(referrer)
