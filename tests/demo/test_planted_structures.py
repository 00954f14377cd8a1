"""What planted.json claims is in the files, and what it does not claim is not."""

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

import networkx as nx

from tests.demo.conftest import Bank

HALF = Decimal("0.5")


def around(circle: list[str]) -> set[tuple[str, str]]:
    return set(pairwise([*circle, circle[0]]))


def controlled_by(bank: Bank) -> dict[str, set[str]]:
    """What each owner controls with its kin, by adding votes until nothing more is won."""
    votes: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for row in bank.rows["ownerships"]:
        votes[row["owned_id"]].append((row["owner_id"], Decimal(row["votes"])))
    boards = {(row["controller_id"], row["controlled_id"]) for row in bank.rows["controls"]}
    kin: dict[str, set[str]] = defaultdict(set)
    for row in bank.rows["kinships"]:
        kin[row["a_id"]].add(row["b_id"])
        kin[row["b_id"]].add(row["a_id"])
    owners = {row["owner_id"] for row in bank.rows["ownerships"]} | {upper for upper, _ in boards}
    answer = {}
    for owner in owners:
        united = {owner, *kin[owner]}
        won: set[str] = set()
        while True:
            mine = united | won
            more = {
                owned
                for owned, held in votes.items()
                if sum((v for holder, v in held if holder in mine - {owned}), Decimal(0)) > HALF
            }
            more |= {lower for upper, lower in boards if upper in mine}
            if more <= won:
                break
            won |= more
        answer[owner] = won
    return answer


def test_every_control_group_is_controlled_by_its_head_and_there_are_no_others(bank: Bank) -> None:
    controlled = controlled_by(bank)
    group_of = {
        member: group for group in bank.planted["control_groups"] for member in group["members"]
    }
    for group in bank.planted["control_groups"]:
        head = group["head"]
        spouse = {m for m in group["members"] if m[0] == "P"}
        assert controlled[head] | {head} | spouse == set(group["members"]), group["how"]
    for owner, companies in controlled.items():
        if companies:
            assert companies <= set(group_of[owner]["members"])


def test_each_way_to_control_is_planted(bank: Bank) -> None:
    ways = {group["how"] for group in bank.planted["control_groups"]}
    least = {
        "pyramid",
        "cross_holding",
        "summed_votes",
        "board_majority",
        "spouses",
        "non_client_head",
    }
    assert least <= ways


def test_half_of_a_joint_venture_is_not_control(bank: Bank) -> None:
    won = set().union(*controlled_by(bank).values())
    for venture in bank.planted["joint_ventures"]:
        held = [row for row in bank.rows["ownerships"] if row["owned_id"] == venture["company"]]
        assert {row["owner_id"] for row in held} == set(venture["owners"])
        assert [row["votes"] for row in held] == ["0.50", "0.50"]
        assert venture["company"] not in won


def test_nobody_holds_a_fifth_of_a_company_that_no_structure_owns(bank: Bank) -> None:
    planted = {member for g in bank.planted["control_groups"] for member in g["members"]}
    planted |= {venture["company"] for venture in bank.planted["joint_ventures"]}
    associates = {
        row["owned_id"] for row in bank.rows["ownerships"] if Decimal(row["share"]) > HALF / 2
    } - planted
    summed = [g for g in bank.planted["control_groups"] if g["how"] == "summed_votes"]
    assert len(associates) == len(summed), "each summed_votes group also has one associate"
    for row in bank.rows["ownerships"]:
        if row["owned_id"] not in planted | associates:
            assert Decimal(row["share"]) < Decimal("0.2")


def test_a_declared_group_lacks_exactly_the_member_that_is_called_missing(bank: Bank) -> None:
    clients = {r["customer_id"] for r in bank.rows["customers"] if r["is_client"] == "true"}
    missing = {gap["group_id"]: gap["missing"] for gap in bank.planted["declared_gap"]}
    declared: dict[str, set[str]] = defaultdict(set)
    for row in bank.rows["group_members"]:
        declared[row["group_id"]].add(row["customer_id"])
    whole = [set(group["members"]) & clients for group in bank.planted["control_groups"]]
    assert missing
    for group_id, members in declared.items():
        assert members | ({missing[group_id]} if group_id in missing else set()) in whole
        assert missing.get(group_id) not in members


def test_only_foreign_heads_among_the_planted_are_no_clients(bank: Bank) -> None:
    outside = {r["customer_id"] for r in bank.rows["customers"] if r["is_client"] == "false"}
    for group in bank.planted["control_groups"]:
        expected = {group["head"]} if group["how"] == "non_client_head" else set()
        assert set(group["members"]) & outside == expected


def guarantees(bank: Bank, *, with_void: bool = False) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in bank.rows["guarantees"]:
        if with_void or row["amount"] != "0.00":
            graph.add_edge(row["guarantor_id"], row["borrower_id"])
    return graph


def test_the_guarantee_circles_and_pairs_are_those_planted_and_no_others(bank: Bank) -> None:
    graph = guarantees(bank)
    rings = [ring for ring in nx.strongly_connected_components(graph) if len(ring) > 1]
    planted = [*bank.planted["guarantee_circles"], *bank.planted["mutual_guarantees"]]
    assert sorted(map(sorted, rings)) == sorted(map(sorted, planted))
    for circle in planted:
        assert around(circle) <= set(graph.edges)


def test_every_other_guarantee_runs_up_the_order_of_customers(bank: Bank) -> None:
    """So however many there are, they cannot close a circle."""
    kinds = ("guarantee_circles", "void_circles", "mutual_guarantees", "guarantee_chains")
    planted = {company for kind in kinds for ring in bank.planted[kind] for company in ring}
    place = {row["customer_id"]: number for number, row in enumerate(bank.rows["customers"])}
    others = [edge for edge in guarantees(bank).edges if not planted & set(edge)]
    assert others
    assert all(place[guarantor] < place[borrower] for guarantor, borrower in others)
    touching = [edge for edge in guarantees(bank).edges if planted & set(edge)]
    assert all(planted >= set(edge) for edge in touching)


def test_some_guarantee_circle_has_a_chord(bank: Bank) -> None:
    graph = guarantees(bank)
    edges = [graph.subgraph(circle).size() - len(circle) for circle in planted_circles(bank)]
    assert 0 in edges
    assert 1 in edges


def planted_circles(bank: Bank) -> list[list[str]]:
    circles: list[list[str]] = bank.planted["guarantee_circles"]
    return circles


def test_a_void_circle_is_closed_only_by_a_guarantee_of_nothing(bank: Bank) -> None:
    for circle in bank.planted["void_circles"]:
        assert around(circle) <= set(guarantees(bank, with_void=True).edges)
        assert len(around(circle) - set(guarantees(bank).edges)) == 1


def test_a_guarantee_chain_stands_alone_and_runs_in_order(bank: Bank) -> None:
    graph = guarantees(bank)
    for chain in bank.planted["guarantee_chains"]:
        assert nx.node_connected_component(graph.to_undirected(), chain[0]) == set(chain)
        assert set(graph.subgraph(chain).edges) == set(pairwise(chain))


def test_the_referral_trees_are_whole_and_in_the_order_of_time(bank: Bank) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    at = {}
    for row in bank.rows["referrals"]:
        graph.add_edge(row["referrer_id"], row["referred_id"])
        at[row["referred_id"]] = row["at"]
    for ring in bank.planted["referral_rings"]:
        assert set(graph.subgraph(ring).edges) == around(ring)
        assert list(map(at.__getitem__, ring[1:])) == sorted(map(at.__getitem__, ring[1:]))
        assert at[ring[0]] > at[ring[-1]]
        graph.remove_nodes_from(ring)
    assert nx.is_forest(graph)
    assert all(at[a] < at[b] for a, b in graph.edges if a in at)
    for tree in bank.planted["referral_trees"]:
        assert tree["root"] not in at
        assert nx.descendants(graph, tree["root"]) | {tree["root"]} == set(tree["members"])
        expected = set(zip(tree["referrers"], tree["members"][1:], strict=True))
        assert set(graph.subgraph(tree["members"]).edges) == expected
    levels = {
        tree["shape"]: nx.dag_longest_path_length(graph.subgraph(tree["members"]))
        for tree in bank.planted["referral_trees"]
    }
    assert levels == {"deep": 7, "broad": 2}


def test_the_shared_phones_are_those_planted_and_a_hub_has_more_than_twenty(bank: Bank) -> None:
    shared = {
        phone: sorted(holders)
        for phone, holders in bank.holders_of("phone").items()
        if len(holders) > 1
    }
    hubs, pairs = bank.planted["hub_phones"], bank.planted["shared_phones"]
    assert shared == {phone["value"]: sorted(phone["customers"]) for phone in [*hubs, *pairs]}
    assert all(len(phone["customers"]) > 20 for phone in hubs)
    assert all(len(phone["customers"]) == 2 for phone in pairs)


def test_no_phone_can_be_rung(bank: Bank) -> None:
    assert {(phone[:3], len(phone)) for phone in bank.holders_of("phone")} == {("100", 11)}


def test_a_family_lives_at_one_address_and_nobody_else_does(bank: Bank) -> None:
    homes = [set(h) for h in bank.holders_of("address").values() if len(h) > 1]
    assert sorted(map(sorted, homes)) == sorted(map(sorted, bank.planted["households"]))
    surname = {r["customer_id"]: r["name"][0] for r in bank.rows["customers"]}
    for father, _mother, *children in bank.planted["households"]:
        assert all(surname[child] == surname[father] for child in children)


def test_parents_are_twenty_years_older_than_their_children(bank: Bank) -> None:
    born = {row["customer_id"]: row["birth_on"] for row in bank.rows["customers"]}
    for row in bank.rows["kinships"]:
        if row["relation"] == "parent":
            assert int(born[row["a_id"]][:4]) + 20 <= int(born[row["b_id"]][:4])


def test_the_blocked_are_those_named_with_their_accounts_and_devices(bank: Bank) -> None:
    blocked = set(bank.planted["blocked"])
    owner = bank.owners()
    accounts = {row["account_id"] for row in bank.rows["accounts"] if row["blocked"] == "true"}
    devices = {r["customer_id"] for r in bank.rows["identifiers"] if r["blocked"] == "true"}
    assert blocked == {
        row["customer_id"] for row in bank.rows["customers"] if row["blocked"] == "true"
    }
    assert {owner[account] for account in accounts} == blocked
    assert devices <= blocked


def test_two_records_of_one_person_show_the_same_name_and_birthday(bank: Bank) -> None:
    shown = {
        row["customer_id"]: (row["name"], row["birth_on"], row["gender"])
        for row in bank.rows["customers"]
    }
    pairs = {(row["other_customer_id"], row["customer_id"]) for row in bank.rows["same_as"]}
    assert pairs == {tuple(pair) for pair in bank.planted["same_persons"]}
    assert all(shown[first] == shown[second] for first, second in pairs)
