"""Every failure of the service, and the HTTP status that it means."""

from typing import Any

from cypher.engine.errors import StoreBusy, StoreReadOnly, StoreUnavailable, StoreUnusable
from cypher.errors import GuanxiError
from cypher.vocabulary import Text
from service.graph.kernels import StillCompiling


class ServiceError(GuanxiError):
    """Something was asked for that cannot be given; `text` says what to do about it."""


class UndeclaredView(ServiceError):
    """A tag read a view that it had not declared: the tag's file must be mended."""


class UnknownTag(ServiceError):
    """No tag has this id."""


class NoSuchDay(ServiceError):
    """A day that nobody can have meant."""


class UnfinishedLoad(ServiceError):
    """A load broke off: the bank in the store is not whole."""


class NotFound(ServiceError):
    """Nothing has this id."""


class NoRun(NotFound):
    """No run answers for the day and instant asked; `nearest` are those to ask for instead."""

    def __init__(self, text: Text, nearest: list[dict[str, Any]]) -> None:
        """Say why, and which runs come nearest."""
        super().__init__(text)
        self.nearest = nearest


class NotHeld(ServiceError):
    """The customer does not hold the tag."""


class Unknown(ServiceError):
    """Whether the customer holds the tag cannot be told: what it rests on is missing."""


class BadRequest(ServiceError):
    """The request is well formed and makes no sense; `fields` names the inputs at fault."""

    def __init__(self, text: Text, *fields: str) -> None:
        """Say why, and of which inputs."""
        super().__init__(text)
        self.fields = fields


class Conflict(ServiceError):
    """What is asked for contradicts what is there."""


class NotSignedIn(ServiceError):
    """Nobody vouches for who asks."""


class NotAllowed(ServiceError):
    """Who asks may not ask this, or not for this purpose."""


class OwnWork(ServiceError):
    """Who asks made this himself: somebody else must sign it."""


class WrongHost(ServiceError):
    """The service is asked under a name that is not its own."""


class IdentityProviderAway(ServiceError):
    """The identity provider does not answer, or not as one does."""


class Overloaded(ServiceError):
    """More is asked for than can be worked on; asking again later helps."""


class TooManyReveals(ServiceError):
    """Somebody revealed as much within an hour as anybody may."""


class OverShare(ServiceError):
    """One user asks for more at once than his share."""


class TooLate(ServiceError):
    """A question took longer to work out than it may."""


class HungUp(ServiceError):
    """Who asked has closed the connection: what is left is not worked out, and nobody is told."""


#: The status of each failure and the last part of its problem type.
STATUS: dict[type[Exception], tuple[int, str]] = {
    UnknownTag: (404, "unknown-tag"),
    NoRun: (404, "no-run"),
    NotFound: (404, "not-found"),
    NotHeld: (404, "not-held"),
    Unknown: (404, "unknown"),
    BadRequest: (422, "bad-request"),
    NotSignedIn: (401, "not-signed-in"),
    NotAllowed: (403, "not-allowed"),
    OwnWork: (403, "own-work"),
    WrongHost: (421, "wrong-host"),
    Conflict: (409, "conflict"),
    IdentityProviderAway: (503, "identity-provider-away"),
    OverShare: (429, "over-share"),
    TooManyReveals: (429, "too-many-reveals"),
    Overloaded: (503, "overloaded"),
    TooLate: (503, "deadline"),
    HungUp: (503, "hung-up"),
    StillCompiling: (503, "warming"),
    StoreBusy: (503, "store-busy"),
    StoreUnavailable: (503, "store-unavailable"),
    StoreUnusable: (503, "store-unusable"),
    StoreReadOnly: (403, "read-only"),
}
#: After how many seconds one that got a 429 or a 503 may ask again.
RETRY_AFTER = 2
