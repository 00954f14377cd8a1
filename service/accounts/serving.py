"""Whether the service may listen: nobody is served before it is certain who may ask."""

from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from cypher import Store
from cypher.commands import called
from cypher.machine.machine_file import machine_file, renew_machine_file
from cypher.vocabulary import Text
from service.access.loopback import is_loopback
from service.accounts.users import any_user
from service.errors import ServiceError
from service.settings import Settings

_NOBODY = Text(
    "无人登录（GUANXI_AUTH=none），任何能访问本机的人都可查询",
    "nobody signs in (GUANXI_AUTH=none): whoever is on this machine may ask",
)


def need_sign_in(settings: Settings, store: Store, host: str) -> Text | None:
    """Return where it is certain who will ask: what an operator must hear of it, or nothing.

    Raises ServiceError with what to set where it is not, StoreUnusable where the machine's own file
    cannot be written.
    """
    if settings.auth == "none" and not is_loopback(host):
        raise ServiceError(
            Text(
                f"未启用登录（GUANXI_AUTH=none）时不能在{host}上监听："
                "请设置GUANXI_AUTH=local、oidc或proxy，或使用--host 127.0.0.1",
                f"nobody signs in (GUANXI_AUTH=none), so the service does not listen on {host}: "
                "set GUANXI_AUTH to local, oidc or proxy, or use --host 127.0.0.1",
            )
        )
    if settings.auth == "proxy" and not settings.proxy_secret.get_secret_value():
        raise _unset("proxy", "GUANXI_PROXY_SECRET")
    if settings.auth == "oidc":
        for name in ("oidc_issuer", "oidc_client_id"):
            if not getattr(settings, name):
                raise _unset("oidc", f"GUANXI_{name.upper()}")
        if not settings.oidc_issuer.startswith("https://") and not is_loopback(
            urlsplit(settings.oidc_issuer).hostname or ""
        ):
            raise _unset("oidc", "GUANXI_OIDC_ISSUER=https://...")
        client_secret(settings)
    if settings.auth == "none":
        return _NOBODY
    with closing(machine_file(settings)) as machine:
        renew_machine_file(machine, settings)
    if settings.auth == "local" and not any_user(store):
        first = called("user add NAME --role administrator")
        return Text(
            f"还没有用户，无法登录：用`{first}`添加第一个",
            f"there is no user yet, so nobody can sign in: make the first with `{first}`",
        )
    return None


def client_secret(settings: Settings) -> str:
    """The secret of this client at the identity provider, '' where it has none.

    Raises ServiceError where its file cannot be read, or is empty.
    """
    path = settings.oidc_client_secret_file
    if not path:
        return ""
    try:
        secret = Path(path).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise ServiceError(
            Text(
                f"无法读取GUANXI_OIDC_CLIENT_SECRET_FILE所指的{path}：{reason}",
                f"{path}, which GUANXI_OIDC_CLIENT_SECRET_FILE names, cannot be read: {reason}",
            )
        ) from None
    if not secret:
        raise ServiceError(
            Text(
                f"GUANXI_OIDC_CLIENT_SECRET_FILE所指的{path}是空的",
                f"{path}, which GUANXI_OIDC_CLIENT_SECRET_FILE names, is empty",
            )
        )
    return secret


def _unset(auth: str, name: str) -> ServiceError:
    return ServiceError(
        Text(f"GUANXI_AUTH={auth}需要{name}：请设置", f"GUANXI_AUTH={auth} needs {name}: set it")
    )
