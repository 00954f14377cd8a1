"""/me: who is signed in, with which roles and scope, and which keys."""

from typing import Any

from flask import Blueprint, Response

from cypher.vocabulary import Text
from service.access.roles import ROLES
from service.access.viewer import Viewer
from service.accounts.keys import keys_of, last_uses, roles_of
from service.accounts.users import current_user
from service.api.http.answers import machine, settings, whole_store
from service.web.kit.page import page, page_viewer, told_here

blueprint = Blueprint("web_me", __name__)


@blueprint.get("/me")
def me() -> Response:
    """Who is signed in, and what that lets be seen."""
    viewer = page_viewer()
    return page(
        "me.html",
        roles=[ROLES[role].title for role in viewer.roles],
        scope=_scope(viewer),
        keys=_keys(viewer.user_id) if settings().auth == "local" else [],
    )


def _scope(viewer: Viewer) -> Text:
    """Whose customers the viewer sees, in a sentence."""
    scope = viewer.scope_in(viewer.roles)
    if scope.everyone:
        return Text("全行客户", "all customers of the bank")
    named = [*viewer.branches, *viewer.managers]
    if named and (scope.of_branches or scope.of_managers):
        return Text(
            f"机构或客户经理为{'、'.join(named)}的客户",
            f"customers of the branches and managers {', '.join(named)}",
        )
    return Text("看不到任何客户", "no customer by name")


def _keys(user_id: str) -> list[dict[str, Any]]:
    user = current_user(whole_store(), user_id)
    keys = keys_of(whole_store(), [user] if user else [])
    used = last_uses(machine(), keys)
    return [
        {
            "key_id": key.key_id,
            "roles": [ROLES[role].title for role in roles_of(key)],
            "made": told_here(key.made_at),
            "expires": told_here(key.expires_at),
            "used": told_here(used[key.key_id]) if key.key_id in used else None,
        }
        for key in keys
    ]
