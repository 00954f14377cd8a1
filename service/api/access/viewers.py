"""Who asks in a request, in which of his roles, and what those let him see."""

from flask import g

from cypher.scope import Scope
from cypher.vocabulary import Text
from service.access.roles import Role
from service.access.viewer import LOCAL, Viewer, purposes_in
from service.errors import NotAllowed
from service.tagging.declaration import Purpose


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
    """Whose customers this question may tell of."""
    return viewer().scope_in(asking_roles())


def asked_purposes() -> tuple[Purpose, ...]:
    """The purposes for which the viewer may ask this question, the first is meant by default."""
    return purposes_in(asking_roles())


def ask_for(purpose: Purpose) -> None:
    """Ask this question for a purpose from here on: in those roles alone that have it.

    Raises NotAllowed where none of them has.
    """
    roles = viewer().asking(g.operation, purpose) if "operation" in g else LOCAL.roles
    if not roles:
        may = asked_purposes()
        raise NotAllowed(
            Text(
                f"您的角色不可为{purpose}用途查询：可用的用途为{'、'.join(may) or '无'}",
                f"your roles do not ask for {purpose}: they ask for {', '.join(may) or 'nothing'}",
            )
        )
    g.asking_roles = roles
