"""Sessions of people: a random id that the browser keeps, and its SHA-256 in the machine's file."""

import hashlib
import hmac
import secrets

import orjson

from cypher import Store
from cypher.engine.clock import now_ms
from cypher.machine import BeginSession, EndSession, SessionByDigest, UseSession
from cypher.user import UserRow
from service.access.viewer import Viewer
from service.accounts.users import current_user, roles_known, viewer_of
from service.settings import Settings


def begin_session(machine: Store, settings: Settings, user: UserRow) -> str:
    """Begin a session of a user; returns its id, never one that was sent."""
    return _begin(machine, settings, user.user_id, user.version, None)


def begin_session_of(machine: Store, settings: Settings, viewer: Viewer) -> str:
    """Begin a session of somebody for whom an identity provider vouches, and who is not stored."""
    claims = {name: getattr(viewer, name) for name in ("roles", "branches", "managers")}
    return _begin(machine, settings, viewer.user_id, 0, orjson.dumps(claims).decode())


def _begin(
    machine: Store, settings: Settings, user_id: str, version: int, claims: str | None
) -> str:
    session_id, now = secrets.token_urlsafe(32), now_ms()
    over = (now - _ms(settings.session_most), now - _ms(settings.session_idle))
    machine.run(BeginSession(_digest(session_id), user_id, version, claims, now, *over))
    return session_id


def viewer_of_session(
    store: Store, machine: Store, settings: Settings, session_id: str
) -> Viewer | None:
    """Whose session it is; None for one that is over, or of a user who has changed or ended."""
    digest, now = _digest(session_id), now_ms()
    idle = _ms(settings.session_idle)
    session = next(iter(machine.rows(SessionByDigest(digest))), None)
    # One that a user of the store began is none of an identity provider's, and the other way round.
    if session is None or (session.claims is None) != (settings.auth == "local"):
        return None
    if session.made_at <= now - _ms(settings.session_most) or session.used_at <= now - idle:
        return None
    if session.claims is None:
        user = current_user(store, session.user_id)
        if user is None or user.version != session.version:
            return None
        viewer = viewer_of(user)
    else:
        claims = orjson.loads(session.claims)
        roles = roles_known(claims["roles"])
        viewer = Viewer(
            session.user_id, roles, tuple(claims["branches"]), tuple(claims["managers"])
        )
    # Noted now and then: a write for every question would cost more than the question.
    if session.used_at <= now - idle // 30:
        machine.run(UseSession(digest, now))
    return viewer


def end_session(machine: Store, session_id: str) -> None:
    """End a session."""
    machine.run(EndSession(_digest(session_id)))


def form_token(session_id: str) -> str:
    """What forms of a session carry, and requests that change something: nobody else can tell."""
    return hmac.new(session_id.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(session_id: str, sent: str) -> bool:
    """Whether that is what was sent."""
    return hmac.compare_digest(form_token(session_id).encode(), sent.encode("utf-8", "replace"))


def _digest(session_id: str) -> str:
    return hashlib.sha256(session_id.encode("utf-8", "replace")).hexdigest()


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
