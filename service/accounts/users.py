"""Users: added, changed, ended, listed; and the viewer that a user is."""

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import orjson

from cypher import Store
from cypher.user import (
    AddUser,
    ChangePassword,
    ChangeUser,
    EndUser,
    UserById,
    UserRow,
    UsersInOrder,
)
from cypher.vocabulary import Text
from service.access.roles import ROLE_IDS, Role
from service.access.viewer import Viewer
from service.accounts.acts import act_on_account, decided
from service.accounts.passwords import hashed
from service.errors import BadRequest, Conflict, NotFound

LONGEST_NAME, AT_ONCE = 64, 500


@dataclass(frozen=True)
class Rights:
    """What a user may: roles, and whose customers the user sees in them."""

    roles: tuple[Role, ...]
    branches: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()

    @property
    def sees_nobody(self) -> bool:
        """Whether a relationship manager has neither a branch nor a code: the scope is empty."""
        return "relationship_manager" in self.roles and not (self.branches or self.managers)


def user_name(name: str) -> str:
    """A user's name as it is kept; raises BadRequest for one that cannot be."""
    composed = unicodedata.normalize("NFC", name)
    if (
        not 1 <= len(composed) <= LONGEST_NAME
        or composed != composed.strip()
        or not composed.isprintable()
    ):
        raise BadRequest(
            Text(
                f"用户名须有1至{LONGEST_NAME}个可见字符，首尾不带空格：请换一个",
                f"a user's name has 1 to {LONGEST_NAME} printable characters and no blank at "
                "either end: choose another",
            ),
            "name",
        )
    return composed


def roles_named(names: Sequence[str]) -> tuple[Role, ...]:
    """Roles by their names, each once; raises BadRequest for a name that is none."""
    unknown = [name for name in names if name not in ROLE_IDS]
    if unknown:
        raise BadRequest(
            Text(
                f"没有{'、'.join(unknown)}这一角色：可选{'、'.join(ROLE_IDS)}",
                f"{', '.join(unknown)} is no role: there are {', '.join(ROLE_IDS)}",
            ),
            "role",
        )
    return tuple(role for role in ROLE_IDS if role in names)


def add_user(store: Store, name: str, password: str, rights: Rights, *, author: str) -> None:
    """Add a user; raises Conflict where the name was ever given to one, BadRequest as hashing."""
    user_id = user_name(name)
    if not rights.roles:
        raise BadRequest(Text("请用--role给出角色", "name a role with --role"), "role")
    _need_new(store, user_id)
    given = {"user_id": user_id, "password": hashed(password), **_as_json(rights)}
    act = act_on_account("user", "add", user_id, author=author, **asdict(rights))
    decided(store, act, lambda: _need_new(store, user_id), partial(AddUser, **given))


def change_user(store: Store, name: str, rights: Rights, *, author: str) -> None:
    """Give a user other rights, which ends the user's sessions; raises NotFound."""
    user_id = the_user(store, name).user_id
    act = act_on_account("user", "change", user_id, author=author, **asdict(rights))
    change = partial(ChangeUser, user_id=user_id, **_as_json(rights))
    decided(store, act, lambda: the_user(store, name), change)


def change_password(store: Store, name: str, password: str, *, author: str) -> None:
    """Give a user another password, which ends the user's sessions; raises NotFound, BadRequest."""
    user_id = the_user(store, name).user_id
    act = act_on_account("user", "password", user_id, author=author)
    change = partial(ChangePassword, user_id=user_id, password=hashed(password))
    decided(store, act, lambda: the_user(store, name), change)


def end_user(store: Store, name: str, *, author: str) -> None:
    """End a user, with all sessions and keys; raises NotFound."""
    user_id = the_user(store, name).user_id
    act = act_on_account("user", "end", user_id, author=author)
    decided(store, act, lambda: the_user(store, name), partial(EndUser, user_id=user_id))


def the_user(store: Store, name: str) -> UserRow:
    """A user who has not ended; raises NotFound where there is none of the name."""
    user_id = user_name(name)
    user = current_user(store, user_id)
    if user is None:
        raise NotFound(
            Text(
                f"没有用户{user_id}：用user list查看现有用户",
                f"there is no user {user_id}: `user list` tells who there is",
            )
        )
    return user


def current_user(store: Store, user_id: str) -> UserRow | None:
    """A user by the id, None where there is none or has ended."""
    return next((row for row in store.rows(UserById(user_id)) if row.ended_at is None), None)


def every_user(store: Store) -> list[UserRow]:
    """All users in the order of their ids, ended ones too."""
    found: list[UserRow] = []
    while page := store.rows(UsersInOrder(found[-1].user_id if found else "", AT_ONCE)):
        found += page
    return found


def any_user(store: Store) -> bool:
    """Whether there is a user who can sign in."""
    return any(user.ended_at is None for user in every_user(store))


def rights_of(user: UserRow) -> Rights:
    """What a user may now."""
    roles, branches, managers = map(orjson.loads, (user.roles, user.branches, user.managers))
    return Rights(roles_known(roles), tuple(branches), tuple(managers))


def roles_known(names: Sequence[str]) -> tuple[Role, ...]:
    """Those of some names that are roles here: a newer version may have stored others."""
    return tuple(role for role in ROLE_IDS if role in names)


def viewer_of(user: UserRow, only: Sequence[Role] = ()) -> Viewer:
    """The viewer that a user is, in some of the user's roles where they are named."""
    rights = rights_of(user)
    roles = tuple(role for role in rights.roles if not only or role in only)
    return Viewer(user.user_id, roles, rights.branches, rights.managers)


def _need_new(store: Store, user_id: str) -> None:
    """Return where a name was never given to a user; raises Conflict."""
    if store.rows(UserById(user_id)):
        raise Conflict(
            Text(
                f"用户名{user_id}已用过：请换一个，或用user change、user password修改",
                f"there is or was a user {user_id}: choose another name, or use user change and "
                "user password",
            )
        )


def _as_json(rights: Rights) -> dict[str, Any]:
    return {name: orjson.dumps(listed).decode() for name, listed in asdict(rights).items()}
