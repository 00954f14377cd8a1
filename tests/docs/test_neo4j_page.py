"""docs/neo4j.md shows the graph as it is, and what its questions find on the demo bank."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

import pytest
from neo4j import Session

from service.demo import write_demo_bank
from tests.banks import ServedBank
from tests.docs.pages import ROOT, blocks
from tests.neo4j.scratch import connect, empty

TEXT = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
#: A run before the question, if it wants one; the query; the table that it answers with.
_QUESTION = re.compile(
    r"(?ms)^### (\d+\. [^\n]+)\n"
    r"(?:(?!^#).)*?(?:^```sh\npython -m service (derive [^\n]+)\n```\n(?:(?!^#).)*?)?"
    r"^```cypher\n(.*?)^```\n\n((?:^\|[^\n]*\n)+)"
)


class Question(NamedTuple):
    """A question of the page; `derive` is the command that is run before it, or empty."""

    title: str
    derive: str
    query: str
    table: str


def questions() -> list[Question]:
    """The page's questions, in order."""
    return [Question(*found) for found in _QUESTION.findall(TEXT)]


def as_table(session: Session, query: str) -> str:
    """What a query answers, as the page shows it."""
    answer = session.run(query)
    rows = [answer.keys(), ["---"] * len(answer.keys()), *answer.values()]
    return "".join(f"| {' | '.join(map(cell, row))} |\n" for row in rows)


def cell(value: Any) -> str:
    """A value as the page shows it: lists by commas, what is true or false in small letters."""
    if isinstance(value, list):
        return ", ".join(map(cell, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture(scope="module")
def demo(neo4j_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The demo bank of the page on a real Neo4j, with its first run."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo_bank(folder, customers=1000, seed=1)
    empty(neo4j_url)
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(neo4j_url, monkeypatch)) as bank,
    ):
        bank.load(folder)
        bank.derive("--as-of", "2025-12-31")
        yield bank


def test_there_are_twelve_questions_each_with_an_answer() -> None:
    assert [question.title.partition(".")[0] for question in questions()] == [
        str(number) for number in range(1, 13)
    ]
    assert len(re.findall(r"(?m)^### \d+\. ", TEXT)) == 12


@pytest.mark.slow
def test_the_picture_counts_what_is_there(demo: ServedBank) -> None:
    picture = blocks(TEXT, "text")[0]
    nodes = re.findall(r"\(:(\w+)\) (\d[\d,]*)\b", picture)
    ties = re.findall(r"\b([A-Z_]+) (\d[\d,]*)\b", picture)
    with connect(demo.url) as session:
        counted = {
            **{n: session.run(f"MATCH (x:{n}) RETURN count(x)").single(True)[0] for n, _ in nodes},
            **{t: session.run(f"MATCH ()-[x:{t}]->() RETURN count(x)").value()[0] for t, _ in ties},
        }
        [types] = session.run("MATCH ()-[r]->() RETURN collect(DISTINCT type(r))").value()
    assert {name: f"{count:,}" for name, count in counted.items()} == dict(nodes + ties)
    assert {name for name, _ in ties} == set(types)


@pytest.mark.slow
def test_every_question_has_the_answer_that_the_page_shows(demo: ServedBank) -> None:
    with connect(demo.url) as session:
        for question in questions():
            if question.derive:
                _, *options = question.derive.split()
                demo.derive(*options)
            found = as_table(session, question.query)
            assert found.count("\n") > 2, question.title
            assert found == question.table, f"{question.title} answers\n{found}"
