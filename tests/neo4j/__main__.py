"""`python -m tests.neo4j`: the server that the tests use, for a person, until Ctrl-C."""

import signal
import sys

from tests.neo4j.server import NoNeo4j, neo4j_server


def main() -> int:
    """Print the URL of a new server and keep it up; return 0 when told to stop, 2 without one."""
    # Set for both: a shell starts its background jobs with Ctrl-C ignored.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.default_int_handler)
    try:
        with neo4j_server() as url:
            print(url, flush=True)
            while True:
                signal.pause()
    except KeyboardInterrupt:
        return 0
    except NoNeo4j as reason:
        print(f"no Neo4j: {reason}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
