"""Both engines answer every question alike, about every customer of a bank of a thousand."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.__main__ import main as loaders
from scale.test_publishing import FIRST, MEMORY, PATIENCE, SECOND
from service.__main__ import main as service
from service.demo import write_demo_bank
from tests.answers.bank import Bank
from tests.answers.interface import interface
from tests.answers.questions import digest, questions
from tests.answers.stores import named
from tests.neo4j.java_server import java_server

CUSTOMERS = 1_000
#: About so many customers is asked where a question is dear.
DEAR = 100
LEAST_ANSWERS = 10_000


@pytest.mark.timeout(PATIENCE)
def test_both_engines_answer_alike(tmp_path: Path) -> None:
    """After two runs of two days, the second over files of which most rows are others."""
    files, changed = tmp_path / "files", tmp_path / "changed"
    for folder, seed in ((files, 1), (changed, 2)):
        write_demo_bank(folder, CUSTOMERS, seed, lambda name, count: None)
    said = []
    with java_server(settings=[MEMORY]) as served:
        for url in (f"sqlite:///{tmp_path / 'guanxi.db'}", served):
            with named(url):
                assert loaders([str(files), "--full", "--allow-closing"]) == 0
                assert service(["derive", "--as-of", FIRST]) == 0
                assert loaders([str(changed), "--full", "--allow-closing"]) == 0
                assert service(["derive", "--as-of", SECOND]) == 0
            began = time.monotonic()
            said.append(dict(answers(url)))
            print(f"{url.partition(':')[0]}: {len(said[-1]):,} answers in", end=" ")
            print(f"{time.monotonic() - began:.0f} s", flush=True)
    embedded, server = said
    different = [asked for asked in embedded if embedded[asked] != server.get(asked)]
    assert different == []
    assert embedded.keys() == server.keys()
    assert len(embedded) >= LEAST_ANSWERS


def answers(url: str) -> Iterator[tuple[str, str]]:
    """What was asked of a store, under the question's name, and the digest of each answer."""
    with interface(url) as api:
        for name, asked in questions(Bank(url, api, DEAR), interface=False):
            for place, answer in enumerate(asked):
                yield f"{name} {place} {answer.asked}", digest(answer.text())
