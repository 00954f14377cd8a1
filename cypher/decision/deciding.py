"""Writing decisions: each under the next number, chained to the one before.

The head of the chain is read, what may be decided is looked at, and the decision is written only
while that head is still the last: whoever was slower does all of it again. No writer's lease is
taken, so that people decide beside a load and a run.
"""

import random
import secrets
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cypher.decision import (
    AddDecision,
    DecisionOfId,
    DecisionRow,
    HeadRow,
    KeepTokens,
    LastDecision,
    TokensOf,
)
from cypher.decision.chain import FIRST, chained, text_hash
from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreBusy
from cypher.engine.store import Store
from cypher.text import Text

#: How often a decision is tried while others are quicker.
TRIES = 200
#: How long it waits at most before it tries again.
PAUSE_SECONDS = 0.02
#: What the first decision stands on.
NOTHING = HeadRow(0, FIRST)


@dataclass(frozen=True)
class Act:
    """What somebody decides; customers are named by their tokens: see `tokens_of`."""

    subject_kind: str
    subject: str
    action: str
    reason: str
    author: str
    signed: bool
    other: str = ""
    begins: str = "in_force"
    body: str = "{}"
    digest: str = ""
    about_no: int | None = None


def decide(
    store: Store,
    act: Callable[[], Act],
    decision_id: str = "",
    keep: Callable[[AddDecision], None] | None = None,
) -> DecisionRow:
    """Write what `act` gives as the next decision; returns it as it is stored.

    `act` is called again where somebody else has decided anything meanwhile: it reads what it
    depends on, and raises where that forbids the decision. `keep` writes a decision together with
    what it brings about, or neither where the decision's number is given. Raises StoreBusy after
    TRIES.
    """
    decision_id = decision_id or uuid.uuid4().hex
    write = keep or store.run
    for _ in range(TRIES):
        head = next(iter(store.rows(LastDecision())), NOTHING)
        write(_added(act(), decision_id, head))
        for made in store.rows(DecisionOfId(decision_id)):
            return made
        time.sleep(random.uniform(0, PAUSE_SECONDS))
    raise StoreBusy(
        Text("此刻有他人正在作决定：请重试", "others are deciding at this moment: decide again")
    )


def tokens_of(store: Store, customer_ids: Iterable[str]) -> dict[str, str]:
    """The tokens of some customers; those that have none get one."""
    asked = sorted({*customer_ids})
    found = {row.customer_id: row.token for row in store.rows(TokensOf(asked))}
    lacking = [
        (customer_id, secrets.token_hex(16)) for customer_id in asked if customer_id not in found
    ]
    if lacking:
        store.run_batch(KeepTokens, lacking)
        found = {row.customer_id: row.token for row in store.rows(TokensOf(asked))}
    return found


def _added(act: Act, decision_id: str, head: HeadRow) -> AddDecision:
    """A decision with its place in the chain, after its head."""
    salt, now = secrets.token_hex(16), now_ms()
    said = {
        **{name: value for name, value in vars(act).items() if name != "reason"},
        "decision_no": head.decision_no + 1,
        "decision_id": decision_id,
        "at": now,
    }
    reason_hash = text_hash(salt, act.reason)
    columns = {name: value for name, value in said.items() if name != "at"}
    return AddDecision(
        **columns,
        now=now,
        reason_hash=reason_hash,
        previous_hash=head.hash,
        hash=chained(head.hash, {**said, "reason": reason_hash}),
        salt=salt,
        reason=act.reason,
    )
