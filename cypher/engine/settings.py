"""Where the graph is kept, whose days are meant, which language is spoken: what all share."""

from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from cypher.language import Language
from cypher.time_zone import DEFAULT_ZONE, time_zone


def _known_zone(name: str) -> str:
    return time_zone(name).name


class StoreSettings(BaseSettings):
    """The store's address and credentials, time zone and language, from GUANXI_... variables."""

    model_config = SettingsConfigDict(env_prefix="GUANXI_", frozen=True)

    store: SecretStr = Field(
        SecretStr("sqlite:///guanxi.db"),
        description="the store: sqlite:///PATH or neo4j://USER:PASSWORD@HOST:PORT/DATABASE, with "
        "user and password percent-encoded (also bolt://, and neo4j+s:// or bolt+s:// for TLS)",
    )
    neo4j_user: str = Field("", description="the Neo4j user, when the store's URL names none")
    neo4j_password: SecretStr = Field(
        SecretStr(""),
        description="the Neo4j password as it is, when the store's URL names none",
    )
    neo4j_password_file: str = Field(
        "",
        description="the file whose one line is the Neo4j password, in place of "
        "GUANXI_NEO4J_PASSWORD",
    )
    neo4j_ca: str = Field(
        "",
        description="the file (PEM) of a private certificate authority that signed Neo4j's "
        "certificate, or of a certificate that is signed by itself; with it the connection is "
        "encrypted, whether the store's URL has +s or not (empty = the authorities that this "
        "machine trusts)",
    )

    reads: str = Field(
        "",
        description="the file in which this machine notes who asks: sessions, failed sign-ins, "
        "the last use of keys and the chain of reads (empty = guanxi.reads.db beside an embedded "
        "store guanxi.db, and in the folder where the command starts with Neo4j); each machine has "
        "one of its own",
    )
    store_deadline: float = Field(
        10,
        gt=0,
        description="seconds that the store may take for each answer to a request: one query, one "
        "window of a view (SQLite has no windows: a view takes as long as it takes)",
    )

    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        DEFAULT_ZONE,
        description="the time zone, by its IANA name, whose days and months are meant: in it are "
        "instants of files that name no offset, the day that a run looks at by default, pay days "
        "and the months of payments, and instants are told with its offset",
    )

    lang: Language = Field(
        "zh",
        description="the language, zh or en, in which the command line speaks, and of what the "
        "service shows in one alone, such as errors and tables, where a reader asks for none",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is passed in, then the environment; no files, which take as long to look for."""
        return init_settings, env_settings
