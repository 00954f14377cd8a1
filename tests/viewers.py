"""Who asks in tests: viewers whom a proxy names."""

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
