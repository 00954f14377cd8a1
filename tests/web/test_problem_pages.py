"""What goes wrong is a page for people: what happened, what to do, in their language."""

from typing import Any

import pytest

from cypher.engine.errors import StoreUnavailable
from cypher.engine.sqlite import SqliteStore
from cypher.vocabulary import Text
from tests.banks import ServedBank
from tests.viewers import named

PEOPLE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "status", "zh", "en"),
    [
        ("/nowhere", 404, "未找到", "Not Found"),
        ("/customers?kind=nothing", 422, "输入有误", "Unprocessable"),
        ("/customers?lang=tlh", 422, "不是可选语言", "no language here"),
        ("/customers?as_of=2062-01-01", 422, "输入有误", "Unprocessable"),
        ("/customers?as_of=1999-01-01", 404, "未找到", "Not Found"),
        ("/customers?q=" + "%E5%BC%A0" * 300, 422, "输入有误", "Unprocessable"),
    ],
)
def test_a_problem_is_told_in_the_language_of_the_reader(
    path: str, status: int, zh: str, en: str, world: ServedBank
) -> None:
    for language, word in (("zh", zh), ("en", en)):
        client = world.client
        client.set_cookie("guanxi_lang", language)
        page = client.get(path, headers=PEOPLE)
        assert (page.status_code, page.mimetype) == (status, "text/html")
        assert page.headers["Content-Language"] == language
        assert word in page.text
        assert page.text.count("<h1>") == 1
        assert ("可以这样做" if language == "zh" else "What to do") in page.text


def test_programs_get_the_document_itself(world: ServedBank) -> None:
    for path in ("/api/v1/nothing", "/nowhere"):
        answer = world.client.get(path)
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    asked = world.client.get("/api/v1/customers/nobody", headers=PEOPLE)
    assert asked.mimetype == "application/problem+json"


def test_a_store_that_is_down_is_a_page_that_names_no_place(
    world: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> Any:
        raise StoreUnavailable(Text("/secret/guanxi.db不在", "the file /secret/guanxi.db is away"))

    monkeypatch.setattr(SqliteStore, "rows", away)
    for path in ("/", "/customers", "/inbox"):
        page = world.client.get(path, headers=PEOPLE)
        assert (page.status_code, page.mimetype) == (503, "text/html")
        assert "secret" not in page.text
        assert "Try again" in page.text
        assert int(page.headers["Retry-After"]) > 0


def test_a_role_that_may_not_is_told_so_on_a_page(
    sqlite_bank: ServedBank, behind_proxy: None
) -> None:
    page = sqlite_bank.client.get("/customers?lang=en", headers=named("administrator"))
    assert (page.status_code, page.mimetype) == (403, "text/html")
    assert "your roles do not open this page" in page.text


def test_a_page_names_what_was_typed_as_text(world: ServedBank) -> None:
    page = world.client.get("/customers?q=<script>alert(1)</script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_links_keep_to_the_run_that_is_looked_at(world: ServedBank) -> None:
    page = world.client.get("/customers?q=&as_of=2025-12-31&lang=en").text
    assert "This is a past run." in page
    assert "as_of=2025-12-31" in page[page.index("<tbody") :]


def test_a_page_is_kept_nowhere_and_says_how_fresh_it_is(world: ServedBank) -> None:
    page = world.client.get("/customers?lang=en")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Run 1, as of 31 December 2025" in page.text
