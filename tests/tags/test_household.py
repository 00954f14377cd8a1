from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, kin, people

pytestmark = pytest.mark.usefixtures("as_stored")

TAG = "household"


def account(account_id: str, **roles: str) -> list[dict[str, str]]:
    return [{"account_id": account_id, "customer_id": c, "role": r} for c, r in roles.items()]


def holders(*rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """The holders of some accounts, and the accounts."""
    together = [row for each in rows for row in each]
    accounts = sorted({row["account_id"] for row in together})
    return {"accounts": [{"account_id": a} for a in accounts], "account_holders": together}


def addresses(**of: str) -> list[dict[str, str]]:
    return [{"customer_id": c, "kind": "address", "value": v} for c, v in of.items()]


def named(**names: str) -> list[dict[str, Any]]:
    return [{"customer_id": c, "kind": "person", "name": name} for c, name in names.items()]


def households(bank: ServedBank, **records: Any) -> set[str]:
    """The households found in some files, each as its members' ids in a row."""
    bank.keep(**records)
    bank.derive("--tags", TAG)
    return {
        "".join(
            member["customer_id"]
            for member in bank.get(f"/groups/{group['group_id']}", limit=500)["members"]
        )
        for group in bank.items("/groups", kind="household")
    }


def test_kinship_joint_accounts_and_an_address_make_one_household(bank: ServedBank) -> None:
    found = households(
        bank,
        customers=named(A="李一", B="王二", C="李三", D="李四", E="赵五"),
        kinships=kin("A spouse B", "B parent C", "E sibling A"),
        identifiers=addresses(C="幸福路 1 号", D="幸福路1号", E="幸福路1号"),
        **holders(account("J", A="owner", B="joint"), account("K", A="owner", E="authorised")),
    )
    # E is but a sibling, merely authorised, and of another family name.
    assert found == {"ABCD"}
    a, b, c, d = (bank.holding(each, TAG) for each in "ABCD")
    assert (a["score"], a["grade"]) == (4.0, "family")
    # B and C are tied to two others each; B comes first by id.
    assert [each["value"]["role"] for each in (a, b, c, d)] == ["member", "head", *["member"] * 2]
    assert a["value"] == {"group_id": a["subject"], "role": "member", "head_id": "B"}
    assert a["evidence"]["edges"] == [
        {"type": "KIN_OF", "from": "A", "to": "B", "source": "L1", "relation": "spouse"},
        {"type": "HOLDS", "from": "A", "to": "J", "source": "L1", "role": "owner"},
        {"type": "HOLDS", "from": "B", "to": "J", "source": "L1", "role": "joint"},
    ]
    assert d["evidence"]["edges"] == [
        {"type": "SHARES", "from": "D", "to": "address:幸福路1号", "source": "L1"}
        | {"value": "幸福路1号"},
        {"type": "SHARES", "from": "C", "to": "address:幸福路1号", "source": "L1"}
        | {"value": "幸福路 1 号"},
    ]
    assert b["evidence"]["facts"] == {
        "persons": 4,
        "tied_to": 2,
        "ties": {"spouse": 1, "parent_child": 1, "joint_account": 1, "same_address": 0},
        "edges_hidden": 0,
    }
    assert b["sentence"] == {
        "zh": "与李一（夫妻、联名账户）、李三（亲子）同属一个家庭，"
        "全家共4人，另1人通过其他家庭成员相连",
        "en": "In one household with 李一 (spouse, joint account) and 李三 (parent and child), 4 "
        "persons in all, 1 of them tied through other members",
    }
    assert d["sentence"]["zh"].startswith("与李三（同址同姓）同属一个家庭")


@pytest.mark.parametrize(
    ("relation", "together"),
    [
        *[(each, True) for each in ("spouse", "parent", "child")],
        *[(each, False) for each in ("sibling", "grandparent", "grandchild", "other")],
    ],
)
def test_of_kin_only_spouses_parents_and_children_are_one_household(
    sqlite_bank: ServedBank, relation: str, together: bool
) -> None:
    ties = kin(f"A {relation} B")
    found = households(sqlite_bank, customers=people("A", "B"), kinships=ties)
    assert found == ({"AB"} if together else set())


@pytest.mark.parametrize(
    ("role", "together"), [("joint", True), ("owner", True), ("authorised", False)]
)
def test_an_account_is_joint_for_those_who_own_it(
    sqlite_bank: ServedBank, role: str, together: bool
) -> None:
    shared = holders(account("J", A="owner", B=role))
    found = households(sqlite_bank, customers=people("A", "B"), **shared)
    assert found == ({"AB"} if together else set())


def test_only_persons_are_of_a_household(sqlite_bank: ServedBank) -> None:
    found = households(
        sqlite_bank,
        customers=[*people("A"), *companies("K")],
        identifiers=addresses(A="x 1", K="x 1"),
        **holders(account("J", A="owner", K="joint")),
    )
    assert found == set()


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (("李一", "李二"), True),
        (("李一", "王二"), False),
        (("Ann Smith", "Bob Smith"), True),
        (("Ann Smith", "Bob Stone"), False),
        (("欧阳一二", "欧一"), False),
    ],
)
def test_one_address_needs_one_family_name(
    sqlite_bank: ServedBank, names: tuple[str, str], together: bool
) -> None:
    found = households(
        sqlite_bank,
        customers=named(A=names[0], B=names[1]),
        identifiers=addresses(A="1 High Street", B="1 HIGH STREET"),
    )
    assert found == ({"AB"} if together else set())


def test_an_address_that_says_nothing_and_other_identifiers_tie_nobody(
    sqlite_bank: ServedBank,
) -> None:
    phones = [{"customer_id": c, "kind": "phone", "value": "13800000000"} for c in "AB"]
    found = households(
        sqlite_bank,
        customers=named(A="李一", B="李二"),
        identifiers=[*addresses(A="不详", B="不详"), *phones],
    )
    assert found == set()


@pytest.mark.parametrize(("most", "found"), [(3, {"AB"}), (2, set())])
def test_an_address_or_account_of_too_many_customers_says_nothing(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    found: set[str],
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", str(most))
    # The company is no member, but counts among those who are there.
    by_address = households(
        sqlite_bank,
        customers=[*named(A="李一", B="李二", C="王三"), *companies("K")],
        identifiers=addresses(A="x1", B="x1", K="x1"),
    )
    assert by_address == found
    by_account = households(
        sqlite_bank,
        customers=[*named(A="赵一", B="李二", C="王三"), *companies("K")],
        identifiers=addresses(A="x1", B="x1", K="x1"),
        **holders(account("J", A="owner", B="joint", K="joint")),
    )
    assert by_account == found


def test_ties_recorded_more_than_once_count_once(sqlite_bank: ServedBank) -> None:
    found = households(
        sqlite_bank,
        customers=people(*"ABC"),
        kinships=kin("B spouse A", "A spouse B", "B parent C"),
        **holders(account("J", A="owner", B="joint"), account("K", A="owner", B="owner")),
    )
    assert found == {"ABC"}
    facts = sqlite_bank.holding("A", TAG)["evidence"]["facts"]
    assert facts["tied_to"] == 1
    assert facts["ties"] == {
        **{"spouse": 1, "parent_child": 0},
        **{"joint_account": 1, "same_address": 0},
    }
    edges = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert [(edge["type"], edge["from"], edge["to"]) for edge in edges] == [
        ("KIN_OF", "A", "B"),
        ("KIN_OF", "B", "A"),
        ("HOLDS", "A", "J"),
        ("HOLDS", "B", "J"),
        ("HOLDS", "A", "K"),
        ("HOLDS", "B", "K"),
    ]


@pytest.mark.parametrize(
    ("children", "grade"), [(0, "pair"), (1, "family"), (2, "family"), (3, "large")]
)
def test_households_are_graded_by_size(sqlite_bank: ServedBank, children: int, grade: str) -> None:
    ids = "CDE"[:children]
    customers, ties = people("A", "B", *ids), kin("A spouse B", *(f"A parent {c}" for c in ids))
    households(sqlite_bank, customers=customers, kinships=ties)
    holding = sqlite_bank.holding("B", TAG)
    assert (holding["score"], holding["grade"]) == (2.0 + children, grade)
    assert holding["value"]["head_id"] == "A"


def test_a_long_list_of_edges_is_cut_and_says_so(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    ids = "BCDEF"
    customers, ties = people("A", *ids), kin(*(f"A parent {each}" for each in ids))
    households(sqlite_bank, customers=customers, kinships=ties)
    holding = sqlite_bank.holding("A", TAG)
    assert len(holding["evidence"]["edges"]) == 2
    assert holding["evidence"]["facts"]["edges_hidden"] == 3
    assert "5位同属一个家庭，全家共6人" in holding["sentence"]["zh"]
