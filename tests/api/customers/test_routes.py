"""GET /customers/{id}: what the bank knows of a customer."""

import json

from tests.banks import ServedBank
from tests.building import people

MAKER = {
    "customer_id": "C1",
    "kind": "company",
    "name": "江海贸易有限公司",
    "assets": "1000.5",
    "former_name": "江川贸易有限公司",
    "legal_form": "有限责任公司",
    "ownership_type": "mixed",
    "registered_address": "江海市晴川路1号",
    "employees": "120",
}
LATER = ("former_name", "legal_form", "ownership_type", "registered_address", "employees")


def test_a_company_is_told_with_every_column(bank: ServedBank) -> None:
    bank.keep(customers=[MAKER, *people("P1")])
    told = bank.get("/customers/C1")
    shown = {"assets": "1000.50", "employees": 120, "registered_address": "江海市"}
    assert {name: told[name] for name in MAKER} == {**MAKER, **shown}
    person = bank.get("/customers/P1")
    assert {name: person[name] for name in LATER} == dict.fromkeys(LATER)


def test_the_document_lists_what_is_told_of_a_customer(bank: ServedBank) -> None:
    bank.keep(customers=[MAKER])
    schemas = json.loads(bank.client.get("/openapi.json").data)["components"]["schemas"]
    document = schemas["FullCustomer"]
    assert set(document["properties"]) == set(document["required"])
    assert set(document["required"]) == set(bank.get("/customers/C1"))
    types = {
        name: [each["type"] for each in document["properties"][name]["anyOf"]]
        for name in ("assets", "birth_on", "employees", "marketing_consent")
    }
    assert types == {
        "assets": ["string", "null"],
        "birth_on": ["string", "null"],
        "employees": ["integer", "null"],
        "marketing_consent": ["boolean", "null"],
    }
    assert (
        document["description"] == "A customer, with its numbers, and accounts and tags in brief."
    )
