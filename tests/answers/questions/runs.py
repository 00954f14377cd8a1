"""Runs: what each stood on, what changed, and tags as of then."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.answers.bank import Bank
from tests.answers.interface import Answer


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about runs and about earlier days."""
    api = bank.api
    ids = [int(run["run_id"]) for run in bank.runs]
    yield "GET /runs", [api.whole("/runs"), api.whole("/runs", limit=1)]
    yield "GET /runs/*", api.each("/runs/*", map(str, ids))
    yield (
        "GET /runs/*/changes/*",
        (
            api.whole(f"/runs/{earlier}/changes/{later}", limit=500)
            for later in ids
            for earlier in ids
        ),
    )
    yield "GET /runs/*/changes/*?tag=*", changes_of_tags(bank)
    yield "GET /customers/*/tags?as_of=*&known_at=*&run=*", of_runs(bank)


def changes_of_tags(bank: Bank) -> Iterator[Answer]:
    """What changed of each tag between the first run and the last, by small pages."""
    if bank.runs:
        path = f"/runs/{bank.runs[0]['run_id']}/changes/{bank.runs[-1]['run_id']}"
        for tag in bank.tags:
            yield bank.api.whole(path, tag=tag["tag_id"], limit=7)


def of_runs(bank: Bank) -> Iterator[Answer]:
    """What was held in each run, by number and day, and by instant where these are compared."""
    for run in bank.runs:
        times: list[dict[str, Any]] = [{"run": run["run_id"]}, {"as_of": run["as_of"]}]
        if run["published_at"] != "*":
            times += [{"known_at": run["published_at"]}, {"known_at": run["published_at"][:10]}]
        for time in times:
            yield from bank.api.each("/customers/*/tags", bank.some, **time)
            yield from bank.api.each("/customers/*/tags/guarantee_circle", bank.few, **time)
    for text in ("2000-01-01", "2000-01-01T00:00:00Z", "0", "yesterday", "99999999999999999"):
        for name in ("as_of", "known_at", "run"):
            yield from bank.api.each("/customers/*/tags", bank.few[:2], **{name: text})
