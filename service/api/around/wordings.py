"""What is wrong with an input, in both languages: pydantic's reasons by their types."""

from typing import Any

from cypher.vocabulary import Text

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
    "literal_error": "须为以下之一：{expected}",
    "enum": "须为以下之一：{expected}",
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
    return Text(zh.format(**context).replace(" or ", "或") if zh else en, en)
