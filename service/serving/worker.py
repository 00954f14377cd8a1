"""A worker of gunicorn's that gives a thread only to a request that has come whole.

gunicorn looks after the processes, their signals and their one listening socket; in each process
waitress reads and writes all sockets in one loop, and its threads meet requests whose last byte is
there and answers that are in memory. So a socket that is idle or slow costs a buffer and no thread.
See docs/adr/0035.
"""

import gc
import logging
import os
import sys
import time

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.server import MultiSocketServer, TcpWSGIServer, create_server

from service.api.around.bodies import MEGABYTE
from service.serving.refusals import Channel
from service.settings import Settings

#: How often a worker looks whether it is to end, in seconds.
LOOK_SECONDS = 1.0
#: A socket that has been silent for so long is closed, whatever it was doing.
SILENT_SECONDS = 75
#: How many sockets one worker holds open; more wait until the system gives up on them.
MOST_SOCKETS = 1_000
#: How long a request's first line and headers may be together, in bytes.
MOST_HEADERS = 64 * 1024
#: How soon a thread that computes lets go of the interpreter for one that answers, in seconds: a
#: light question takes it some dozen times.
SWITCH_SECONDS = 0.0001

# It would tell of each request that waits for a thread.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class BufferedWorker(Worker):  # type: ignore[misc]  # gunicorn has no types
    """Serves the application until it is told to end; what is under way then is finished."""

    def run(self) -> None:
        """Read, answer and write until the signal, or until the parent is gone."""
        sys.setswitchinterval(SWITCH_SECONDS)
        # What is there now stays: whoever looks for garbage need not go through it.
        gc.freeze()
        sockets: dict[int, wasyncore.dispatcher] = {}
        server = create_server(
            self.wsgi,
            map=sockets,
            sockets=[listener.sock for listener in self.sockets],
            threads=self.cfg.threads,
            ident=None,
            channel_timeout=SILENT_SECONDS,
            cleanup_interval=SILENT_SECONDS // 4,
            connection_limit=MOST_SOCKETS,
            max_request_header_size=MOST_HEADERS,
            max_request_body_size=Settings().max_body * MEGABYTE + 1,
            # With 1, the loop goes on reading while a request is answered, and sees who hangs up.
            channel_request_lookahead=1,
        )
        listening = [each for each in sockets.values() if isinstance(each, TcpWSGIServer)]
        for each in listening:
            each.channel_class = Channel
        hurried = time.monotonic()
        while self.alive and self.ppid == os.getppid():
            self._turn(sockets, LOOK_SECONDS)
            if (now := time.monotonic()) - hurried >= LOOK_SECONDS:
                hurried = now
                for channel in _channels(listening):
                    channel.hurry(now)
        for each in listening:
            each.del_channel(sockets)
        self._finish(server, sockets, listening)
        server.task_dispatcher.shutdown(timeout=1)

    def _finish(
        self,
        server: TcpWSGIServer | MultiSocketServer,
        sockets: dict[int, wasyncore.dispatcher],
        listening: list[TcpWSGIServer],
    ) -> None:
        """Answer what has come and what is coming, at most for gunicorn's grace."""
        until = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < until:
            # `request` is one that has begun and whose last byte has not come.
            if not any(
                one.request or one.requests or one.total_outbufs_len for one in _channels(listening)
            ):
                return
            self._turn(sockets, 0.1)

    def _turn(self, sockets: dict[int, wasyncore.dispatcher], seconds: float) -> None:
        """Tell the parent that this process lives, and do what the sockets are ready for."""
        self.notify()
        wasyncore.poll2(seconds, sockets)


def _channels(listening: list[TcpWSGIServer]) -> list[Channel]:
    """The connections that are open."""
    return [one for each in listening for one in each.active_channels.values()]
