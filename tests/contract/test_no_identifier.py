"""No answer tells a number, phone, address or account that identifies somebody."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from service.tags import catalogue
from tests.banks import ServedBank
from tests.building import Row
from tests.contract.every_answer import asked
from tests.contract.worlds import SMALL_WORLD

#: What the accounts of the small world are called here.
ACCOUNTS = {
    account["account_id"]: f"62220210011162457{number:02}"
    for number, account in enumerate(SMALL_WORLD["accounts"])
}
NUMBERS = {"P1": "11010519491231002X", "P2": "110105194912310038", "P3": "110105194912310054"}
IDENTIFIERS = [
    {"customer_id": "P1", "kind": "phone", "value": "138 0013 8000"},
    {"customer_id": "P2", "kind": "phone", "value": "13800138000", "blocked": "true"},
    {"customer_id": "P1", "kind": "email", "value": "zhang.san@corpmail.cn"},
    {"customer_id": "C1", "kind": "email", "value": "Zhang.San@corpmail.cn"},
    {"customer_id": "P2", "kind": "address", "value": "杭州市西湖区文三路90号东部软件园501室"},
    {"customer_id": "P3", "kind": "address", "value": "杭州市西湖区文三路90号东部软件园501室"},
]
ADDRESS = "上海市浦东新区世纪大道100号环球金融中心88楼"
#: What a browser says that it takes.
PEOPLE = {"Accept": "text/html"}
#: None of these may be told, however it is written.
PLANTED = [
    *ACCOUNTS.values(),
    *NUMBERS.values(),
    "13800138000",
    "138 0013 8000",
    "zhang.san@corpmail.cn",
    "文三路90号",
    "世纪大道100号",
]


def with_accounts(rows: Sequence[Row]) -> list[Row]:
    """Rows with the names that accounts have here."""
    columns = ("account_id", "from_account", "to_account")
    return [
        {
            name: ACCOUNTS.get(value, value) if name in columns else value
            for name, value in row.items()
        }
        for row in rows
    ]


@pytest.fixture(scope="module")
def planted(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The small world with values that identify, derived."""
    records = ("accounts", "account_holders", "transactions")
    customers = [
        {
            **row,
            **({"registered_address": ADDRESS} if row["customer_id"] == "C1" else {}),
            **({"id_number": NUMBERS[row["customer_id"]]} if row["customer_id"] in NUMBERS else {}),
        }
        for row in SMALL_WORLD["customers"]
    ]
    world = {
        **SMALL_WORLD,
        **{record: with_accounts(SMALL_WORLD[record]) for record in records},
        "customers": customers,
        "identifiers": IDENTIFIERS,
    }
    path = shutil.copyfile(empty_store, tmp_path_factory.mktemp("planted") / "guanxi.db")
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{path}", monkeypatch)) as bank,
    ):
        bank.keep(**world)
        bank.derive("--as-of", "2025-12-31")
        yield bank


@pytest.fixture(scope="module")
def told(planted: ServedBank) -> dict[str, str]:
    """Every question with its answer, in small letters."""
    return {
        question: answer.get_data(as_text=True).lower()
        for question, answer in asked(planted.client)
    }


def test_no_answer_tells_a_planted_value(told: dict[str, str]) -> None:
    found = {
        (value, question)
        for question, answer in told.items()
        for value in PLANTED
        if value.lower() in answer
    }
    assert found == set()
    assert len(told) > 1000


def test_what_is_masked_is_there(told: dict[str, str]) -> None:
    everything = "".join(told.values())
    for shown in ("110105********002x", "138****8000", "z***@corpmail.cn", "…5700", "杭州市西湖区"):
        assert shown in everything


def test_a_value_has_one_opaque_id_in_every_answer(planted: ServedBank) -> None:
    nodes = {
        node["id"]
        for one in ("P1", "P2")
        for node in planted.get(f"/customers/{one}/neighbours")["nodes"]
        if node.get("masked") == "138****8000"
    }
    assert len(nodes) == 1
    (one,) = nodes
    assert one.startswith("phone-")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/customers/13800138000", {}),
        ("/customers/11010519491231002X/tags", {}),
        ("/paths", {"from": "6222021001116245701", "to": "P1"}),
        ("/tags/near_blocked/customers", {"grade": "zhang.san@corpmail.cn"}),
    ],
)
def test_what_was_typed_is_masked_in_a_problem(
    planted: ServedBank, path: str, query: dict[str, str]
) -> None:
    answer = planted.client.get(f"/api/v1{path}", query_string=query)
    assert answer.status_code >= 400
    problem = json.dumps(answer.get_json(), ensure_ascii=False)
    assert not [value for value in PLANTED if value in problem]
    assert "*" in problem or "…" in problem


def test_what_is_sent_to_be_matched_comes_back_masked(planted: ServedBank) -> None:
    body = {"items": [{"id_number": NUMBERS["P1"]}]}
    answer = planted.client.post("/api/v1/customers/match", json=body)
    assert answer.status_code == 200
    [item] = answer.get_json()["items"]
    assert item["input"]["id_number"] == "110105********002X"
    assert NUMBERS["P1"] not in answer.get_data(as_text=True)


def test_a_tie_is_supposed_away_by_the_ids_that_answers_give(planted: ServedBank) -> None:
    around = planted.get("/customers/P2/neighbours")["edges"]
    end = next(edge["to"] for edge in around if edge["type"] == "SHARES" and edge["from"] == "P2")
    assert end.startswith(("phone-", "address-"))
    ties = [{"type": "SHARES", "from": "P2", "to": end}]
    path, asked = "/api/v1/what-if", {"remove": ties, "customers": ["P2"]}
    assert planted.client.post(path, json=asked).status_code == 200
    unknown = {**ties[0], "to": "phone-0123456789abcdef"}
    refused = planted.client.post(path, json={**asked, "remove": [unknown]})
    assert refused.status_code == 422
    assert refused.get_json()["fields"][0]["field"] == "remove"


#: A page of each kind about each customer, tag and group, and what was typed there.
OF_CUSTOMER = ("", "?tab=ownership", "?tab=exposures", "?tab=money", "?tab=around", "?tab=held")
OF_BANK = (
    *("/", "/customers", "/groups", "/exposures", "/large-exposures", "/influence", "/inbox"),
    *("/influence/communities", "/tags", "/runs", "/runs/1", "/loads", "/audit"),
    *("/audit/decisions", "/contagion?model=threshold&defaulted=C1", "/me"),
)


def pages(bank: ServedBank) -> Iterator[str]:
    """Addresses of pages, with every planted value typed where something can be."""
    yield from OF_BANK
    for row in SMALL_WORLD["customers"]:
        yield from (f"/customers/{row['customer_id']}{part}" for part in OF_CUSTOMER)
        yield f"/customers/{row['customer_id']}/dossier"
        yield f"/money/{row['customer_id']}"
    for tag_id in catalogue():
        for row in bank.holders(tag_id, purpose=catalogue()[tag_id].purposes[0]):
            yield f"/customers/{row['customer_id']}?why={tag_id}"
    yield from (f"/groups/{group['group_id']}" for group in bank.get("/groups")["items"])
    # An address that somebody types is told back: no more of it can be known than that.
    for value in (quote(value) for value in PLANTED if "路" not in value and "道" not in value):
        yield from (f"/customers?q={value}", f"/customers/match?names={value}")
        yield from (f"/contagion?model=threshold&defaulted={value}", f"/customers/{value}")
        yield from (f"/customers/C1?tab=around&to={value}", f"/groups/G1?customer_id={value}")
        yield f"/influence/look-alikes?customer_id={value}"


def test_no_page_tells_a_planted_value_not_even_to_who_typed_it(planted: ServedBank) -> None:
    told = {path: planted.client.get(path, headers=PEOPLE) for path in pages(planted)}
    found = {
        (value, path)
        for path, page in told.items()
        for value in PLANTED
        if value.lower() in page.text.lower() or quote(value) in page.text
    }
    assert found == set()
    assert not [path for path, page in told.items() if page.status_code >= 500]
    assert "138****8000" in told["/customers?q=13800138000"].text
    assert len(told) > 150


def test_what_was_sent_to_be_matched_is_kept_sealed_for_its_file(planted: ServedBank) -> None:
    client = planted.client
    page = client.post("/customers/match", data={"names": f"{NUMBERS['P1']}\nC1"})
    assert "110105********002X" in page.text
    assert NUMBERS["P1"] not in page.text
    [sealed] = re.findall(r'name="sealed" value="([^"]+)"', page.text)
    sent = {"names": "110105********002X\r\nC1", "sealed": sealed, "form": "csv"}
    assert "P1" in client.post("/customers/match", data=sent).text
