"""REHEARSAL: `python -m service.warming.rehearsal PART/PARTS` meets every kernel as users do.

Each process finds all tags and asks all questions, beginning at another place: who comes to a
kernel first compiles it, and the others read it. What is compiled is what real banks call, since
the same code calls it with the same types.
"""

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

from cypher import open_store
from service.app import create_app
from service.graph.kernels import FOLDER, interpret_until_compiled
from service.run.derive import derive
from service.run.find import find
from service.run.publish import holding_rows, name_groups
from service.settings import Settings
from service.tagging.bank import Bank
from service.tags import catalogue
from service.warming.locks import compile_once
from service.warming.questions import questions

DAY = date(2025, 12, 31)


def main(part: str) -> None:
    """Prepare the store that GUANXI_STORE names, or do one of so many parts of the rehearsal."""
    # Here compiling is what a question waits for.
    settings = Settings(access_log=False, deadline=math.inf)
    if part == "prepare":
        interpret_until_compiled()
        with closing(open_store(settings)) as store:
            derive(store, settings, [], on=DAY)
        return
    number, parts = map(int, part.split("/"))
    compile_once(FOLDER.path)
    steps = [*_tags(settings), *_questions(settings)]
    first = len(steps) * number // parts
    for step in (*steps[first:], *steps[:first]):
        step()


def _tags(settings: Settings) -> Iterator[Callable[[], None]]:
    """Each tag found, and all its holdings told."""
    store = open_store(settings)
    bank = Bank(store, DAY)

    def tell(tag_id: str) -> None:
        tag = catalogue()[tag_id]
        holdings = find(bank, tag, settings)
        for _ in holding_rows(tag, holdings, bank, 1, name_groups(store, tag, holdings, bank).ids):
            pass

    for tag_id in catalogue():
        yield lambda tag_id=tag_id: tell(tag_id)  # type: ignore[misc]


def _questions(settings: Settings) -> Iterator[Callable[[], None]]:
    """Each question asked, of an application of its own."""
    client = create_app(settings).test_client()

    def ask(path: str, body: Any) -> None:
        answer = client.get(path) if body is None else client.post(path, json=body)
        if answer.status_code >= 500:
            raise RuntimeError(f"{path}: {answer.get_data(as_text=True)}")

    for path, body in questions(client):
        yield lambda path=path, body=body: ask(path, body)  # type: ignore[misc]


if __name__ == "__main__":
    main(sys.argv[1])
