"""Users, who sign in, and the keys of their programs. None is ever taken away: each ends.

Each change is written together with the decision to make it, or neither is. Lists are JSON on both
engines, instants milliseconds since 1970. The leader is asked: who has just lost a role must not
find a follower that does not know it yet.
"""

from dataclasses import dataclass

from cypher.decision import NewDecision
from cypher.query import Command, Query


@dataclass(frozen=True)
class UserRow:
    """A user; `password` is a hash, `version` rises with every change, `ended_at` ends it."""

    user_id: str
    password: str
    roles: str
    branches: str
    managers: str
    version: int
    made_at: int
    ended_at: int | None


class UserById(Query[UserRow]):
    """One user, ended or not."""

    from_leader = True

    user_id: str


class UsersInOrder(Query[UserRow]):
    """Users after one, by their ids, ended ones too."""

    from_leader = True

    after_id: str
    limit: int


@dataclass(frozen=True)
class KeyRow:
    """A user's key; `digest` is that of its secret, `roles` are all the user's where it is []."""

    key_id: str
    user_id: str
    digest: str
    roles: str
    made_at: int
    expires_at: int
    ended_at: int | None


class KeyById(Query[KeyRow]):
    """One key, ended or not."""

    from_leader = True

    key_id: str


class KeysOfUser(Query[KeyRow]):
    """The keys of a user, the first made first, ended ones too."""

    from_leader = True

    user_id: str


class AddUser(NewDecision, Command):
    """Adds a user; one that is there already, ended or not, stays, and nothing is decided."""

    user_id: str
    password: str
    roles: str
    branches: str
    managers: str


class ChangeUser(NewDecision, Command):
    """Gives a user other roles, branches and codes."""

    user_id: str
    roles: str
    branches: str
    managers: str


class ChangePassword(NewDecision, Command):
    """Gives a user another password."""

    user_id: str
    password: str


class EndUser(NewDecision, Command):
    """Ends a user, and with it the user's keys."""

    user_id: str


class AddKey(NewDecision, Command):
    """Adds a key to a user."""

    key_id: str
    user_id: str
    digest_of_key: str
    roles: str
    expires_at: int


class EndKey(NewDecision, Command):
    """Ends a key."""

    key_id: str
