"""Decisions: every human act as one row, numbered from 1 without a gap; none is ever changed.

Each is chained to the one before (`chain.py`) and written by `decide` (`deciding.py`) alone. What
a decision is about is its subject, and its other where there are two:

    group     subject the group, other the customer; action in, out
    identity  subject and other the two numbers in the order of their ids; action the verdict
    lead      subject the customer, other the tag and what it is held about; action follow_up,
              accept, reject
    customer  subject the customer; action reveal
    erasure   subject the customer; action erase
    user      subject the user; action add, change, password, end
    key       subject the user, other the key's id; action add, end
    case      subject the number of the case; action keep, its body names the customers
    run       subject the number of the run; action publish, withdraw

A decision about another one has its kind and subjects and names it in `about_no`; its action is
approve, reject or withdraw. In the chain customers are named by tokens, random numbers of theirs;
rows tell their ids.
"""

from dataclasses import dataclass, fields
from typing import Any

from cypher.decision.chain import Chained
from cypher.query import Batch, Command, Query


@dataclass(frozen=True)
class DecisionRow:
    """A decision; `body` is JSON, `at` ISO 8601 text, `other` '' where there is one subject.

    It began in the state `begins` and is in `state` now. `signed`: somebody vouches for its author.
    """

    decision_no: int
    decision_id: str
    subject_kind: str
    subject: str
    other: str
    action: str
    state: str
    begins: str
    body: str
    digest: str
    reason: str
    author: str
    signed: bool
    at: str
    about_no: int | None
    previous_hash: str
    hash: str


class DecisionOfId(Query[DecisionRow]):
    """One decision by the id that its maker gave it."""

    from_leader = True

    decision_id: str


class DecisionByNo(Query[DecisionRow]):
    """One decision that somebody may see: his own, or of some kinds in his scope."""

    from_leader = True

    decision_no: int
    viewer: str
    kinds: list[str]


class Decisions(Query[DecisionRow]):
    """Decisions that somebody may see, the latest first; each filter may be ''."""

    from_leader = True

    viewer: str
    kinds: list[str]
    subject: str
    author: str
    action: str
    state: str
    since: int
    before: int
    limit: int


class DecisionsWaiting(Query[DecisionRow]):
    """Decisions of some kinds that are proposed by somebody else, the oldest first."""

    from_leader = True

    viewer: str
    kinds: list[str]
    after: int
    limit: int


class DecisionsAbout(Query[DecisionRow]):
    """The decisions of one kind about any of some customers, the latest first."""

    from_leader = True

    subject_kind: str
    customer_ids: list[str]


@dataclass(frozen=True)
class HeadRow:
    """The number of the last decision, and its hash."""

    decision_no: int
    hash: str


class LastDecision(Query[HeadRow]):
    """The head of the chain; no row where nothing was decided."""

    from_leader = True


class ChainAfter(Query[Chained]):
    """Decisions after one as they are chained, in the order of their numbers."""

    from_leader = True

    after: int
    limit: int


@dataclass(frozen=True)
class TokenRow:
    """The random number that stands for a customer in the chain."""

    customer_id: str
    token: str


class TokensOf(Query[TokenRow]):
    """The tokens of some customers, of those that have one."""

    from_leader = True

    customer_ids: list[str]


class CustomersOfTokens(Query[TokenRow]):
    """Whom some tokens stand for; of a customer that was erased nothing comes."""

    from_leader = True

    tokens: list[str]


class DecisionsTold(Query[DecisionRow]):
    """Decisions of some instants before one, the latest first; each filter may be empty.

    `tokens` are a customer's; `at` of a row is ISO 8601 text.
    """

    from_leader = True

    tokens: list[str]
    everybody: bool
    author: str
    since: int
    until: int
    before_at: int
    before_no: int
    limit: int


class KeepTokens(Batch):
    """Keeps a token for a customer that has none."""

    columns = ("customer_id", "token")


@dataclass(frozen=True)
class NewDecision:
    """A decision as it is written, `now` being its instant in milliseconds since 1970.

    These are the parameters of the fragment `decision_added`; they come first among a command's.
    """

    decision_no: int
    decision_id: str
    subject_kind: str
    subject: str
    other: str
    action: str
    begins: str
    body: str
    digest: str
    reason_hash: str
    author: str
    signed: bool
    now: int
    about_no: int | None
    previous_hash: str
    hash: str

    def columns(self) -> dict[str, Any]:
        """Those parameters by name, for a command that writes more than the decision."""
        return {field.name: getattr(self, field.name) for field in fields(NewDecision)}


class AddDecision(NewDecision, Command):
    """Writes a decision under the next number, unless another one has it: then nothing."""

    salt: str
    reason: str
