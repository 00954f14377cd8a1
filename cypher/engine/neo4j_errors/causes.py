"""Each cause for which Neo4j fails: how it is known, and the line that says what to do about it."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

import neo4j.exceptions

from cypher.engine.errors import StoreError, StoreReadOnly, StoreUnavailable, StoreUnusable
from cypher.text import Text

OWN_DATABASE = Text(
    "请为Guanxi准备单独的数据库，在GUANXI_STORE的DATABASE处指定",
    "give Guanxi a database of its own, as DATABASE in GUANXI_STORE",
)
LOGIN = Text(
    "请在GUANXI_STORE中设置，或设置GUANXI_NEO4J_USER和GUANXI_NEO4J_PASSWORD"
    "（或GUANXI_NEO4J_PASSWORD_FILE）",
    "set them in GUANXI_STORE, or in GUANXI_NEO4J_USER and GUANXI_NEO4J_PASSWORD "
    "(or GUANXI_NEO4J_PASSWORD_FILE)",
)
OTHERS_SCHEMA = Text(
    f"{{place}}与Guanxi的存储结构冲突（“{{reason}}”）：请删除该约束或索引，或者{OWN_DATABASE.zh}",
    f"{{place}} clashes with Guanxi's schema ({{reason}}): drop that, or {OWN_DATABASE.en}",
)
TOO_LITTLE = Text(
    "{address}的内存不足以完成此操作：请在其neo4j.conf中调高{setting}，"
    "并相应调高其所属的上限（默认为堆内存server.memory.heap.max_size）",
    "{address} has too little memory for this: raise {setting} in its neo4j.conf, and with it what "
    "it is a part of (by default the heap, server.memory.heap.max_size)",
)
#: Which setting of Neo4j bounds the memory, where the server itself does not say it.
MEMORY = {
    "MemoryPoolOutOfMemoryError": "dbms.memory.transaction.total.max",
    "TransactionOutOfMemoryError": "db.memory.transaction.max",
    "TransactionMemoryLimit": "server.memory.off_heap.transaction_max_size",
    "OutOfMemoryError": "server.memory.heap.max_size",
    "StackOverFlowError": "server.jvm.additional=-Xss",
}
FULL = Text(
    "{place}无法写入，其磁盘已满或有故障（详见Neo4j的debug.log）：请腾出空间后重启Neo4j；"
    "已提交的内容不会丢失",
    "{place} cannot write, its disk is full or fails (Neo4j's debug.log tells): make room there "
    "and start Neo4j again; what was committed is kept",
)
READ_ONLY = Text(
    "{place}是只读的：请在neo4j.conf中改为可写（server.databases.read_only、"
    "server.databases.default_to_read_only）",
    "{place} is read-only: make it writable in neo4j.conf (server.databases.read_only, "
    "server.databases.default_to_read_only)",
)
CLASHES = (
    "ConstraintCreationFailed",
    "ConstraintAlreadyExists",
    "ConstraintWithNameAlreadyExists",
    "IndexCreationFailed",
    "IndexAlreadyExists",
    "IndexWithNameAlreadyExists",
    "EquivalentSchemaRuleAlreadyExists",
)


@dataclass(frozen=True)
class Cause:
    """How a cause is recognised in one error of the chain, what it raises, and its line.

    `{place}` is the database and where it is, `{reason}` the first line of what the server says,
    `{setting}` the one that it names, or else `setting`.
    """

    holds: Callable[[BaseException], bool]
    raises: type[StoreError]
    line: Text
    setting: str = ""


def _code(*names: str) -> Callable[[BaseException], bool]:
    """Whether the server gave an error one of these codes: its last part, which is unique."""
    return lambda link: str(getattr(link, "code", None) or "").rpartition(".")[2] in names


def _says(*words: str) -> Callable[[BaseException], bool]:
    """Whether an error has one of these texts, where neither a type nor a code tells it."""
    return lambda link: any(word in str(link) for word in words)


def _is(*types: type[BaseException]) -> Callable[[BaseException], bool]:
    return lambda link: isinstance(link, types)


def _untrusted(*codes: int) -> Callable[[BaseException], bool]:
    """Whether OpenSSL refused a certificate for one of these reasons; for any where none is named.

    The numbers are those of X509_V_ERR_... in OpenSSL's x509_vfy.h.
    """
    return lambda link: (
        isinstance(link, ssl.SSLCertVerificationError) and (not codes or link.verify_code in codes)
    )


def _timed_out(link: BaseException) -> bool:
    """Whether the other side kept silent; the driver hides the cause where it connects."""
    return isinstance(link, TimeoutError) or _says("Timed out trying to establish")(link)


def _no_tls(link: BaseException) -> bool:
    """Whether the other side cannot speak TLS: it hangs up at the greeting, or answers plainly."""
    return type(link).__name__ == "BoltSecurityError" and isinstance(
        link.__cause__, ssl.SSLError | ConnectionError
    )


def _certificate(zh: str, en: str) -> Text:
    """The line of a certificate that is not trusted, by what is wrong with it."""
    return Text(
        f"{{address}}不受信任：其证书{zh}", f"{{address}} is not trusted: its certificate {en}"
    )


#: The first that any error of the chain holds is the cause: what is surer stands before.
CAUSES = (
    Cause(
        _code("Unauthorized", "TokenExpired"),
        StoreUnavailable,
        Text(
            "{address}拒绝该用户名或密码：" + LOGIN.zh,
            "{address} refuses the user or the password: " + LOGIN.en,
        ),
    ),
    Cause(
        _code("AuthenticationRateLimit"),
        StoreUnavailable,
        Text(
            "{address}因密码多次错误而在数秒内拒绝该用户：请稍候，" + LOGIN.zh,
            "{address} was given wrong passwords too often and refuses the user for some seconds: "
            "wait, then " + LOGIN.en,
        ),
    ),
    Cause(
        _code("CredentialsExpired"),
        StoreUnusable,
        Text(
            "{address}要求该用户先修改密码：请用cypher-shell连接并修改，再设置新密码",
            "{address} wants the user's password changed first: connect with cypher-shell, change "
            "it, then set the new one",
        ),
    ),
    Cause(
        _code("Forbidden"),
        StoreReadOnly,
        Text(
            "该用户无权在{place}执行此操作：请换用其他用户，或授予权限（加载和计算需要写入，"
            "升级需要建立约束和索引）",
            "{place} does not allow the user this: set another user, or grant it (to load and "
            "derive: writing; to migrate: making constraints and indexes)",
        ),
    ),
    Cause(
        _code("DatabaseNotFound"),
        StoreUnusable,
        Text(
            "{address}没有数据库{database}：请建立，或更正GUANXI_STORE中的DATABASE",
            "{address} has no database {database}: create it, or correct DATABASE in GUANXI_STORE",
        ),
    ),
    Cause(
        _code("DatabaseUnavailable", "UnableToStartDatabase"),
        StoreUnavailable,
        Text(
            "{place}处于离线状态：请启动（START DATABASE），或在Neo4j的debug.log中查看原因",
            "{place} is offline: start it (START DATABASE), or see why in Neo4j's debug.log",
        ),
    ),
    Cause(
        _says("No space left on device"),
        StoreUnusable,
        FULL,
    ),
    # What a full disk looks like from outside: first the log is not written, then all is refused.
    Cause(
        _code("TransactionLogError", "TransactionCommitFailed", "TransactionStartFailed"),
        StoreUnusable,
        FULL,
    ),
    Cause(
        _code("ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase"),
        StoreReadOnly,
        READ_ONLY,
    ),
    Cause(
        _code("NotALeader"),
        StoreUnavailable,
        Text(
            "{address}不是集群的主节点，不接受写入：请将GUANXI_STORE中的bolt://改为neo4j://，"
            "即可自动找到主节点",
            "{address} does not lead its cluster and takes no writes: write neo4j:// for bolt:// "
            "in GUANXI_STORE, which finds the leader",
        ),
    ),
    *(Cause(_code(code), StoreUnavailable, TOO_LITTLE, limit) for code, limit in MEMORY.items()),
    Cause(_code(*CLASHES), StoreUnusable, OTHERS_SCHEMA),
    Cause(
        _untrusted(10),
        StoreUnusable,
        _certificate(
            "已过期：请更新证书，或校准本机时钟",
            "has expired: renew it, or set this machine's clock",
        ),
    ),
    Cause(
        _untrusted(9),
        StoreUnusable,
        _certificate(
            "尚未生效：请校准本机或对方的时钟",
            "is not valid yet: set the clock of this machine or of that",
        ),
    ),
    Cause(
        _untrusted(62, 64),
        StoreUnusable,
        _certificate(
            "属于另一主机：请在GUANXI_STORE中使用证书所列的主机名，或为{host}更新证书",
            "is for another host: name in GUANXI_STORE a host that the certificate names, or "
            "renew it for {host}",
        ),
    ),
    Cause(
        _untrusted(18),
        StoreUnusable,
        _certificate(
            "是自签名证书：请在GUANXI_NEO4J_CA中指定其文件",
            "is signed by itself: name its file in GUANXI_NEO4J_CA",
        ),
    ),
    Cause(
        _untrusted(19, 20, 21),
        StoreUnusable,
        _certificate(
            "由未知机构签发：请在GUANXI_NEO4J_CA中指定该机构的证书文件（PEM）",
            "is signed by an unknown authority: name that authority's file (PEM) in "
            "GUANXI_NEO4J_CA",
        ),
    ),
    Cause(
        _untrusted(),
        StoreUnusable,
        _certificate(
            "无效：请用`openssl s_client`查看，并更新证书",
            "does not hold: see it with `openssl s_client`, and renew it",
        ),
    ),
    Cause(
        _is(socket.gaierror),
        StoreUnavailable,
        Text(
            "没有主机{host}：请更正GUANXI_STORE，或确认本机能解析该名称",
            "there is no host {host}: correct GUANXI_STORE, or see that its name is resolved here",
        ),
    ),
    Cause(
        _is(ConnectionRefusedError),
        StoreUnavailable,
        Text(
            "{address}没有响应，连接被拒绝：请启动Neo4j，或更正GUANXI_STORE中的端口",
            "{address} does not answer, the connection is refused: start Neo4j, or correct the "
            "port in GUANXI_STORE",
        ),
    ),
    Cause(
        _is(neo4j.exceptions.UnsupportedServerProduct),
        StoreUnusable,
        Text(
            "{address}不是Neo4j，或版本过低：Guanxi需要Neo4j 5.26或更高版本",
            "{address} is no Neo4j, or one that is too old: Guanxi needs Neo4j 5.26 or later",
        ),
    ),
    Cause(
        _says("looks like HTTP"),
        StoreUnusable,
        Text(
            "{address}使用的是HTTP协议：请在GUANXI_STORE中填写Neo4j的Bolt端口，默认为7687",
            "{address} speaks HTTP: name Neo4j's Bolt port in GUANXI_STORE, by default 7687",
        ),
    ),
    Cause(
        _timed_out,
        StoreUnavailable,
        Text(
            "{address}没有及时响应：请确认Neo4j正在运行，且中间没有防火墙阻挡",
            "{address} does not answer in time: see that Neo4j runs there and that no firewall is "
            "between",
        ),
    ),
    Cause(
        _no_tls,
        StoreUnusable,
        Text(
            "{address}不支持TLS 1.2或更高版本：请在该处开启（server.bolt.tls_level），"
            "或去掉GUANXI_STORE中的+s或+ssc，并取消GUANXI_NEO4J_CA",
            "{address} does not speak TLS 1.2 or later: turn it on there (server.bolt.tls_level), "
            "or take +s or +ssc off the scheme in GUANXI_STORE and unset GUANXI_NEO4J_CA",
        ),
    ),
    Cause(
        _says("incomplete handshake", "Failed to read four byte Bolt handshake"),
        StoreUnusable,
        Text(
            "{address}立即断开连接：若其要求TLS，请在GUANXI_STORE中写neo4j+s://或bolt+s://；"
            "否则请确认这是Neo4j的Bolt端口",
            "{address} hangs up at once: if it wants TLS, write neo4j+s:// or bolt+s:// in "
            "GUANXI_STORE; else see that this is Neo4j's Bolt port",
        ),
    ),
    Cause(
        _is(neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.ConfigurationError),
        StoreUnavailable,
        Text(
            "{address}没有响应：请启动Neo4j，或更正GUANXI_STORE",
            "{address} does not answer: start Neo4j, or correct GUANXI_STORE",
        ),
    ),
)
