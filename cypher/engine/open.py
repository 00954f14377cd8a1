"""Which engine a store's address names, and with which login.

An engine is imported where its store is opened: the Neo4j driver alone is more than half of what
importing `cypher` would take, also for those who never use it.
"""

import math
import re
import ssl
from pathlib import Path
from urllib.parse import unquote

from cypher.engine.errors import StoreUnusable
from cypher.engine.settings import StoreSettings
from cypher.engine.store import Store
from cypher.reasons import system_reason
from cypher.text import Text

NEO4J = re.compile(
    r"(?P<scheme>neo4j|bolt)(?P<tls>\+s|\+ssc)?://"
    r"((?P<user>[^:@/?#]*)(:(?P<password>[^@/?#]*))?@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:@/?#\[\]]+)(:(?P<port>\d*))?"
    r"(/(?P<database>[^\s@/?#]*)/?)?"
)
LAST_PORT = 65_535


def open_store(
    settings: StoreSettings, *, for_requests: bool = False, read_only: bool = False
) -> Store:
    """The store that `settings.store` names.

    `for_requests`: somebody waits for each answer, at most for the deadline of the settings.
    `read_only` opens it so that it cannot be written to.

    Raises StoreUnusable, with no part of the address, for one that is of no kind, and where what
    is set beside it cannot be: a file that is not there, a password that is given twice.
    """
    address = settings.store.get_secret_value()
    if address.startswith("sqlite:///"):
        path = address.removeprefix("sqlite:///")
        if not path:
            raise StoreUnusable(
                Text(
                    "存储地址没有指定文件：请写作sqlite:///PATH",
                    "the store's address names no file: use sqlite:///PATH",
                )
            )
        if path.startswith((":memory:", "file::memory:")):
            raise StoreUnusable(
                Text(
                    "内存中的存储在命令结束后即消失：请指定文件，sqlite:///PATH",
                    "a store in memory is gone when the command ends: name a file, sqlite:///PATH",
                )
            )
        from cypher.engine.sqlite import SqliteStore

        seconds = settings.store_deadline if for_requests else math.inf
        return SqliteStore(Path(path), read_only=read_only, answer_seconds=seconds)
    parts = _parts(address)
    user = unquote(parts["user"]) or settings.neo4j_user
    password = unquote(parts["password"]) or _password(settings)
    if password and not user:
        raise StoreUnusable(
            Text(
                "已给出Neo4j的密码而没有用户名：请在GUANXI_STORE或GUANXI_NEO4J_USER中指定",
                "a Neo4j password is given and no user: name the user in GUANXI_STORE or in "
                "GUANXI_NEO4J_USER",
            )
        )
    authority, tls = settings.neo4j_ca, parts["tls"]
    if authority:
        _check_authority(authority, tls)
        # The driver takes an authority of one's own only where the scheme says nothing of TLS.
        tls = ""
    from cypher.engine.bolt import OF_COMMANDS, Patience
    from cypher.engine.neo4j import Neo4jStore

    patience = Patience.of_requests(settings.store_deadline) if for_requests else OF_COMMANDS
    return Neo4jStore(
        address=f"{parts['scheme']}{tls}://{parts['host']}:{parts['port'] or 7687}",
        user=user,
        password=password,
        database=unquote(parts["database"]) or "neo4j",
        patience=patience,
        authority=authority,
        read_only=read_only,
    )


def _parts(address: str) -> dict[str, str]:
    """The parts of a Neo4j server's address, '' where it lacks one."""
    found = NEO4J.fullmatch(address)
    if found and int(found["port"] or 0) <= LAST_PORT:
        return found.groupdict(default="")
    scheme, _, rest = address.partition("://")
    login, at, _ = rest.rpartition("@")
    # A password is cut at these, and the rest of it would be taken for the host.
    if scheme.partition("+")[0] in ("neo4j", "bolt") and at and re.search("[@/?#]", login):
        raise StoreUnusable(
            Text(
                "GUANXI_STORE的用户名或密码中有未转义的@、/、?或#：请用百分号编码（%40、%2F、%3F、%23），"
                "或改设GUANXI_NEO4J_USER和GUANXI_NEO4J_PASSWORD",
                "the user or the password in GUANXI_STORE has an @, /, ? or # as it is: "
                "percent-encode it (%40, %2F, %3F, %23), or set GUANXI_NEO4J_USER and "
                "GUANXI_NEO4J_PASSWORD instead",
            )
        )
    raise StoreUnusable(
        Text(
            "无法识别存储地址：请写作sqlite:///PATH或neo4j://USER:PASSWORD@HOST:PORT/DATABASE",
            "the store's address is of no known kind: "
            "use sqlite:///PATH or neo4j://USER:PASSWORD@HOST:PORT/DATABASE",
        )
    )


def _password(settings: StoreSettings) -> str:
    """The password that is set beside the store's address, as it is or in a file."""
    password, path = settings.neo4j_password.get_secret_value(), settings.neo4j_password_file
    if not path:
        return password
    if password:
        raise StoreUnusable(
            Text(
                "GUANXI_NEO4J_PASSWORD与GUANXI_NEO4J_PASSWORD_FILE同时设置：请取消其一",
                "GUANXI_NEO4J_PASSWORD and GUANXI_NEO4J_PASSWORD_FILE are both set: unset one of "
                "them",
            )
        )
    try:
        password = Path(path).read_text("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        reason = (
            system_reason(error)
            if isinstance(error, OSError)
            else Text("不是UTF-8文本", "it is no text in UTF-8")
        )
        # Not chained: an error of decoding holds the bytes that it was given.
        raise StoreUnusable(
            Text(
                f"无法从GUANXI_NEO4J_PASSWORD_FILE指定的{path}读取密码：{reason.zh}",
                f"the password cannot be read from {path}, which GUANXI_NEO4J_PASSWORD_FILE names: "
                f"{reason.en}",
            )
        ) from None
    if not password:
        raise StoreUnusable(
            Text(
                f"{path}是空的：请在其中写入密码，或取消GUANXI_NEO4J_PASSWORD_FILE",
                f"{path} is empty: write the password there, or unset GUANXI_NEO4J_PASSWORD_FILE",
            )
        )
    return password


def _check_authority(path: str, tls: str) -> None:
    """Return where the file holds certificates, and the address does not say to trust any."""
    if tls == "+ssc":
        raise StoreUnusable(
            Text(
                "GUANXI_STORE信任所有证书（+ssc），而GUANXI_NEO4J_CA只信任部分证书："
                "请写作+s，或取消GUANXI_NEO4J_CA",
                "GUANXI_STORE trusts every certificate (+ssc) and GUANXI_NEO4J_CA only some: write "
                "+s, or unset GUANXI_NEO4J_CA",
            )
        )
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except ssl.SSLError as error:
        raise StoreUnusable(
            Text(
                f"GUANXI_NEO4J_CA指定的{path}中没有PEM格式的证书",
                f"{path}, which GUANXI_NEO4J_CA names, holds no certificate in PEM form",
            )
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise StoreUnusable(
            Text(
                f"无法读取GUANXI_NEO4J_CA指定的{path}：{reason.zh}",
                f"{path}, which GUANXI_NEO4J_CA names, cannot be read: {reason.en}",
            )
        ) from error


def place_of(address: str) -> str:
    """Where a store lies, as it may be shown: its address without the user and the password."""
    scheme, separator, rest = address.partition("://")
    return address if scheme == "sqlite" else f"{scheme}{separator}{rest.rpartition('@')[2]}"
