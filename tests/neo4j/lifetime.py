"""What a test session started must not outlive it, even when it is killed."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def last_wish(*command: str) -> Iterator[None]:
    """Have `command` run if this process ends inside the context without a chance to leave it.

    A shell waits on a pipe that only this process holds open: however it ends, the pipe closes.
    Left in the ordinary way, or by an exception, the context runs nothing.
    """
    with subprocess.Popen(
        ["/bin/sh", "-c", 'read -r word && exit; "$@"', "sh", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Its own session, so that Ctrl-C at the terminal does not take the shell first.
        start_new_session=True,
    ) as shell:
        try:
            yield
        finally:
            shell.communicate(b"done\n")
