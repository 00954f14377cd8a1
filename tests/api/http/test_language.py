"""Problems in the language of the reader: of `lang`, of the program, else of GUANXI_LANG."""

from typing import Any

import pytest

from cypher.reasons import reason_of
from service.settings import Settings
from tests.banks import ServedBank


def refused(bank: ServedBank, path: str, preferred: str = "", **asked: str) -> Any:
    headers = {"Accept-Language": preferred} if preferred else {}
    response = bank.client.get(f"/api/v1{path}", query_string=asked, headers=headers)
    assert response.headers["Content-Language"] in ("zh", "en")
    return response.get_json()


def test_a_problem_is_told_in_the_language_that_is_asked(world: ServedBank) -> None:
    chinese = refused(world, "/customers", "zh-CN,en;q=.5", limit="x")
    assert (chinese["title"], chinese["detail"]) == ("输入有误", "limit：须为整数")
    assert chinese["fields"] == [{"field": "limit", "reason": "须为整数"}]
    english = refused(world, "/customers", "en-GB", limit="x")
    assert english["title"] in ("Unprocessable Entity", "Unprocessable Content")
    assert english["detail"].startswith("limit: Input should be a valid integer")
    # Only tables and pages take `lang`; a list refuses it, in that language.
    assert refused(world, "/customers", "en", lang="zh")["detail"] == "lang：没有这一项"


def test_without_a_preference_it_is_chinese_unless_the_bank_says_otherwise(
    world: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(world, "/customers", "fr", limit="0")["detail"].startswith("limit: Input")
    monkeypatch.delenv("GUANXI_LANG")
    assert Settings().lang == "zh"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"limit": "501"}, "须不大于500"),
        ({"limit": "0"}, "须不小于1"),
        ({"kind": "cat"}, "须为以下之一：person、company、government或other"),
        ({"is_client": "perhaps"}, "须为true或false"),
        ({"cursor": "x" * 2001}, "至多2000个字符"),
        ({"nothing": "1"}, "没有这一项"),
    ],
)
def test_each_kind_of_fault_has_words_in_chinese(
    world: ServedBank, asked: dict[str, str], reason: str
) -> None:
    [field] = refused(world, "/customers", "zh", **asked)["fields"]
    assert field["reason"] == reason


def test_a_fault_that_nobody_worded_is_told_as_it_comes() -> None:
    told = reason_of({"type": "brand_new", "msg": "Input should be new", "loc": ()})
    assert told.zh == told.en == "Input should be new"
