"""What others report, in both languages: pydantic's faults, the system's errors, an engine's."""

import errno
import os
from typing import Any

from pydantic import ValidationError

from cypher.text import Text

#: By the type of a fault; what it is about is filled in. In English pydantic says it itself.
_ZH = {
    "missing": "缺少此项",
    "extra_forbidden": "没有这一项",
    "string_type": "须为文本",
    "string_too_short": "至少{min_length}个字符",
    "string_too_long": "至多{max_length}个字符",
    "string_pattern_mismatch": "须符合格式{pattern}",
    "string_unicode": "须为有效的文本",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_parsing_size": "整数过大",
    "int_from_float": "须为整数，不带小数",
    "float_type": "须为数值",
    "float_parsing": "须为数值",
    "finite_number": "须为有限数值",
    "bool_type": "须为true或false",
    "bool_parsing": "须为true或false",
    "greater_than": "须大于{gt}",
    "greater_than_equal": "须不小于{ge}",
    "less_than": "须小于{lt}",
    "less_than_equal": "须不大于{le}",
    "literal_error": "须为以下之一：{choices}",
    "enum": "须为以下之一：{choices}",
    "list_type": "须为列表",
    "tuple_type": "须为列表",
    "dict_type": "须为对象",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
    "too_short": "至少{min_length}项",
    "too_long": "至多{max_length}项",
    "json_invalid": "不是有效的JSON",
    "none_required": "须为空",
}


def reason_of(fault: Any) -> Text:
    """Why an input is refused, of one of pydantic's faults; a model's own reason as it says it."""
    context = fault.get("ctx", {})
    own = getattr(context.get("error"), "text", None)
    if own is not None:
        return Text(own.zh, own.en)
    en = fault["msg"].removeprefix("Value error, ")
    zh = _ZH.get(fault["type"])
    # A reason that a newer pydantic has is told as it tells it.
    return Text(zh.format(**context, choices=_choices(context)) if zh else en, en)


def _choices(context: Any) -> str:
    """The words of pydantic's `'a', 'b' or 'c'` as Chinese lists them."""
    expected = str(context.get("expected", "")).replace("'", "")
    return expected.replace(", ", "、").replace(" or ", "或")


#: By the system's number of an error. In English the system says it itself.
_SYSTEM_ZH = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有访问权限",
    errno.EPERM: "不允许此操作",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件过大",
    errno.EIO: "读写出错",
    errno.EROFS: "文件系统只读",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "链接层数过多",
    errno.EMFILE: "打开的文件过多",
    errno.ENOMEM: "内存不足",
    errno.EPIPE: "管道另一端已关闭",
    errno.EADDRINUSE: "该地址已被占用",
    errno.EADDRNOTAVAIL: "本机没有该地址",
}


def setting_faults(error: ValidationError) -> Text:
    """What is wrong with the settings, each under its variable's name."""
    told = [
        ("_".join(["GUANXI", *map(str, fault["loc"])]).upper(), reason_of(fault))
        for fault in error.errors(include_url=False)
    ]
    return Text(
        "；".join(f"{name}：{reason.zh}" for name, reason in told),
        "; ".join(f"{name}: {reason.en}" for name, reason in told),
    )


def system_reason(error: OSError) -> Text:
    """Why the system refused something, without the file's name."""
    en = error.strerror or str(error)
    zh = _SYSTEM_ZH.get(error.errno or 0)
    return Text(zh, en) if zh else quoted_reason(en)


def system_fault(error: OSError) -> Text:
    """What the system refused and why."""
    reason = system_reason(error)
    if error.filename is None:
        return reason
    name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename
    return Text(f"{name}：{reason.zh}", f"{name}: {reason.en}")


def quoted_reason(told: str) -> Text:
    """What an engine or a library says in its own words, in Chinese between quotes."""
    return Text(f"“{told}”", told)
