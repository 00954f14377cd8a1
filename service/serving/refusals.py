"""What a request that cannot be read is told: a problem document, as everywhere."""

import orjson
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask


class Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The answer to what the application never sees: bad syntax, too long a header or a body."""

    def execute(self) -> None:
        """Write the problem document and close the connection."""
        error = self.request.error
        body = orjson.dumps(
            {
                "type": f"/problems/{error.reason.lower().replace(' ', '-')}",
                "title": error.reason,
                "status": error.code,
                "detail": error.body,
            }
        )
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "application/problem+json"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are answered or refused in the service's words."""

    error_task_class = Refusal
