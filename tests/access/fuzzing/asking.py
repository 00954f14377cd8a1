"""Ask as a role, judge each answer, and count."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from service.access.roles import Role
from tests.access.fuzzing.answers import Judge
from tests.access.fuzzing.bank import known, viewer_of
from tests.access.fuzzing.questions import Question, Questions
from tests.banks import ServedBank


@dataclass
class Outcome:
    """What came of a role's requests: their number and statuses, what was wrong, with examples."""

    role: Role
    requests: int = 0
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    leaks: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """A row of the table."""
        statuses = ", ".join(
            f"{status}: {count}" for status, count in sorted(self.statuses.items())
        )
        counts = f"{sum(self.faults.values())} faults, {sum(self.leaks.values())} leaks"
        return f"{self.role:22} {self.requests:6} in {self.seconds:.0f} s: {counts} ({statuses})"


def asked_as(
    bank: ServedBank, role: Role, requests: int, there: dict[str, list[Any]], seed: int = 0
) -> Outcome:
    """Ask so many requests as a role; `there` is what `known` found."""
    client, viewer = bank.client, viewer_of(role)
    document = json.loads(client.get("/openapi.json").data)
    questions, judge = (
        Questions(document, there, role, seed),
        Judge(client.application, document, role),
    )
    outcome, began = Outcome(role), time.monotonic()
    for _ in range(requests):
        question = questions.next()
        answer = client.open(
            question.path,
            method=question.method,
            query_string=question.query,
            data=question.body,
            headers={**question.headers, **viewer},
        )
        outcome.requests += 1
        outcome.statuses[answer.status_code] += 1
        _count(outcome.faults, outcome, question, answer, judge.faults(question, answer))
        _count(outcome.leaks, outcome, question, answer, judge.leaks(question, answer))
        if answer.mimetype == "application/json" and answer.status_code == 200:
            said = answer.get_json()
            if isinstance(said, dict) and said.get("next"):
                questions.cursors = [*questions.cursors[-20:], said["next"]]
    outcome.seconds = time.monotonic() - began
    return outcome


def _count(
    into: Counter[str], outcome: Outcome, question: Question, answer: Any, found: Iterable[str]
) -> None:
    for each in found:
        key = f"{question.method} {question.rule}: {each}"
        into[key] += 1
        said = answer.get_data()[:1500].decode("utf-8", "replace")
        outcome.examples.setdefault(key, f"{question} answered {said}")


def asked_as_each(bank: ServedBank, roles: Iterable[Role], requests: int) -> Iterable[Outcome]:
    """Ask as each role in turn, on one bank; each outcome as soon as it is there."""
    there = known(bank)
    for role in roles:
        yield asked_as(bank, role, requests, there)
