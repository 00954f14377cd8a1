"""Who asks in a request, in which of his roles, and what those let him see."""

from typing import Protocol

from flask import g

from cypher.scope import EVERYBODY, Scope
from cypher.vocabulary import Text
from service.access.masks import person_name
from service.access.roles import PURPOSES, ROLES, Role
from service.access.viewer import LOCAL, Viewer, purposes_in
from service.errors import NotAllowed
from service.tagging.declaration import Purpose


class Named(Protocol):
    """A customer in a row: what it is called and is, and whether it is in scope."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def in_scope(self) -> bool:
        """Whether it is in the scope in which is asked."""


def viewer() -> Viewer:
    """Who asks; outside of a request that was let in, nobody that has a name."""
    found: Viewer = g.get("viewer", LOCAL)
    return found


def author(sent: str) -> str:
    """Who decides: the viewer; where nobody signs in, whom the request names."""
    return viewer().user_id if viewer().is_signed else sent


def asking_roles() -> tuple[Role, ...]:
    """The roles in which the viewer asks this question: those that may."""
    found: tuple[Role, ...] = g.get("asking_roles", LOCAL.roles)
    return found


def asked_scope() -> Scope:
    """Whose customers this question may tell of; where nobody signs in, everybody's."""
    asks = viewer()
    return asks.scope_in(asking_roles()) if asks.is_signed else EVERYBODY


def asked_purposes() -> tuple[Purpose, ...]:
    """The purposes for which the viewer may ask this question, the first is meant by default."""
    return purposes_in(asking_roles()) if viewer().is_signed else PURPOSES


def asks_through_lists() -> bool:
    """Whether the viewer sees customers through lists for marketing alone.

    Who has another role besides in which this may be asked asks in that one from here on.
    """
    if not viewer().is_signed:
        return False
    by_name = tuple(role for role in asking_roles() if ROLES[role].reach != "lists")
    g.asking_roles = by_name or asking_roles()
    return not by_name


def narrow_scope() -> Scope | None:
    """The scope of those asking roles that do not see all customers, where others of them do."""
    asks = viewer()
    if not asks.is_signed:
        return None
    near = _near()
    return asks.scope_in(near) if 0 < len(near) < len(asking_roles()) else None


def ask_from_afar() -> None:
    """Ask from here on in those roles alone that see all customers."""
    near = _near()
    g.asking_roles = tuple(role for role in asking_roles() if role not in near)


def _near() -> tuple[Role, ...]:
    return tuple(role for role in asking_roles() if ROLES[role].reach != "all")


def ask_for(*purposes: Purpose) -> None:
    """Ask this question for a purpose from here on: in those roles alone that have it, or one.

    Raises NotAllowed where none of them has.
    """
    if not viewer().is_signed:
        return
    roles = tuple(role for role in asking_roles() if {*purposes} & {*ROLES[role].purposes})
    if not roles:
        may = asked_purposes()
        raise NotAllowed(
            Text(
                f"您的角色不可为{'、'.join(purposes)}查询：可用的用途为{'、'.join(may) or '无'}",
                f"your roles do not ask for {' or '.join(purposes)}: they ask for "
                f"{', '.join(may) or 'nothing'}",
            )
        )
    g.asking_roles = roles


def called(row: Named) -> str:
    """What a customer is called to who asks: see `name_seen`."""
    return name_seen(row.name, row.kind, in_scope=row.in_scope)


def name_seen(name: str, kind: str | None, *, in_scope: bool) -> str:
    """A customer's name as who asks sees it: that of a person outside the scope is masked."""
    return person_name(name) if name and kind == "person" and not in_scope else name
