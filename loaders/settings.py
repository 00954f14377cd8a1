"""What can be set about a load, from GUANXI_... variables."""

from pydantic import Field, field_validator

from cypher import StoreSettings
from cypher.errors import BadValue
from loaders.records.column_types import CURRENCIES


class LoaderSettings(StoreSettings):
    """The store's settings, and those of reading files."""

    currency: str = Field(
        default="CNY",
        pattern="^[A-Z]{3}$",
        description="the currency (ISO 4217) of amounts whose row names none",
    )
    sources: str = Field(
        default="",
        description="whose word counts first where sources differ, by commas (core,crm); those "
        "not named follow in the order of their first loads (empty = that order); taken up by the "
        "next load of any source",
    )
    max_closed: float = Field(
        default=0.02,
        ge=0,
        le=1,
        description="the share of a record's open rows of a source that a load with --full may "
        "close, beside ten of them, without --allow-closing",
    )

    @field_validator("currency")
    @classmethod
    def _is_currency(cls, code: str) -> str:
        if code not in CURRENCIES:
            raise BadValue(
                f"{code}不是ISO 4217货币代码：请用CNY等代码",
                f"{code} is no currency of ISO 4217: name one such as CNY",
            )
        return code

    load_memory: str = Field(
        default="2GB",
        pattern=r"^[1-9][0-9]*(MB|GB)$",
        description="how much memory a load may use to sort and join, 256MB or more; the rest "
        "goes to disk",
    )
    load_line_bytes: int = Field(
        default=1_048_576,
        ge=1_024,
        le=16_777_216,
        description="how long one row of a file may be, in bytes; longer ones are rejected",
    )
