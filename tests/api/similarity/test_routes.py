"""Who is like a customer, or like several, as marketers are told."""

import math
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import companies, people
from tests.relations.payments.counterparty_banks import bank_rows, paying, referring

pytestmark = pytest.mark.usefixtures("as_stored")


def load(bank: ServedBank, *payments: str, **records: Any) -> ServedBank:
    outside = records.pop("outside", "uvwxyz")
    bank.keep(**bank_rows(paying(*payments), outside, **records))
    return bank


def look_alikes(bank: ServedBank, status: int = 200, **body: Any) -> Any:
    response = bank.client.post("/api/v1/look-alike", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def scores(answer: Any) -> dict[str, float]:
    return {item["customer_id"]: item["similarity"] for item in answer["items"]}


def weights(*rows: str) -> list[dict[str, float]]:
    """The vectors of customers who pay each letter as often as it stands in their row."""
    used = [{letter: row.count(letter) for letter in row} for row in rows]
    columns = {letter for row in rows for letter in row}
    frequency = {each: sum(each in row for row in rows) for each in columns}
    filled = sum(1 for row in rows if row)
    vectors = [
        {
            each: (1 + math.log(count)) * math.log(1 + filled / frequency[each])
            for each, count in row.items()
        }
        for row in used
    ]
    return [{c: v / math.hypot(*row.values()) for c, v in row.items()} for row in vectors]


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    length = math.hypot(*a.values()) * math.hypot(*b.values())
    return sum(value * b.get(column, 0.0) for column, value in a.items()) / length


def test_the_similar_come_first_with_what_makes_them_so(bank: ServedBank) -> None:
    customers = [*people(*"ABCDEF"), *companies("K")]
    load(bank, "A>Kuv", "B>Kuv*2", "C>Ku", "D>z", "w>AB", customers=customers)
    bank.derive("--as-of", "2025-12-31")

    answer = bank.get("/customers/A/similar")

    assert (answer["run_id"], answer["as_of"]) == (1, "2025-12-31")
    assert (answer["further"], answer["hidden"], answer["missing"]) == (0, 0, None)
    # K is a customer too: as a payee of A, and with payers of its own.
    assert list(scores(answer)) == ["B", "C"]
    second = answer["items"][1]
    k = {"type": "customer", "id": "K", "name": "K", "side": "payee", "customers": 3}
    u = {"type": "account", "id": "@u", "name": None, "side": "payee", "customers": 3}
    assert second["shared"] == [{**k, "share": 0.5}, {**u, "share": 0.5}]
    assert (second["payees_in_common"], second["payers_in_common"]) == (2, 0)
    first = answer["items"][0]
    assert (first["payees_in_common"], first["payers_in_common"]) == (3, 1)
    assert {(each["id"], each["side"]) for each in first["shared"]} == {
        ("K", "payee"),
        ("@u", "payee"),
        ("@v", "payee"),
        ("@w", "payer"),
    }
    assert sum(each["share"] for each in first["shared"]) == pytest.approx(1, abs=1e-3)
    percentage = f"{first['similarity'] * 100:.1f}%"
    assert first["sentence"] == {
        "zh": f"收付款对象与A的相似度为{percentage}：共同的收款方为@v、K、@u，共同的付款方为@w",
        "en": f"Counterparties are {percentage} like those of A: shared payees @v, K and @u; "
        "shared payer @w",
    }


@pytest.mark.parametrize("seed", range(5))
def test_similarity_is_the_cosine_of_weighted_payees(sqlite_bank: ServedBank, seed: int) -> None:
    random = Random(seed)
    rows = ["".join(random.choices("uvwxyz", k=random.randint(1, 8))) for _ in "ABCDEFG"]
    payments = [f"{who}>{row}" for who, row in zip("ABCDEFG", rows, strict=True)]
    load(sqlite_bank, *payments)
    vectors = dict(zip("ABCDEFG", weights(*rows), strict=True))

    found = scores(sqlite_bank.get("/customers/A/similar"))
    expected = {each: cosine(vectors["A"], vector) for each, vector in vectors.items()}
    alike = {each: likeness for each, likeness in expected.items() if likeness and each != "A"}
    assert found == pytest.approx(alike, abs=1e-9), f"seed {seed}"

    both = {c: sum(vectors[seed].get(c, 0) for seed in "AB") for c in "uvwxyz"}
    told = scores(look_alikes(sqlite_bank, seeds=["A", "B"], k=7))
    expected = {each: cosine(both, vector) for each, vector in vectors.items()}
    alike = {each: likeness for each, likeness in expected.items() if likeness and each > "B"}
    assert told == pytest.approx(alike, abs=1e-9), f"seed {seed}"
    assert list(told.values()) == sorted(told.values(), reverse=True)


def test_who_is_like_several_is_told_with_the_seeds_it_is_most_like(bank: ServedBank) -> None:
    load(bank, "A>uv", "B>wx", "C>uv", "D>w", "E>y", customers=people(*"ABCDEF"))
    answer = look_alikes(bank, seeds=["B", "A", "F", "A"], k=10)
    assert (answer["seeds"], answer["k"]) == (3, 10)
    assert (answer["without_payments"], answer["without_payments_hidden"]) == (["F"], 0)
    because = {item["customer_id"]: item["because"] for item in answer["items"]}
    assert because == {"C": ["A"], "D": ["B"]}
    first = answer["items"][0]
    assert first["similarity"] == pytest.approx(math.sqrt(0.5), abs=1e-4)
    assert first["sentence"] == {
        "zh": f"收付款对象与种子客户整体的相似度为{first['similarity'] * 100:.1f}%，最接近A："
        "共同的收款方为@u、@v",
        "en": f"Counterparties are {first['similarity'] * 100:.1f}% like those of the seeds "
        "together, most like those of A: shared payees @u and @v",
    }


def test_the_holders_of_a_tag_may_be_the_seeds(bank: ServedBank) -> None:
    referrals = referring("AM", "AN")
    customers = [*people(*"BCMN"), *people("A", marketing_consent="false")]
    load(bank, "A>uv", "B>uv", "C>wx", customers=customers, referrals=referrals)
    nobody = look_alikes(bank, tag="referral_root", k=5)
    assert (nobody["seeds"], nobody["items"], nobody["run_id"]) == (0, [], None)
    assert nobody["missing"]["en"] == "nobody holds this tag in the current run"
    bank.derive("--as-of", "2025-12-31")
    answer = look_alikes(bank, tag="referral_root", k=5)
    assert answer["seeds"] == 1
    assert scores(answer) == {"B": 1.0}
    # A refused to be approached: it counts as a seed, and is named to no marketer as a reason.
    for asked in (answer, look_alikes(bank, seeds=["A"], k=5)):
        assert asked["items"][0]["because"] == []
        assert "most of all" not in asked["items"][0]["sentence"]["en"]
    for own in (
        look_alikes(bank, seeds=["A"], k=5, purpose="service"),
        look_alikes(bank, tag="referral_root", k=5, purpose="service"),
    ):
        assert own["items"][0]["because"] == ["A"]


def test_who_refused_is_left_out_and_counted_and_unknown_consent_is_no_refusal(
    sqlite_bank: ServedBank,
) -> None:
    customers = [*people(*"ACE"), *people("B", "D", marketing_consent="false")]
    load(sqlite_bank, "A>uv", "B>uv", "C>uv", "D>u", "E>u", customers=customers)
    similar = [sqlite_bank.get("/customers/A/similar", limit=most) for most in (5, 1)]
    found = [look_alikes(sqlite_bank, seeds=["A"], k=most) for most in (5, 1)]
    for everybody, first in (similar, found):
        assert list(scores(everybody)) == ["C", "E"]
        assert (everybody["hidden"], everybody["further"]) == (2, 0)
        # D is less similar than C: it would not have stood in a list of one.
        assert list(scores(first)) == ["C"]
        assert (first["hidden"], first["further"]) == (1, 1)


def test_consent_that_is_withdrawn_counts_at_once(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>u", "B>u")
    assert set(scores(sqlite_bank.get("/customers/A/similar"))) == {"B"}
    customers = [*people("A"), *people("B", marketing_consent="false")]
    load(sqlite_bank, "A>u", "B>u", customers=customers)
    assert scores(sqlite_bank.get("/customers/A/similar")) == {}


def test_without_payments_nobody_is_similar_and_the_reason_is_told(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>u", "B>u", customers=people(*"ABFG"))
    alone = sqlite_bank.get("/customers/F/similar")
    assert alone["items"] == []
    assert "no payment" in alone["missing"]["en"]
    nobody = look_alikes(sqlite_bank, seeds=["G", "F"], k=1)
    assert nobody["items"] == []
    assert nobody["without_payments"] == ["F", "G"]
    assert "no payment" in nobody["missing"]["en"]
    assert sqlite_bank.get("/customers/A/similar")["missing"] is None


def test_a_closed_customer_is_similar_to_nobody(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    load(sqlite_bank, "A>u", "B>u")
    files = write_files(tmp_path / "later", **bank_rows(paying("A>u"), "u", people("A")))
    sqlite_bank.load(files, "--full", "--allow-closing")
    assert sqlite_bank.get("/customers/B/similar")["items"] == []
    assert sqlite_bank.get("/customers/A/similar")["items"] == []
    assert look_alikes(sqlite_bank, 422, seeds=["B"], k=1)["fields"][0]["field"] == "seeds"


def test_more_than_there_are_is_no_fault(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>u", "B>u")
    assert len(look_alikes(sqlite_bank, seeds=["A"], k=1_000_000)["items"]) == 1


def test_a_counterparty_of_too_many_makes_nobody_alike_by_itself(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TWIN_COMMON_CUSTOMERS", "2")
    load(sqlite_bank, "A>uv", "B>uv", "C>u")
    assert list(scores(sqlite_bank.get("/customers/A/similar"))) == ["B"]
    assert scores(sqlite_bank.get("/customers/C/similar")) == {}
    assert scores(look_alikes(sqlite_bank, seeds=["C"], k=3)) == {}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"k": 1}, ["seeds", "tag"]),
        ({"seeds": ["A"], "tag": "opinion_leader", "k": 1}, ["seeds", "tag"]),
        ({"seeds": [], "k": 1}, ["seeds"]),
        ({"seeds": ["A", "nobody"], "k": 1}, ["seeds"]),
        ({"tag": "nonsense", "k": 1}, ["tag"]),
        ({"seeds": ["A"], "k": 0}, ["k"]),
        ({"seeds": ["A"], "k": "2"}, ["k"]),
        ({"seeds": ["A"]}, ["k"]),
        ({"seeds": ["A"], "k": 1, "more": 1}, ["more"]),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_field(
    sqlite_bank: ServedBank, body: dict[str, Any], fields: list[str]
) -> None:
    load(sqlite_bank, "A>u", "B>u")
    problem = look_alikes(sqlite_bank, 422, **body)
    assert [each["field"] for each in problem["fields"]] == fields
    if "nobody" in str(body):
        assert "nobody" in problem["detail"]


def test_an_unknown_customer_has_nobody_like_it(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>u", "B>u")
    sqlite_bank.get("/customers/nobody/similar", 404)
    sqlite_bank.get("/customers/A/similar", 422, limit=0)


def test_the_order_of_rows_changes_nothing(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    payments = paying("A>uvw*2", "B>uvw", "C>vwx", "D>uxz", "w>AB")
    answers = []
    for number, order in enumerate((payments, payments[::-1])):
        sqlite_bank.load(
            write_files(tmp_path / str(number), **bank_rows(order, "uvwxyz")),
            "--full",
            "--allow-closing",
        )
        similar = sqlite_bank.get("/customers/A/similar")
        answers.append((similar, look_alikes(sqlite_bank, seeds=["A", "D"], k=9)))
    assert answers[0] == answers[1]


def test_only_customers_of_the_same_kind_are_alike(sqlite_bank: ServedBank) -> None:
    customers = [*people(*"ABC"), *companies("K", "L")]
    load(sqlite_bank, "A>uv", "B>uv", "C>u", "K>uv", "L>uv", customers=customers)
    assert list(scores(sqlite_bank.get("/customers/A/similar"))) == ["B", "C"]
    assert list(scores(sqlite_bank.get("/customers/K/similar"))) == ["L"]
    assert list(scores(look_alikes(sqlite_bank, seeds=["A"], k=9))) == ["B", "C"]
    assert list(scores(look_alikes(sqlite_bank, seeds=["A", "K"], k=9))) == ["B", "L", "C"]
