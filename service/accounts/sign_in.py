"""Who signs in with a name and a password; a name that was tried too often is locked for a while.

An unknown user, a wrong password and a locked name are answered alike, after the same work.
"""

import hashlib
import unicodedata

from cypher import Store
from cypher.engine.clock import now_ms
from cypher.machine import FailedSignIns, FailSignIn, ForgetFailures
from cypher.user import UserRow
from service.accounts.passwords import is_password
from service.accounts.users import current_user

#: The failure in a row that locks a name, for how long at first and at most, in milliseconds.
FREE, LOCKED_MS, MOST_LOCKED_MS = 5, 60_000, 3_600_000
DAY_MS = 86_400_000


def signed_in(store: Store, machine: Store, name: str, password: str) -> UserRow | None:
    """The user of a name and a password, or None."""
    user_id = unicodedata.normalize("NFC", name)
    digest, now = hashlib.sha256(user_id.encode("utf-8", "replace")).hexdigest(), now_ms()
    user = current_user(store, user_id)
    locked = any(row.locked_until > now for row in machine.rows(FailedSignIns(digest)))
    if not locked:
        # Counted before it is known to have failed, so that many at once are no more tries.
        machine.run(FailSignIn(digest, now, FREE, LOCKED_MS, MOST_LOCKED_MS, now - DAY_MS))
    if is_password(user.password if user and not locked else None, password):
        machine.run(ForgetFailures(digest))
        return user
    return None
