"""The viewer: who asks, in which roles, about whose customers."""

from collections.abc import Iterable
from dataclasses import dataclass

from cypher.scope import EVERYBODY, Scope
from service.access.permits import permitted
from service.access.roles import ROLE_IDS, ROLES, Role
from service.tagging.declaration import Purpose

#: Nobody's customers.
NOBODY = Scope(everyone=False, of_branches=[], of_managers=[])


@dataclass(frozen=True)
class Viewer:
    """Who asks: `user_id`, the roles that he has, his branches and manager's codes.

    `is_signed` tells whether anybody vouches for it: under `none` nobody does.
    """

    user_id: str
    roles: tuple[Role, ...]
    branches: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    is_signed: bool = True

    def asking(self, operation: str) -> tuple[Role, ...]:
        """His roles that may ask an operation."""
        return tuple(role for role in self.roles if role in permitted(operation))

    def scope_in(self, roles: Iterable[Role]) -> Scope:
        """Whose customers he sees in some of his roles, each of which has a scope of its own.

        Where nobody signs in everybody sees the whole bank.
        """
        if not self.is_signed:
            return EVERYBODY
        reaches = {ROLES[role].reach for role in roles}
        named = bool(self.branches or self.managers)
        if "all" in reaches or ("lists" in reaches and not named):
            return EVERYBODY
        if reaches & {"own", "lists"}:
            return Scope(everyone=False, of_branches=[*self.branches], of_managers=[*self.managers])
        return NOBODY


#: Who asks where nobody signs in: every role, and the whole bank.
LOCAL = Viewer("local", ROLE_IDS, is_signed=False)


def purposes_in(roles: Iterable[Role]) -> tuple[Purpose, ...]:
    """The purposes of some roles, in the order of the roles and of each one's row."""
    return tuple(dict.fromkeys(purpose for role in roles for purpose in ROLES[role].purposes))
