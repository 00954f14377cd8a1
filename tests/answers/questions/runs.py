"""Runs: what each stood on, what changed, and tags as of then."""

from collections.abc import Iterable, Iterator

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
    yield "GET /customers/*/tags?as_of=*", as_of(bank)


def changes_of_tags(bank: Bank) -> Iterator[Answer]:
    """What changed of each tag between the first run and the last, by small pages."""
    if bank.runs:
        path = f"/runs/{bank.runs[0]['run_id']}/changes/{bank.runs[-1]['run_id']}"
        for tag in bank.tags:
            yield bank.api.whole(path, tag=tag["tag_id"], limit=7)


def as_of(bank: Bank) -> Iterator[Answer]:
    """What was held in each run, by its id and, where they are compared, by instant and day."""
    for run in bank.runs:
        times = [str(run["run_id"])]
        if run["published_at"] != "*":
            times += [run["published_at"], run["published_at"][:10]]
        for time in times:
            yield from bank.api.each("/customers/*/tags", bank.some, as_of=time)
            yield from bank.api.each("/customers/*/tags/guarantee_circle", bank.few, as_of=time)
    for text in ("2000-01-01", "2000-01-01T00:00:00Z", "0", "yesterday", "99999999999999999"):
        yield from bank.api.each("/customers/*/tags", bank.few[:2], as_of=text)
