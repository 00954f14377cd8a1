"""A link to a server that hangs, breaks and comes back, as cables and collectors make it."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

LOOK_SECONDS = 0.05


class Link:
    """Passes what is sent between clients and a server, until it is told otherwise."""

    def __init__(self, url: str) -> None:
        """Choose a port; `url` of the link leads to the server of `url`."""
        parts = urlsplit(url)
        self._server = parts.hostname or "", parts.port or 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._here = free.getsockname()
        login, database = parts.netloc.rpartition("@")[0], parts.path
        self.url = f"{parts.scheme}://{login}@127.0.0.1:{self._here[1]}{database}"
        self._passing = threading.Event()
        self._up = threading.Event()
        self._over = False

    def hang(self) -> None:
        """Pass nothing on, close nothing: who asks waits."""
        self._passing.clear()

    def cut(self) -> None:
        """Close every connection and refuse new ones."""
        self._up.clear()

    def mend(self) -> None:
        """Pass on again, what was kept back as well."""
        self._up.set()
        self._passing.set()

    def serve(self) -> None:
        """Take connections until `stop`."""
        while not self._over:
            self._up.wait()
            with socket.create_server(self._here) as listener:
                listener.settimeout(LOOK_SECONDS)
                while self._up.is_set():
                    with suppress(TimeoutError):
                        client, _ = listener.accept()
                        threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def stop(self) -> None:
        """Close everything."""
        self._over = True
        self.mend()
        self.cut()

    def _pass_on(self, client: socket.socket) -> None:
        with (
            closing(client),
            suppress(OSError),
            closing(socket.create_connection(self._server)) as server,
        ):
            ends = {client: server, server: client}
            while self._up.is_set():
                ready, _, _ = select.select([*ends], [], [], LOOK_SECONDS)
                self._passing.wait()
                for end in ready:
                    sent = end.recv(65536)
                    if not sent:
                        return
                    ends[end].sendall(sent)


@contextmanager
def linked(url: str) -> Iterator[Link]:
    """A link to the server of a store's URL, for as long as the block runs."""
    link = Link(url)
    link.mend()
    serving = threading.Thread(target=link.serve, daemon=True)
    serving.start()
    try:
        yield link
    finally:
        link.stop()
        serving.join()
