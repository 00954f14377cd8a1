import pytest

from tests.banks import ServedBank
from tests.building import guarantees_of
from tests.tags.blocked_banks import TAG, accounts, customers, derive, held, payments, use

pytestmark = pytest.mark.usefixtures("as_stored")


def test_blocked_customers_accounts_and_identifiers_are_two_ties_away_at_most(
    bank: ServedBank,
) -> None:
    """X, the account a and Y's phone are blocked.

    G guarantees X, and K is kin of G: 1 and 2, L kin of K: 3. H holds a, P paid it from his own
    account p, and Q paid p from q: 1, 2 and 4. Y and Z use the phone, and W refers Z: 1, 1 and 2.
    """
    derive(
        bank,
        customers=customers(*"GHKLPQWYZ", blocked="X"),
        guarantees=guarantees_of("G>X"),
        kinships=[
            {"a_id": "K", "b_id": "G", "relation": "sibling"},
            {"a_id": "K", "b_id": "L", "relation": "spouse"},
        ],
        **accounts("H@a", "P@p", "Q@q", blocked="a"),
        transactions=payments("p>a 30", "p>a 20", "q>p"),
        identifiers=use(
            "Y phone 13800001111", "Z phone 0086-13800001111", blocked=["Y phone 13800001111"]
        ),
        referrals=[{"referrer_id": "W", "referred_id": "Z", "at": "2024-01-01"}],
    )
    assert held(bank) == {
        "G": (1, "customer", "X"),
        "K": (2, "customer", "X"),
        "H": (1, "account", "a"),
        "P": (2, "account", "a"),
        "Y": (1, "identifier", "phone:13800001111"),
        "Z": (1, "identifier", "phone:13800001111"),
        "W": (2, "identifier", "phone:13800001111"),
    }
    g, k, p, z, w = (bank.holding(each, TAG) for each in "GKPZW")
    assert [(each["score"], each["grade"]) for each in (g, k)] == [(1, "direct"), (0.5, "indirect")]
    guarantee = {"guarantee_id": "G-G>X", "amount": "100.00", "currency": "CNY"}
    assert g["evidence"]["edges"] == [
        {"type": "GUARANTEES", "from": "G", "to": "X", "source": "L1", **guarantee}
    ]
    assert k["evidence"]["edges"] == [
        {"type": "KIN_OF", "from": "K", "to": "G", "source": "L1", "relation": "sibling"},
        *g["evidence"]["edges"],
    ]
    assert p["evidence"]["edges"] == [
        {"type": "HOLDS", "from": "P", "to": "p", "source": "L1", "role": "owner"},
        {"type": "PAID", "from": "p", "to": "a", "source": "L1", "at": "2025-06-01T00:00:00.000Z"}
        | {"amount": "30.00", "currency": "CNY", "payments": 2},
    ]
    assert p["evidence"]["facts"] == {
        "hops": 2,
        "most_hops": 2,
        "way": [
            {"kind": "customer", "id": "P"},
            {"kind": "account", "id": "p"},
            {"kind": "account", "id": "a"},
        ],
        # H, whom he paid and who holds a, is no other way: payments of 30 and 20 lead no further.
        "ways": 1,
    }
    assert z["evidence"]["edges"] == [
        {"type": "SHARES", "from": "Z", "to": "phone:13800001111", "source": "L1", "blocked": False}
        | {"value": "0086-13800001111"}
    ]
    assert g["sentence"] == {
        "zh": "为X提供担保；X已列入管控名单",
        "en": "Guarantees X; X is blocked",
    }
    assert k["sentence"]["zh"] == "与G系亲属，G为X提供担保；X已列入管控名单"
    assert p["sentence"] == {
        "zh": "名下的账户p向账户a付款；账户a已被管控",
        "en": "Holds account p; account p paid account a; account a is blocked",
    }
    assert w["sentence"]["zh"] == "推荐了Z，Z使用的电话13800001111已列入管控名单"


def test_a_group_that_the_bank_declared_lies_between_its_members(sqlite_bank: ServedBank) -> None:
    derive(
        sqlite_bank,
        customers=customers("A", "B", blocked="X"),
        groups=[{"group_id": "G1", "name": "甲系"}, {"group_id": "G2", "name": "乙系"}],
        group_members=[
            {"group_id": "G1", "customer_id": "A"},
            {"group_id": "G1", "customer_id": "X", "role": "head"},
            {"group_id": "G2", "customer_id": "A"},
            {"group_id": "G2", "customer_id": "B"},
        ],
    )
    assert held(sqlite_bank) == {"A": (2, "customer", "X")}
    a = sqlite_bank.holding("A", TAG)
    assert [(edge["type"], edge["from"], edge["to"]) for edge in a["evidence"]["edges"]] == [
        ("MEMBER_OF", "A", "G1"),
        ("MEMBER_OF", "X", "G1"),
    ]
    assert a["sentence"] == {
        "zh": "是集团甲系的成员，集团甲系成员包括X；X已列入管控名单",
        "en": "Is a member of the group 甲系; the group 甲系 has X as a member; X is blocked",
    }


def test_the_account_of_somebody_blocked_and_its_joint_and_authorised_users_are_near_him(
    sqlite_bank: ServedBank,
) -> None:
    """Who paid that account paid X."""
    derive(
        sqlite_bank,
        customers=customers("J", "U", "P", blocked="X"),
        **accounts("X@x", "J@x joint", "U@x authorised", "P@p"),
        transactions=payments("p>x", "x>p"),
    )
    assert held(sqlite_bank) == {
        "J": (2, "customer", "X"),
        "U": (2, "customer", "X"),
        "P": (1, "customer", "X"),
    }
    assert sqlite_bank.holding("U", TAG)["sentence"] == {
        "zh": "有权使用的账户x由X持有；X已列入管控名单",
        "en": "May use account x; account x is held by X; X is blocked",
    }


def test_who_deals_with_very_many_leads_nowhere_by_payments_unless_he_is_blocked(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K takes payments from everybody, X among them; so does the blocked Y."""
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "3")
    derive(
        sqlite_bank,
        customers=customers(*"ABCK", blocked=["X", "Y"]),
        **accounts("A@a", "B@b", "C@c", "K@k", "X@x", "Y@y"),
        transactions=payments("a>k", "b>k", "c>k", "x>k", "a>y"),
    )
    assert held(sqlite_bank) == {"A": (1, "customer", "Y"), "K": (1, "customer", "X")}


@pytest.mark.parametrize("arc", ["p>a", "a>p"])
def test_the_holder_of_an_account_that_paid_or_was_paid_by_a_blocked_one_is_near_it(
    sqlite_bank: ServedBank, arc: str
) -> None:
    """Nobody here holds the blocked account a; cash and what is paid after the day tie nobody."""
    derive(
        sqlite_bank,
        customers=customers("P", "C", "L"),
        **accounts("P@p", "C@c", "L@l", blocked="a"),
        transactions=[
            *payments(arc, f"{arc[0].replace('a', '')}>{arc[2].replace('a', '')}", "c>", ">c"),
            {**payments("l>a")[0], "transaction_id": "late", "at": "2026-01-01"},
        ],
    )
    assert held(sqlite_bank) == {"P": (2, "account", "a")}
    paid = sqlite_bank.holding("P", TAG)["evidence"]["edges"][1]
    assert (paid["from"], paid["to"], paid["payments"]) == (arc[0], arc[2], 1)


def test_who_uses_a_device_with_somebody_blocked_is_near_him(sqlite_bank: ServedBank) -> None:
    """Values are compared kind by kind, however typed; what says nothing ties nobody."""
    derive(
        sqlite_bank,
        customers=customers("A", "B", "C", "D", blocked="X"),
        identifiers=use(
            "X device imei-77",
            "A device IMEI:77",
            "B other imei-77",
            "X phone 11111111111",
            "C phone 11111111111",
            "X address 待补录",
            "D address 待补录",
        ),
    )
    assert held(sqlite_bank) == {"A": (2, "customer", "X")}
    assert sqlite_bank.holding("A", TAG)["sentence"]["zh"] == (
        "使用的设备IMEI:77也由X使用；X已列入管控名单"
    )


def test_an_identifier_that_many_use_leads_nowhere_unless_it_is_blocked_itself(
    sqlite_bank: ServedBank,
) -> None:
    """21 use the agent's phone, X among them, and 20 another; 21 use a blocked one, Y among them.

    Whoever uses the blocked one is near it; that Y is blocked too is known of nobody by that way.
    """
    phones = {"1": "A", "2": "B", "3": "C"}
    users = {phone: [f"{letter}{i:02}" for i in range(19)] for phone, letter in phones.items()}
    typed = ["1380000000{}", "+86 138-0000-000{}"]
    used = [
        f"{user} phone {typed[i % 2].format(phone).replace(' ', '')}"
        for phone, each in users.items()
        for i, user in enumerate(each)
    ]
    used += ["X phone 13800000001", "A99 phone 13800000001", "X phone 13800000002"]
    used += ["Y phone 13800000003", "C99 phone 13800000003"]
    everybody = [*users["1"], *users["2"], *users["3"], "A99", "C99", "K"]
    derive(
        sqlite_bank,
        customers=customers(*everybody, blocked="XY"),
        identifiers=use(*used, blocked=["Y phone 13800000003"]),
        kinships=[{"a_id": "K", "b_id": "C99", "relation": "child"}],
    )
    found = held(sqlite_bank)
    assert {each: far for each, far in found.items() if each[0] == "B"} == {
        each: (2, "customer", "X") for each in users["2"]
    }
    assert {each: far for each, far in found.items() if each[0] != "B"} == {
        **{each: (1, "identifier", "phone:13800000003") for each in [*users["3"], "C99", "Y"]},
        "K": (2, "identifier", "phone:13800000003"),
    }


def test_who_is_blocked_is_near_another_blocked_thing_but_not_himself(
    sqlite_bank: ServedBank,
) -> None:
    """X stands alone but for a friend; Y has a blocked account; V and W share a friend."""
    derive(
        sqlite_bank,
        customers=customers("F", "M", blocked="XYVW"),
        **accounts("Y@y", blocked="y"),
        kinships=[
            {"a_id": "X", "b_id": "F", "relation": "sibling"},
            {"a_id": "V", "b_id": "M", "relation": "sibling"},
            {"a_id": "W", "b_id": "M", "relation": "sibling"},
        ],
    )
    assert held(sqlite_bank) == {
        "F": (1, "customer", "X"),
        "M": (1, "customer", "V"),
        "V": (2, "customer", "W"),
        "W": (2, "customer", "V"),
        "Y": (1, "account", "y"),
    }
    m = sqlite_bank.holding("M", TAG)
    assert m["evidence"]["facts"]["ways"] == 2
    assert m["sentence"] == {
        "zh": "与V系亲属；V已列入管控名单（另有1条同样近的关联）",
        "en": "Is kin of V; V is blocked (1 other way as short)",
    }
    y = sqlite_bank.holding("Y", TAG)
    assert y["sentence"]["zh"] == "名下的账户y已被管控"


def test_ties_that_are_over_or_void_tie_nobody(sqlite_bank: ServedBank) -> None:
    over = {"to_on": "2025-12-31"}
    ahead = {"from_on": "2026-01-01"}
    void = guarantees_of("A>X", amount="0")
    ended = [{**row, **over} for row in guarantees_of("B>X")]
    derive(
        sqlite_bank,
        customers=customers(*"ABCDEF", blocked="X"),
        guarantees=[*void, *ended],
        ownerships=[{"owner_id": "C", "owned_id": "X", "share": ".5", **ahead}],
        controls=[{"controller_id": "D", "controlled_id": "X", "basis": "other", **over}],
        positions=[{"person_id": "E", "company_id": "X", "role": "director", **over}],
        kinships=[{"a_id": "F", "b_id": "X", "relation": "child"}],
    )
    assert held(sqlite_bank) == {"F": (1, "customer", "X")}


@pytest.mark.parametrize(("hops", "near"), [("1", "A"), ("2", "AB"), ("3", "ABC")])
def test_how_far_is_near_is_a_setting(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    hops: str,
    near: str,
) -> None:
    monkeypatch.setenv("GUANXI_NEAR_BLOCKED_HOPS", hops)
    derive(
        sqlite_bank,
        customers=customers(*"ABCD", blocked="X"),
        guarantees=guarantees_of("A>X", "B>A", "C>B", "D>C"),
    )
    assert "".join(sorted(held(sqlite_bank))) == near
    farthest = sqlite_bank.holding(near[-1], TAG)
    assert farthest["score"] == pytest.approx(1 / int(hops))
    assert len(farthest["evidence"]["edges"]) == int(hops)


def test_nobody_is_near_where_nothing_is_blocked(sqlite_bank: ServedBank) -> None:
    derive(
        sqlite_bank,
        customers=customers("A", "B"),
        guarantees=guarantees_of("A>B"),
    )
    assert held(sqlite_bank) == {}
    not_held = sqlite_bank.get(f"/customers/A/tags/{TAG}", status=404)
    assert not_held["type"].endswith("not-held")
