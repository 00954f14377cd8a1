import pytest

from service.relations.affiliation.evidence_weights import CLUES, METHODS
from tests.banks import ServedBank
from tests.building import companies, people
from tests.relations.affiliation.affiliates import (
    TAG,
    derived,
    edges,
    held,
    identifiers,
    offices,
    paying,
    phones,
)

pytestmark = pytest.mark.usefixtures("as_stored")


def test_a_phone_in_common_and_payments_both_ways_make_65_percent(bank: ServedBank) -> None:
    derived(
        bank,
        customers=[*people("A"), *companies("B", "C")],
        identifiers=phones(A="+86 138-0013 8000", B="13800138000", C="13900139000"),
        **paying(("A", "B", 100), ("A", "B", 50.5), ("B", "A", 20), ("C", "A", 1)),
    )
    assert set(held(bank, "A")) == {"B"}
    assert set(held(bank, "B")) == {"A"}
    assert held(bank, "C") == {}
    mine, theirs = held(bank, "A")["B"], held(bank, "B")["A"]
    assert mine["value"] == {
        "customer_id": "B",
        "confidence": 0.65,
        "methods": ["shared_attributes", "contact"],
    }
    assert theirs["value"] == {**mine["value"], "customer_id": "A"}
    assert (mine["score"], mine["grade"]) == (0.65, "low")
    assert mine["evidence"] == theirs["evidence"]
    assert mine["evidence"]["facts"] == {
        "confidence": 0.65,
        "weights": {"shared_attributes": 0.5, "contact": 0.3},
        "clues": {"phone": 0.5, "payments": 0.3},
        "least_confidence": 0.5,
        "hub_customers": 20,
    }
    source = {"source": "L1"}
    assert mine["evidence"]["edges"] == [
        {"type": "PAID", "from": "A", "to": "B", "payments": 2, "amount": "150.50"}
        | {"currency": "CNY"}
        | source,
        {"type": "PAID", "from": "B", "to": "A", "payments": 1, "amount": "20.00"}
        | {"currency": "CNY"}
        | source,
        {"type": "SHARES", "from": "A", "to": "phone:13800138000", "value": "+86 138-0013 8000"}
        | source,
        {"type": "SHARES", "from": "B", "to": "phone:13800138000", "value": "13800138000"} | source,
    ]
    assert mine["sentence"] == {
        "zh": "与B电话相同且互有资金往来（转出2笔、转入1笔），疑似关联（置信度65%）",
        "en": "Suspected affiliate of B: they give the same phone number and pay each other "
        "(2 out, 1 back); confidence 65%",
    }


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "13800138000", "0086 138 0013 8000"),
        ("email", "li@firm.cn", "LI@Firm.cn "),
        ("device", "DEV-01", "dev01"),
        ("id_number", "11010519491231002X", "110105 19491231 002x"),
    ],
)
def test_a_strong_identifier_in_common_is_enough_however_it_is_written(
    sqlite_bank: ServedBank, kind: str, one: str, other: str
) -> None:
    rows = identifiers(("A", kind, one), ("B", kind, other), ("C", kind, "7"))
    derived(sqlite_bank, customers=people("A", "B", "C"), identifiers=rows)
    assert {h["customer_id"] for h in sqlite_bank.holders(TAG)} == {"A", "B"}
    assert held(sqlite_bank, "A")["B"]["value"]["confidence"] == CLUES[kind].weight


def test_an_address_alone_is_not_enough_and_with_payments_it_is(sqlite_bank: ServedBank) -> None:
    rows = identifiers(
        ("A", "address", "浙江省杭州市西湖区文三路 1 号"),
        ("B", "address", "浙江杭州西湖文三路1号"),
        ("C", "address", "浙江杭州西湖文三路1号"),
    )
    payments = paying(("A", "B", 1), ("B", "A", 1), ("A", "C", 1))
    derived(sqlite_bank, customers=people(*"ABC"), identifiers=rows, **payments)
    assert {h["customer_id"] for h in sqlite_bank.holders(TAG)} == {"A", "B"}
    assert held(sqlite_bank, "A")["B"]["value"]["confidence"] == pytest.approx(1 - 0.6 * 0.7)


def test_the_strongest_clue_of_a_method_counts_and_methods_combine(sqlite_bank: ServedBank) -> None:
    derived(
        sqlite_bank,
        customers=people("A", "B"),
        identifiers=[
            *phones(A="5551234", B="5551234"),
            *identifiers(
                ("A", "ip", "1.2.3.4"), ("B", "ip", "1.2.3.4"), ("A", "address", "x road")
            ),
            *identifiers(("B", "address", "X Road.")),
        ],
        # Siblings are kin, and no household of one address and name.
        kinships=[{"a_id": "A", "b_id": "B", "relation": "sibling"}],
        **paying(("A", "B", 1), ("B", "A", 1)),
    )
    holding = held(sqlite_bank, "A")["B"]
    facts = holding["evidence"]["facts"]
    assert facts["weights"] == {"shared_attributes": 0.5, "contact": 0.3, "social": 0.3}
    assert holding["value"]["confidence"] == pytest.approx(1 - (1 - 0.5) * (1 - 0.3) * (1 - 0.3))
    assert holding["grade"] == "medium"
    assert facts["clues"] == {
        "phone": 0.5, "address": 0.4, "kinship": 0.3, "payments": 0.3, "ip": 0.1
    }  # fmt: skip
    assert [edge[0] for edge in edges(holding)] == ["KIN_OF", *["PAID"] * 2, *["SHARES"] * 6]


def test_one_id_number_under_two_customers_is_nearly_certain(sqlite_bank: ServedBank) -> None:
    customers = [
        *people("A", id_type="id_card", id_number="11010519491231002X"),
        *people("B", id_type="id_card", id_number="11010519491231002x"),
        *people("C"),
        *people("D"),
    ]
    rows = identifiers(("C", "id_number", "110105 19491231 002X"))
    derived(sqlite_bank, customers=customers, identifiers=rows)
    assert set(held(sqlite_bank, "A")) == {"B", "C"}
    holding = held(sqlite_bank, "A")["C"]
    assert (holding["score"], holding["grade"]) == (0.9, "high")
    assert edges(holding) == [
        ("SHARES", "A", "id_number:11010519491231002X"),
        ("SHARES", "C", "id_number:11010519491231002X"),
    ]


def test_a_company_name_without_its_legal_form_supports_other_evidence(
    sqlite_bank: ServedBank,
) -> None:
    customers = [
        {"customer_id": "A", "kind": "company", "name": "甲乙科技有限公司"},
        {"customer_id": "B", "kind": "company", "name": "甲乙科技集团股份有限公司"},
        {"customer_id": "C", "kind": "company", "name": "甲乙科技"},
        {"customer_id": "D", "kind": "person", "name": "甲乙科技"},
    ]
    payments = paying(("A", "B", 1), ("B", "A", 1), ("A", "D", 1), ("D", "A", 1))
    derived(sqlite_bank, customers=customers, **payments)
    assert set(held(sqlite_bank, "A")) == {"B"}
    holding = held(sqlite_bank, "A")["B"]
    assert holding["value"]["confidence"] == pytest.approx(0.51)
    assert ("SHARES", "B", "name:甲乙科技") in edges(holding)


def test_a_legal_representative_in_common_says_more_than_an_executive(
    sqlite_bank: ServedBank,
) -> None:
    rows = offices(
        ("P", "A", "legal_representative"),
        ("P", "B", "legal_representative"),
        ("P", "C", "executive"),
        ("Q", "A", "director"),
        ("Q", "D", "executive"),
    )
    customers = [*people("P", "Q"), *companies(*"ABCD")]
    derived(sqlite_bank, customers=customers, positions=rows)
    mine = held(sqlite_bank, "A")
    assert {other: h["score"] for other, h in mine.items()} == {"B": 0.6, "C": 0.5}
    assert edges(mine["B"]) == [("HOLDS_POSITION", "P", "A"), ("HOLDS_POSITION", "P", "B")]
    assert mine["B"]["sentence"]["zh"] == "与B法定代表人同为P，疑似关联（置信度60%）"
    assert mine["C"]["sentence"]["en"] == (
        "Suspected affiliate of C: they have an executive in common (P); confidence 50%"
    )
    assert held(sqlite_bank, "P") == {}


@pytest.mark.parametrize("role", ["joint", "authorised"])
def test_whoever_may_use_the_same_account_is_an_affiliate(
    sqlite_bank: ServedBank, role: str
) -> None:
    holders = [
        {"account_id": "N1", "customer_id": "A", "role": "owner"},
        {"account_id": "N1", "customer_id": "B", "role": role},
        {"account_id": "N2", "customer_id": "C", "role": "owner"},
    ]
    accounts = [{"account_id": "N1"}, {"account_id": "N2"}]
    # Two persons with a joint account are a household.
    customers = companies(*"ABC")
    derived(sqlite_bank, customers=customers, accounts=accounts, account_holders=holders)
    holding = held(sqlite_bank, "B")["A"]
    assert holding["score"] == 0.6
    assert edges(holding) == [("HOLDS", "A", "N1"), ("HOLDS", "B", "N1")]
    assert holding["evidence"]["edges"][1]["role"] == role
    assert "N1" in holding["sentence"]["zh"]
    assert held(sqlite_bank, "C") == {}


def test_what_21_customers_share_is_a_hub_and_says_nothing(sqlite_bank: ServedBank) -> None:
    crowd = [f"X{number:02}" for number in range(21)]
    rows = phones(**dict.fromkeys(crowd[:20], "5551234"))
    derived(sqlite_bank, customers=people(*crowd), identifiers=rows)
    assert len(held(sqlite_bank, "X00")) == 19
    rows = phones(**dict.fromkeys(crowd, "5551234"))
    derived(sqlite_bank, customers=people(*crowd), identifiers=rows)
    assert sqlite_bank.holders(TAG) == []
    run = sqlite_bank.get("/runs")["items"][0]["run_id"]
    assert sqlite_bank.get(f"/runs/{run}")["report"]["tags"][TAG]["notes"]["hubs"]["phone"] == 1


def test_an_officer_of_21_companies_and_an_account_of_21_holders_are_hubs(
    sqlite_bank: ServedBank,
) -> None:
    firms = [f"F{number:02}" for number in range(21)]
    derived(
        sqlite_bank,
        customers=[*people("P", "Q"), *companies(*firms, "G")],
        positions=offices(
            *(("P", firm, "legal_representative") for firm in firms),
            ("Q", "G", "legal_representative"),
        ),
        kinships=[{"a_id": "P", "b_id": "Q", "relation": "spouse"}],
        accounts=[{"account_id": "N1"}],
        account_holders=[
            {"account_id": "N1", "customer_id": firm, "role": "authorised"} for firm in firms
        ],
    )
    # The agent still speaks for itself.
    assert {h["customer_id"] for h in sqlite_bank.holders(TAG)} == {"P", "G"}


def test_the_least_confidence_and_the_hub_limit_are_settings(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_AFFILIATE_CONFIDENCE", "0.3")
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    rows = phones(A="5551234", B="5551234", C="5551234")
    derived(
        sqlite_bank,
        customers=people(*"ABC"),
        identifiers=rows,
        **paying(("A", "B", 1), ("B", "A", 1)),
    )
    assert set(held(sqlite_bank, "A")) == {"B"}
    facts = held(sqlite_bank, "A")["B"]["evidence"]["facts"]
    assert facts["clues"] == {"payments": 0.3}
    assert (facts["least_confidence"], facts["hub_customers"]) == (0.3, 2)


def test_whoever_says_nothing_of_itself_is_unknown(sqlite_bank: ServedBank) -> None:
    derived(sqlite_bank, customers=people("A"))
    assert sqlite_bank.get(f"/customers/A/tags/{TAG}", status=404)["type"].endswith("unknown")


def test_every_clue_has_a_weight_and_a_reason_in_both_languages() -> None:
    assert len(METHODS) == 4
    for clue in CLUES.values():
        assert 0 < clue.weight < 1
        assert clue.reason.zh
        assert clue.reason.en.isascii()
        assert clue.said.en.isascii()
