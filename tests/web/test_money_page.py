"""/money/{id}: where money went, a circle where it comes back, a flow where it does not."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies
from tests.web.own_bank import own_bank, page_of


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """A circle of three in January, and one payment that goes on to an account elsewhere."""
    flows = [("1", "2", 500), ("2", "3", 490), ("3", "1", 480), ("3", "4", 70)]
    with own_bank(tmp_path_factory) as bank:
        bank.keep(
            customers=[
                *companies("C1", "C2", "C3"),
                {"customer_id": "C4", "kind": "company", "name": "</script><b>四"},
            ],
            accounts=[{"account_id": f"A{each}", "currency": "CNY"} for each in range(1, 5)],
            account_holders=[
                {"account_id": f"A{each}", "customer_id": f"C{each}"} for each in range(1, 5)
            ],
            transactions=[
                {"transaction_id": f"T{place}", "from_account": f"A{begin}"}
                | {"to_account": f"A{end}", "amount": str(amount * 10_000)}
                | {"at": f"2025-01-0{place}T12:00:00+08:00"}
                for place, (begin, end, amount) in enumerate(flows, 1)
            ],
        )
        bank.derive("--as-of", "2025-12-31")
        bank.get("/runs")
        yield bank


def chart(text: str) -> dict[str, Any]:
    """The series of the chart on a page."""
    option = text.partition('<script type="application/json"')[2].partition(">")[2]
    found: dict[str, Any] = json.loads(option.partition("</script>")[0])["series"][0]
    return found


def test_money_that_comes_back_is_a_circle_in_the_order_of_its_payments(bank: ServedBank) -> None:
    text = unescape(page_of(bank, "/money/C1?lang=zh"))
    assert "有1条路径回到起点" in text
    for said in ("1. 500万元 01-01", "2. 490万元 01-02", "3. 480万元 01-03"):
        assert said in text


def test_money_that_goes_on_is_a_flow_in_columns_of_time(bank: ServedBank) -> None:
    series = chart(page_of(bank, "/money/C1?lang=en"))
    columns = {node["told"]: node["depth"] for node in series["data"]}
    assert columns == {"C1": 0, "C2": 1, "C3": 2, "</script><b>四": 3}
    assert series["links"][-1]["value"] == 700_000
    assert "CNY 700,000, 4 January 2025" in series["links"][-1]["told"]


def test_what_came_in_ends_with_the_customer(bank: ServedBank) -> None:
    series = chart(page_of(bank, "/money/C4?direction=in&hops=2&lang=en"))
    depths = {node["told"]: node["depth"] for node in series["data"]}
    assert depths == {"C2": 0, "C3": 1, "</script><b>四": 2}


def test_a_name_ends_no_script_and_is_no_markup(bank: ServedBank) -> None:
    assert "</script><b>" not in page_of(bank, "/money/C1")
    assert "<b>四" not in page_of(bank, "/money/C4")


def test_filters_are_those_of_the_api_and_nothing_found_says_what_to_do(bank: ServedBank) -> None:
    assert "Try a lower amount" in page_of(bank, "/money/C1?min_amount=6000000&lang=en")
    assert 'value="2025-01-02"' in page_of(bank, "/money/C1?from=2025-01-02")
    page_of(bank, "/money/C1?hops=9", 422)
    page_of(bank, "/money/nobody", 404)


def test_the_parts_money_of_a_customer_has_payers_and_payees(bank: ServedBank) -> None:
    text = page_of(bank, "/customers/C1?tab=money&lang=en")
    ends = {(link["source"], link["target"]) for link in chart(text)["links"]}
    assert ends == {("0:0", "C1"), ("C1", "2:0")}
    assert "echarts" in text
    assert "echarts" not in page_of(bank, "/customers/C1")
