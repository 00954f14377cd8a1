"""Small servers that a driver meets in place of a Neo4j: all that fails before the first word."""

import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from socket import create_server, socket

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@contextmanager
def toy_server(certificate: trustme.LeafCert | None, answer: bytes = b"") -> Iterator[str]:
    """Yield HOST:PORT of a server that greets, over TLS where it has a certificate, and hangs up.

    It gives every caller the same answer; without one it hangs up at once.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        certificate.configure_cert(context)

    def greet(caller: socket) -> None:
        with caller, suppress(OSError):
            if certificate:
                caller = context.wrap_socket(caller, server_side=True)
            with caller:
                caller.recv(64)
                caller.sendall(answer)

    def serve() -> None:
        # The end comes as a connection of our own, for a closed socket does not wake `accept`.
        while going_on.is_set():
            greet(listener.accept()[0])

    with create_server(("127.0.0.1", 0)) as listener:
        going_on = threading.Event()
        going_on.set()
        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        try:
            yield "{}:{}".format(*listener.getsockname())
        finally:
            going_on.clear()
            with suppress(OSError), socket() as last:
                last.connect(listener.getsockname())
            serving.join(timeout=10)


def self_signed(host: str) -> trustme.LeafCert:
    """A certificate for an IP address that no authority signed, as `openssl req -x509` makes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form = serialization.PrivateFormat.PKCS8
    return trustme.LeafCert(
        key.private_bytes(pem, form, serialization.NoEncryption()), made.public_bytes(pem), []
    )
