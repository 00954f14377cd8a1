"""What is done to users and keys is decided: who did it, to whom, and when, in the chain.

No entry holds a password, a key, or what either is hashed to.
"""

from collections.abc import Callable
from typing import Any, Literal

from cypher import Store
from cypher.decision.chain import canonical
from cypher.decision.deciding import Act, decide
from cypher.query import Command


def act_on_account(
    kind: Literal["user", "key"],
    action: str,
    user_id: str,
    *,
    author: str,
    key_id: str = "",
    **said: Any,
) -> Act:
    """An act about a user or one of the user's keys, which counts at once and says no more."""
    body = canonical(said).decode()
    return Act(kind, user_id, action, "", author, signed=True, other=key_id, body=body)


def decided(
    store: Store, act: Act, need: Callable[[], object], change: Callable[..., Command]
) -> None:
    """Do something to a user or a key, with the decision to do so; StoreBusy as of `decide`.

    `need` raises where what stands at this moment forbids it. `change` makes the command, given the
    parameters of the decision.
    """

    def looked() -> Act:
        need()
        return act

    decide(store, looked, keep=lambda added: store.run(change(**added.columns())))
