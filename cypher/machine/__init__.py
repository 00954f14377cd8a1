"""What one machine notes of those who ask: sessions, failed sign-ins, the use of keys, reads.

It lies in a file of its own beside the embedded store, on Neo4j too one for each machine, and is
not copied with a store: a copy that is restored elsewhere has nobody's session. The file is one of
SQLite's whatever the store is, so that its statements have an SQL text alone; see docs/adr/0069.

machine_file.py   where the file is, and its schema
reads.py          the chain of reads
schema/           its migrations, numbered as the store's are
"""

from dataclasses import dataclass

from cypher.query import Command, Query, Statement, read_text, sql_parameters


class OfMachine(Statement, abstract=True):
    """A statement of the machine's own file, which has no twin in Cypher."""

    @classmethod
    def bind_texts(cls) -> None:
        """Bind the SQL text beside the module that declares the class."""
        cls.cypher, cls.sql = "", read_text(cls.path.with_suffix(".sql"))

    @classmethod
    def check_parameters(cls) -> None:
        """Raise TypeError unless the SQL takes exactly the fields."""
        if sql_parameters(cls.sql) != cls.field_names():
            raise TypeError(f"{cls.__name__}: its sql must take exactly its fields")


@dataclass(frozen=True)
class SessionRow:
    """A session: whose, of which version of the user, with the claims of one who is not stored."""

    user_id: str
    version: int
    claims: str | None
    made_at: int
    used_at: int


class SessionByDigest(OfMachine, Query[SessionRow]):
    """One session, over or not."""

    session_digest: str


class BeginSession(OfMachine, Command):
    """Begins a session, and forgets those that are over."""

    session_digest: str
    user_id: str
    version: int
    claims: str | None
    now: int
    made_until: int
    used_until: int


class UseSession(OfMachine, Command):
    """Notes that a session was used."""

    session_digest: str
    now: int


class EndSession(OfMachine, Command):
    """Ends a session."""

    session_digest: str


@dataclass(frozen=True)
class FailedSignInRow:
    """How often in a row a name was tried in vain, and until when it is locked."""

    failures: int
    locked_until: int


class FailedSignIns(OfMachine, Query[FailedSignInRow]):
    """The failed sign-ins under a name."""

    name_digest: str


class FailSignIn(OfMachine, Command):
    """Counts a failed sign-in, and forgets those of the day before.

    From the `free`th one in a row on the name is locked: for `locked` milliseconds, and twice as
    long after each further one, at most `most`.
    """

    name_digest: str
    now: int
    free: int
    locked: int
    most: int
    since: int


class ForgetFailures(OfMachine, Command):
    """Forgets the failed sign-ins under a name."""

    name_digest: str


@dataclass(frozen=True)
class KeyUse:
    """When a key was last used here."""

    key_id: str
    used_at: int


class KeyUses(OfMachine, Query[KeyUse]):
    """When some keys were last used here."""

    key_ids: list[str]


class UseKey(OfMachine, Command):
    """Notes that a key was used."""

    key_id: str
    now: int
