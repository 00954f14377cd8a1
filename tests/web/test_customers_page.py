"""/customers and /customers/match: one found by what is typed, many looked up at once."""

from collections.abc import Iterator
from html import unescape

import pytest

from tests.banks import ServedBank
from tests.building import companies, people
from tests.viewers import named
from tests.web.own_bank import own_bank, page_of


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    with own_bank(tmp_path_factory) as bank:
        bank.keep(
            customers=[
                {"customer_id": "C1", "kind": "company", "name": "上海砚棹农业发展有限公司"}
                | {"branch": "东支行", "region": "上海", "industry": "农业"},
                {"customer_id": "C2", "kind": "company", "name": "<i>乙</i>", "branch": "西支行"},
                *companies("C3", is_client="false"),
                *people("P1", "P2", branch="东支行", marketing_consent="true"),
                *people("P3", branch="东支行", marketing_consent="false"),
            ],
            identifiers=[{"customer_id": "P1", "kind": "phone", "value": "13912345678"}],
            referrals=[
                {"referrer_id": "P1", "referred_id": "P2", "at": "2025-01-02"},
                {"referrer_id": "P1", "referred_id": "P3", "at": "2025-01-03"},
            ],
        )
        bank.derive("--as-of", "2025-12-31")
        bank.get("/runs")
        yield bank


def test_what_was_matched_is_told_in_words_and_never_unmasked(bank: ServedBank) -> None:
    by_phone = page_of(bank, "/customers?q=13912345678&lang=zh")
    found = by_phone.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "电话" in found
    assert "139****5678" in found
    assert "13912345678" not in found
    assert "pinyin" in page_of(bank, "/customers?q=yanzhao&lang=en")
    assert "拼音" in page_of(bank, "/customers?q=yanzhao&lang=zh")


def test_every_filter_of_the_api_is_a_labelled_field(bank: ServedBank) -> None:
    text = page_of(bank, "/customers?tag=referral_root&lang=en")
    fields = ("q", "kind", "tag", "grade", "purpose", "relationship_manager", "branch", "region")
    for name in (*fields, "industry", "is_client", "sort"):
        assert f'<label for="{name}">' in text
        assert f'id="{name}" name="{name}"' in text
    assert "C3" in page_of(bank, "/customers?is_client=false")
    assert "P1" not in page_of(bank, "/customers?kind=company&region=上海")
    # The grade of a tag that is no longer chosen is no error.
    page_of(bank, "/customers?grade=high")


def test_who_is_left_out_of_a_list_for_marketing_is_counted(bank: ServedBank) -> None:
    text = unescape(page_of(bank, "/customers?tag=referred_customer&purpose=marketing&lang=en"))
    assert "1 left out of this list: refused to be approached 1" in text
    assert ">P3<" in page_of(bank, "/customers?tag=referred_customer&purpose=service")


def test_a_name_of_markup_is_text(bank: ServedBank) -> None:
    for path in ("/customers", "/customers/match?names=C2"):
        assert "<i>乙</i>" not in page_of(bank, path)


def test_each_line_is_certain_likely_or_none(bank: ServedBank) -> None:
    typed = "C1\r\n上海砚卓农业发展有限公司\r\n\r\n查无此人\r\n<b>x</b>"
    response = bank.client.post("/customers/match", data={"names": typed}, query_string="lang=en")
    text = unescape(response.text)
    assert response.status_code == 200
    assert "4 lines: 1 certain, 1 to be confirmed, 2 unknown." in text
    assert text.count('href="/customers/C1"') == 2
    assert "<b>x</b>" not in response.text


def test_the_same_answer_is_a_file(bank: ServedBank) -> None:
    sent = {"names": "C1\nP2", "form": "csv"}
    response = bank.client.post("/customers/match", data=sent)
    assert response.mimetype == "text/csv"
    assert "砚棹" in response.text
    sheet = bank.client.post("/customers/match", data=sent | {"form": "xlsx"})
    assert sheet.data[:2] == b"PK"


def test_too_long_a_list_is_refused_and_stays_in_the_form(bank: ServedBank) -> None:
    response = bank.client.post("/customers/match", data={"names": "C1\n" * 1001})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert response.text.count("C1\n") >= 1000


def test_tags_of_other_purposes_are_neither_offered_nor_told(proxied: ServedBank) -> None:
    marketer = page_of(proxied, "/customers?lang=en", headers=named("marketer"))
    assert 'value="opinion_leader"' in marketer
    assert 'value="near_blocked"' not in marketer
    assert 'href="/customers/P1"' not in marketer  # A marketer opens no customer.
    assert "/customers/match" not in marketer
    page_of(proxied, "/customers/match", 403, headers=named("marketer"))
    manager = named("relationship_manager", branches="%E4%B8%9C%E6%94%AF%E8%A1%8C")
    answer = proxied.client.post("/customers/match", data={"names": "C1\nC2"}, headers=manager)
    assert answer.status_code == 200
    assert 'href="/customers/C1"' in answer.text
    assert 'href="/customers/C2"' not in answer.text
