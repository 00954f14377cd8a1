"""Keys of programs: gx_<id>_<secret>, shown once; the store has the SHA-256 of the secret."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import orjson

from cypher import Store
from cypher.engine.clock import now_ms
from cypher.machine import KeyUses, UseKey
from cypher.user import AddKey, EndKey, KeyById, KeyRow, KeysOfUser, UserRow
from cypher.vocabulary import Text
from service.access.roles import Role
from service.access.viewer import Viewer
from service.accounts.acts import act_on_account, decided
from service.accounts.users import current_user, rights_of, roles_known, the_user, viewer_of
from service.errors import BadRequest, NotFound
from service.instants import instant

DAYS, MOST_DAYS = 90, 3_650
DAY_MS = 86_400_000
#: A key that is used all day is noted once in so many milliseconds.
NOTED_MS = 60_000
_KEY = re.compile(r"gx_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class MadeKey:
    """A key as it is shown, once; its id and when it expires."""

    key: str
    key_id: str
    expires_at: int


def add_key(
    store: Store, name: str, days: int = DAYS, roles: Sequence[Role] = (), *, author: str
) -> MadeKey:
    """Make a key of a user's, in some of the user's roles or in all.

    Raises NotFound for an unknown user, BadRequest for roles that the user has not.
    """
    user_id = _need_roles(store, name, roles).user_id
    if not 1 <= days <= MOST_DAYS:
        raise BadRequest(
            Text(f"天数须为1至{MOST_DAYS}", f"a key lasts from 1 to {MOST_DAYS} days"), "days"
        )
    key_id, secret, now = secrets.token_hex(8), secrets.token_urlsafe(32), now_ms()
    expires_at = now + days * DAY_MS
    said = {"roles": roles, "expires_at": instant(expires_at)}
    act = act_on_account("key", "add", user_id, author=author, key_id=key_id, **said)
    add = partial(
        AddKey,
        key_id=key_id,
        user_id=user_id,
        digest_of_key=_digest(secret),
        roles=orjson.dumps(roles).decode(),
        expires_at=expires_at,
    )
    decided(store, act, lambda: _need_roles(store, name, roles), add)
    return MadeKey(f"gx_{key_id}_{secret}", key_id, expires_at)


def _need_roles(store: Store, name: str, roles: Sequence[Role]) -> UserRow:
    """The user of a name, who has some roles; raises NotFound, BadRequest."""
    user = the_user(store, name)
    lacking = [role for role in roles if role not in rights_of(user).roles]
    if lacking:
        raise BadRequest(
            Text(
                f"用户{user.user_id}没有{'、'.join(lacking)}角色，密钥不能超出其权限",
                f"{user.user_id} is no {', '.join(lacking)}: a key does no more than its user may",
            ),
            "role",
        )
    return user


def end_key(store: Store, key_id: str, *, author: str) -> KeyRow:
    """End a key by its id, or by the key itself; raises NotFound for one that is not there."""
    whole = _KEY.fullmatch(key_id)
    row = _the_key(store, whole[1] if whole else key_id)
    act = act_on_account("key", "end", row.user_id, author=author, key_id=row.key_id)
    end = partial(EndKey, key_id=row.key_id)
    decided(store, act, lambda: _the_key(store, row.key_id), end)
    return row


def _the_key(store: Store, key_id: str) -> KeyRow:
    """A key that has not ended; raises NotFound where there is none of the id."""
    for row in store.rows(KeyById(key_id)):
        if row.ended_at is None:
            return row
    raise NotFound(
        Text("没有该密钥：用key list查看", "there is no such key: `key list` tells the keys")
    )


def keys_of(store: Store, users: Iterable[UserRow]) -> list[KeyRow]:
    """The keys of some users that have not ended, expired ones too."""
    return [
        key
        for user in users
        if user.ended_at is None
        for key in store.rows(KeysOfUser(user.user_id))
        if key.ended_at is None
    ]


def last_uses(machine: Store, keys: Iterable[KeyRow]) -> dict[str, int]:
    """When each key was last used on this machine, for those that were."""
    asked = KeyUses([key.key_id for key in keys])
    return {use.key_id: use.used_at for use in machine.rows(asked)}


def viewer_of_key(store: Store, machine: Store, sent: str) -> Viewer | None:
    """Who asks with a key: its user, in the key's roles as far as the user still has them.

    None for a key that was never given, has ended or expired, or whose user has ended.
    """
    parts = _KEY.fullmatch(sent)
    if parts is None:
        return None
    now = now_ms()
    key = next(iter(store.rows(KeyById(parts[1]))), None)
    if key is None or not hmac.compare_digest(key.digest, _digest(parts[2])):
        return None
    user = current_user(store, key.user_id)
    if user is None or key.ended_at is not None or key.expires_at <= now:
        return None
    if last_uses(machine, [key]).get(key.key_id, 0) <= now - NOTED_MS:
        machine.run(UseKey(key.key_id, now))
    return viewer_of(user, roles_of(key))


def roles_of(key: KeyRow) -> tuple[Role, ...]:
    """The roles that a key is narrowed to, none where it is not."""
    return roles_known(orjson.loads(key.roles))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
