"""Who asks in tests: viewers whom a proxy names, and users of the store who sign in."""

import io
import json
import re
from typing import Any
from unittest.mock import patch

from flask.testing import FlaskClient

import service.__main__

#: What the proxy of tests knows; `behind_proxy` in conftest.py sets it.
SECRET = "known to the proxy"


def named(roles: str, *, user: str = "u", branches: str = "", managers: str = "") -> dict[str, str]:
    """The headers that a proxy sends about somebody; each list is divided by commas."""
    return {
        "X-Guanxi-Secret": SECRET,
        "X-Guanxi-User": user,
        "X-Guanxi-Roles": roles,
        "X-Guanxi-Branches": branches,
        "X-Guanxi-Managers": managers,
    }


#: What users of tests sign in with.
PASSWORD = "a long enough secret"


def command(*arguments: str, stdin: str = "", status: int = 0) -> None:
    """Run a command of the service with a line on its standard input."""
    with patch("sys.stdin", io.StringIO(stdin)):
        assert service.__main__.main(arguments) == status


def add_user(name: str, *roles: str, password: str = PASSWORD, branches: str = "") -> None:
    """Add a user by the command, in the store that the environment names."""
    options = [part for role in roles for part in ("--role", role)]
    options += [part for branch in branches.split(",") if branch for part in ("--branch", branch)]
    command("user", "add", name, *options, stdin=f"{password}\n")


def form_token(text: str) -> str:
    """The token of a page's form."""
    found = re.search(r'name="csrf_token" value="(\w+)"', text)
    assert found, text
    return found[1]


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, **form: str) -> Any:
    """Fill in the form as a browser does; what is answered."""
    token = form_token(client.get("/sign-in").text)
    sent = {"user": name, "password": password, "csrf_token": token, **form}
    return client.post("/sign-in", data=sent)


def token_of(client: FlaskClient) -> dict[str, str]:
    """The header that comes with what a session changes."""
    return {"X-CSRF-Token": form_token(client.get("/me").text)}


def problem_of(answer: Any) -> tuple[int, str]:
    """The status of an answer, and the end of its problem's type."""
    kind = json.loads(answer.data).get("type", "") if answer.data else ""
    return answer.status_code, str(kind).rpartition("/")[2]
