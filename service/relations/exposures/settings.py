"""The settings of exposures and of the limits that they are held against."""

from typing import Annotated

from pydantic import AfterValidator, Field

from cypher.errors import BadValue
from cypher.vocabulary import EXPOSURE_KINDS
from service.tagging.settings import TagSettings


def _checked(text: str) -> str:
    factors_said(text)
    return text


def factors_said(text: str) -> dict[str, float]:
    """The factors that a text of kind=factor, by commas, says; raises BadValue for any other."""
    said: dict[str, float] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        kind, equals, number = map(str.strip, part.partition("="))
        if kind not in EXPOSURE_KINDS:
            raise BadValue(
                f"没有敞口种类{kind!r}：现有{'、'.join(EXPOSURE_KINDS)}",
                f"there is no kind of exposure {kind!r}: {', '.join(EXPOSURE_KINDS)}",
            )
        try:
            said[kind] = float(number)
        except ValueError:
            said[kind] = -1.0
        if not equals or not 0 <= said[kind] <= 1:
            raise BadValue(
                f"{part!r}不是转换系数：请写作{kind}=0.4，介于0和1之间",
                f"{part!r} is no factor: write it as {kind}=0.4, from 0 to 1",
            )
    return said


class ExposureSettings(TagSettings):
    """What of an exposure counts, and how much of it the bank may have."""

    undrawn_factors: Annotated[str, AfterValidator(_checked)] = Field(
        "",
        description="how much of what is not drawn yet counts, by kind of exposure, where it is "
        "not as Basel's CRE20 has it: credit_line=0.4,letter_of_credit=0.2",
    )
    tier1_capital: float = Field(
        0,
        ge=0,
        description="the bank's tier-1 capital, in GUANXI_CURRENCY (0 = not given: no exposure is "
        "measured against it)",
    )
    capital: float = Field(
        0,
        ge=0,
        description="the bank's capital, in GUANXI_CURRENCY (0 = not given: no loan is measured "
        "against it)",
    )
    group_limit: float = Field(
        0.2,
        gt=0,
        description="the largest exposure to one group of connected clients that is allowed, as a "
        "share of tier-1 capital (商业银行大额风险暴露管理办法)",
    )
    single_exposure_limit: float = Field(
        0.15,
        gt=0,
        description="the largest exposure to one client that is allowed, as a share of tier-1 "
        "capital (商业银行大额风险暴露管理办法)",
    )
    single_loan_limit: float = Field(
        0.1,
        gt=0,
        description="the most that may be lent to one client, as a share of capital (商业银行法)",
    )
    large_exposure: float = Field(
        0.025, gt=0, description="share of tier-1 capital from which an exposure counts as large"
    )
    person_members: bool = Field(
        False,
        description="whether persons count in groups as organisations do: what they drew in the "
        "exposure (without it only a household's does), and they themselves among the clients that "
        "a declared group lacks",
    )
