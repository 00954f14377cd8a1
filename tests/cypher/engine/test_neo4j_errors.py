"""Each way in which a Neo4j fails has one line of its own; the causes are made by hand."""

import socket
import ssl
from itertools import pairwise

import neo4j.exceptions
import pytest

from cypher.engine.errors import StoreError, StoreUnavailable, StoreUnusable
from cypher.engine.neo4j_errors import explained
from cypher.engine.neo4j_errors.causes import CAUSES, CLASHES

ADDRESS = "bolt://db.example:7687"


def coded(
    code: str, message: str = "as the engine says it\nline two"
) -> neo4j.exceptions.Neo4jError:
    """An error as the server sends it."""
    error: neo4j.exceptions.Neo4jError = neo4j.exceptions.Neo4jError._hydrate_neo4j(
        code=f"Neo.{code}", message=message
    )
    return error


def caused(*chain: BaseException) -> BaseException:
    """The first of some errors, each of which was caused by the next."""
    for error, cause in pairwise(chain):
        error.__cause__ = cause
    return chain[0]


def unavailable(text: str = "as the driver says it") -> neo4j.exceptions.ServiceUnavailable:
    return neo4j.exceptions.ServiceUnavailable(text)


def secure(cause: BaseException) -> BaseException:
    """What the driver makes of a failure to encrypt, found out by name for it is its own."""
    made: BaseException = type("BoltSecurityError", (Exception,), {})("no")
    return caused(unavailable(), made, cause)


def untrusted(code: int) -> BaseException:
    refused = ssl.SSLCertVerificationError("certificate verify failed")
    refused.verify_code = code
    return secure(refused)


CASES = {
    "password": (coded("ClientError.Security.Unauthorized"), "refuses the user or the password"),
    "too often": (coded("ClientError.Security.AuthenticationRateLimit"), "too often"),
    "expired": (coded("ClientError.Security.CredentialsExpired"), "changed first"),
    "rights": (coded("ClientError.Security.Forbidden"), "does not allow the user this"),
    "no database": (coded("ClientError.Database.DatabaseNotFound"), "has no database graph"),
    "offline": (coded("TransientError.General.DatabaseUnavailable"), "database graph at .* is off"),
    "broken": (coded("DatabaseError.Database.UnableToStartDatabase"), "is offline"),
    "read-only": (coded("ClientError.General.ForbiddenOnReadOnlyDatabase"), "is read-only"),
    "made so": (coded("ClientError.General.WriteOnReadOnlyAccessDatabase"), "is read-only"),
    "follower": (coded("ClientError.Cluster.NotALeader"), "write neo4j:// for bolt://"),
    "disk": (
        coded("DatabaseError.General.UnknownError", "java.io.IOException: No space left on device"),
        "its disk is full",
    ),
    "log": (coded("DatabaseError.Transaction.TransactionLogError"), "its disk is full"),
    "commit": (coded("DatabaseError.Transaction.TransactionCommitFailed"), "its disk is full"),
    "after it": (coded("DatabaseError.Transaction.TransactionStartFailed"), "start Neo4j again"),
    "pool": (
        coded(
            "TransientError.General.MemoryPoolOutOfMemoryError",
            "would use more than 64 MiB. db.memory.transaction.total.max threshold reached",
        ),
        r"raise db\.memory\.transaction\.total\.max in",
    ),
    "unnamed pool": (
        coded("TransientError.General.MemoryPoolOutOfMemoryError"),
        r"raise dbms\.memory\.transaction\.total\.max in",
    ),
    "one transaction": (
        coded("ClientError.General.TransactionOutOfMemoryError"),
        r"raise db\.memory\.transaction\.max in",
    ),
    "off heap": (
        coded("TransientError.General.TransactionMemoryLimit"),
        r"raise server\.memory\.off_heap\.transaction_max_size",
    ),
    "heap": (
        coded("TransientError.General.OutOfMemoryError"),
        r"raise server\.memory\.heap\.max_size in",
    ),
    "stack": (coded("TransientError.General.StackOverFlowError"), "-Xss"),
    **{
        name: (coded(f"ClientError.Schema.{name}"), r"clashes .* \(as the engine says it\)")
        for name in CLASHES
    },
    "out of date": (untrusted(10), "has expired"),
    "too early": (untrusted(9), "not valid yet"),
    "other name": (untrusted(62), "another host: .* renew it for db.example$"),
    "other number": (untrusted(64), "another host"),
    "self-signed": (untrusted(18), "signed by itself: .* GUANXI_NEO4J_CA"),
    "root unknown": (untrusted(19), "unknown authority: .* GUANXI_NEO4J_CA"),
    "issuer unknown": (untrusted(20), "unknown authority"),
    "revoked": (untrusted(23), "does not hold"),
    "no host": (caused(unavailable(), socket.gaierror(-2, "unknown")), "no host db.example"),
    "refused": (caused(unavailable(), ConnectionRefusedError()), "connection is refused"),
    "too old": (neo4j.exceptions.UnsupportedServerProduct("x"), r"too old: .* 5\.26"),
    "HTTP": (unavailable("Cannot connect (looks like HTTP)"), "speaks HTTP"),
    "firewall": (unavailable("Timed out trying to establish connection to x"), "not .* in time"),
    "silence": (caused(unavailable(), TimeoutError()), "not answer in time"),
    "silent TLS": (secure(TimeoutError()), "not answer in time"),
    "plain": (secure(ssl.SSLEOFError()), "does not speak TLS"),
    "reset": (secure(ConnectionResetError()), "does not speak TLS"),
    "encrypted": (unavailable("closed with incomplete handshake response"), "if it wants TLS"),
    "away": (unavailable(), "does not answer: start Neo4j"),
    "a setting": (neo4j.exceptions.ConfigurationError("x"), "does not answer"),
    "anything": (coded("ClientError.Statement.SyntaxError"), "as the engine says it$"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_cause_has_its_line(name: str) -> None:
    error, line = CASES[name]
    with pytest.raises(StoreError, match=line) as told:
        raise explained(error, ADDRESS, "graph")
    assert "\n" not in str(told.value)
    assert "db.example" in str(told.value)
    assert "db.example" not in told.value.plain.en


def test_every_cause_is_met_by_a_case() -> None:
    lines = {str(explained(error, ADDRESS, "graph")) for error, _ in CASES.values()}
    for cause in CAUSES:
        start = cause.line.en.replace("{address}", ADDRESS).replace("{host}", "db.example")
        start = start.replace("{place}", f"the database graph at {ADDRESS}").partition("{")[0]
        assert any(line.startswith(start) for line in lines), cause.line


def test_a_cause_is_found_in_what_several_servers_said() -> None:
    group = BaseExceptionGroup(
        "All routing table requests failed",
        [caused(unavailable("first"), ConnectionRefusedError())],
    )
    told = explained(caused(unavailable("Unable to retrieve routing information"), group), "a", "b")
    assert isinstance(told, StoreUnavailable)
    assert "connection is refused" in str(told)


def test_what_happened_to_fail_before_is_no_cause() -> None:
    error = unavailable()
    error.__context__ = socket.gaierror(-2, "unknown")
    error.__suppress_context__ = True
    assert "no host" not in str(explained(error, ADDRESS, "graph"))


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = unavailable("one"), unavailable("two")
    first.__cause__, second.__cause__ = second, first
    assert isinstance(explained(first, ADDRESS, "graph"), StoreUnavailable)


def test_what_only_an_operator_can_mend_is_unusable() -> None:
    for name in ("no database", "read-only", "disk", "out of date", "too old", "plain"):
        assert isinstance(explained(CASES[name][0], ADDRESS, "graph"), StoreUnusable), name
