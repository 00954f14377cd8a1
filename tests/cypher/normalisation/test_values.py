import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.normalisation import normalised, own_id_number
from cypher.vocabulary import ID_TYPES, IDENTIFIER_KINDS
from tests.cypher.normalisation.typing_modes import full_width


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("email", "a.b@firm.cn", full_width(" A.B@Firm.CN")),
        ("device", "AA:BB:CC-01", "aabbcc01"),
        ("ip", full_width(" 10.1.2.3"), "10.1.2.3"),
        ("ip", "2001:DB8::1", "2001:db8:0:0:0:0:0:1"),
        ("other", "WeChat: a_b", "wechat ab"),
        ("other", "a\u200bb7", "AB7"),
        ("of no known kind", "A-1", "a1"),
    ],
)
def test_the_same_thing_is_the_same_text_however_it_was_typed(
    kind: str, one: str, other: str
) -> None:
    assert normalised(kind, one) == normalised(kind, other) != ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [("email", "a.b@firm.cn", "ab@firm.cn"), ("ip", "10.1.2.3", "10.12.3")],
)
def test_different_things_stay_different(kind: str, one: str, other: str) -> None:
    assert normalised(kind, one) != normalised(kind, other)


@pytest.mark.parametrize("kind", IDENTIFIER_KINDS)
@pytest.mark.parametrize(
    "value",
    [
        *["", "  ", "\u200b", "无", "N/A", "unknown", "NULL", "138****8000", "0", "---", "aaaa"],
        *[
            "无证件",
            "待补录",
            "待补充",
            "同上",
            "不详",
            "暂未提供",
            "没有固定电话",
            "详见附件",
            "拒絕提供",
        ],
        *["1.10101E+17", "1.39E+10", "1e+17", "123456789", "12345678901", "7654321", "8888-8888"],
    ],
)
def test_what_nobody_knows_says_nothing(kind: str, value: str) -> None:
    assert normalised(kind, value) == ""


@pytest.mark.parametrize(
    "value", ["无锡市", "待月楼1号", "同心路2号", "见山3号", "缺口巷4号", "E12345678"]
)
def test_words_that_only_begin_like_a_denial_say_something(value: str) -> None:
    assert normalised("other", value) != ""


@pytest.mark.parametrize("value", ["5e12", "1e10", "dev12345678", "0011223344"])
def test_a_device_is_no_rounded_number(value: str) -> None:
    assert normalised("device", value) == value


@pytest.mark.parametrize(
    "value",
    [
        *["a@b", "@firm.cn", "a@firm@cn", "firm.cn", "a@firm"],
        *["test@test.com", "li@example.com", "li@mail.example.org", "x@y.invalid"],
        *["test1@firm.cn", "none@qq.com", "123456@qq.com", "无@qq.com", "no-reply@firm.cn"],
    ],
)
def test_a_mail_box_that_cannot_be_one_says_nothing(value: str) -> None:
    assert normalised("email", value) == ""


@pytest.mark.parametrize("value", ["tester.li@firm.cn", "contest@firm.cn", "10086@qq.com"])
def test_a_mail_box_that_only_looks_like_a_test_is_one(value: str) -> None:
    assert normalised("email", value) == value


@pytest.mark.parametrize("value", ["0.0.0.0", "127.0.0.1", "::", "::1"])
def test_the_address_of_no_machine_says_nothing(value: str) -> None:
    assert normalised("ip", value) == ""


_TYPED = st.text(
    st.sampled_from("0123456789xX+-() .#转室号幢路省市区县杭州西湖浙江@aE*無锡Ⅳ٣"), max_size=24
)


@given(st.sampled_from([*IDENTIFIER_KINDS]), st.text() | _TYPED)
def test_every_text_has_one_form_and_that_form_is_its_own(kind: str, value: str) -> None:
    said = normalised(kind, value)
    assert normalised(kind, said) in (said, "")


@given(st.sampled_from([*ID_TYPES, "", "身份证", "其他", "X1"]), st.text() | _TYPED)
def test_every_number_is_that_of_one_holder_or_says_nothing(id_type: str, value: str) -> None:
    said = own_id_number(value, id_type)
    assert said is not None
    assert said == own_id_number(f" {value} ", id_type)
