"""Cases: answers about contagion that were kept, numbered from 1 without a gap.

None is ever changed or taken away. What is kept of the answer is its bytes, so that it reads the
same whatever was loaded, derived or installed since. Each is kept together with the decision to
keep it, whose id is its own.
"""

from dataclasses import dataclass

from cypher.decision import NewDecision
from cypher.query import Command, Query


@dataclass(frozen=True)
class CaseRow:
    """A case as lists tell it: `customers` is JSON, `made_at` ISO 8601 text, `bank_loss` money."""

    case_no: int
    title: str
    made_at: str
    run_id: int | None
    model: str
    customers: str
    bank_loss: str
    currency: str


class CasesBefore(Query[CaseRow]):
    """Cases below a number, the latest first."""

    from_leader = True

    before: int
    limit: int


@dataclass(frozen=True)
class KeptAnswer:
    """The number of a case and its answer without that number: JSON, compressed by zlib."""

    case_no: int
    answer: bytes


@dataclass(frozen=True)
class CaseNo:
    """The number of a case."""

    case_no: int


class CaseByNo(Query[KeptAnswer]):
    """One case by its number."""

    from_leader = True

    case_no: int


class CaseOfId(Query[KeptAnswer]):
    """One case by the id that its maker gave it."""

    from_leader = True

    case_id: str


class LastCase(Query[CaseNo]):
    """The number of the last case; no row where none was kept."""

    from_leader = True


class KeepCase(NewDecision, Command):
    """Keeps a case under the next number, with the decision to keep it, or neither.

    Nothing is written where another decision or another case has the number. The title is the
    decision's reason.
    """

    salt: str
    case_no: int
    title: str
    made_at: int
    run_id: int | None
    model: str
    customers: str
    bank_loss: str
    currency: str
    answer: bytes
