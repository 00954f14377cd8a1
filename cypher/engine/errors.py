"""Every way in which a store can fail, each with a line that says what to do.

`text` is for operators: it names the file or the address, and the engine's own reason.
`plain` is for clients of the API, who must be told neither.
"""

from typing import ClassVar

from cypher.errors import GuanxiError
from cypher.text import Text


class StoreError(GuanxiError):
    """A store could not do what was asked; `text` says to operators what to do about it."""

    plain: ClassVar[Text] = Text(
        "存储出错：请通知系统运维人员", "the store failed: tell the people who run Guanxi"
    )


class StoreUnavailable(StoreError):
    """The store does not answer, or refuses the user: trying again later may help."""

    plain = Text(
        "存储没有响应：请稍后重试，若持续如此请通知系统运维人员",
        "the store does not answer: try again later, and tell the people who run Guanxi if it "
        "goes on",
    )


class StoreBusy(StoreError):
    """Another load or derivation is writing."""

    plain = Text(
        "正有其他数据写入存储：请一分钟后重试",
        "something else is being written to the store: try again in a minute",
    )


#: What a writer is told whose lease has lapsed and gone to another: nothing of its batch landed.
LEASE_LOST = Text(
    "本命令停顿过久，写入已由其他进程接手：未写完的一批没有保留，请重新运行",
    "this command paused for so long that another took over the writing: what it was writing was "
    "not kept, run it again",
)


class StoreUnusable(StoreError):
    """The store answers but cannot serve: too old, read-only, full, or no database at all."""

    plain = Text(
        "存储目前无法使用：请通知系统运维人员，处理办法见日志",
        "the store cannot be used as it is: tell the people who run Guanxi, whose log says what "
        "to do",
    )


class StoreReadOnly(StoreUnusable):
    """The store, or its user, may only be read: all that reads is answered."""

    plain = Text(
        "本服务对存储只读，无法在此作出决定：请向系统运维人员询问在何处办理",
        "this service may only read the store, so nothing can be decided here: ask the people who "
        "run Guanxi where decisions are made",
    )


def nobody_waits(asked: str) -> Text:
    """What is said where a store would be asked and the answer is no longer waited for."""
    return Text(
        f"已无人等待答复，未再查询{asked}",
        f"{asked} was not asked: nobody waits for the answer any longer",
    )
