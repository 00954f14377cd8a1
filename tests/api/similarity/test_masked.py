"""What similar customers share is told without the numbers of accounts."""

from tests.api.similarity.test_routes import load, look_alikes
from tests.banks import ServedBank
from tests.building import people


def test_a_sentence_tells_a_shared_account_as_it_is_masked(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>u", "B>u*2", "C>v", customers=people(*"ABC"))
    sqlite_bank.derive("--as-of", "2025-12-31")
    for answer in (
        look_alikes(sqlite_bank, seeds=["A"], k=1),
        sqlite_bank.get("/customers/A/similar"),
    ):
        [item] = answer["items"]
        assert item["shared"][0]["type"] == "account"
        assert item["sentence"]["en"].endswith("shared payee …")
        assert "@u" not in str(answer)
