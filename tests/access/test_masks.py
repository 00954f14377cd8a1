"""What is shown of an identifying value says which it is, and never all of it."""

import orjson
import pytest

from service.access import masks
from service.access.identifying import MAY_HOLD, Masking


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("11010519491231002X", "110105********002X"),
        ("110105491231002", "110105*****1002"),
        ("91999999000008002G", "919999********002G"),
        ("E12345678", "*****5678"),
        ("1234", "****"),
        ("", "****"),
    ],
)
def test_of_a_certificate_place_and_end_are_shown(value: str, shown: str) -> None:
    assert masks.id_number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13800138000", "138****8000"),
        ("+441632960983", "+44****0983"),
        ("62345678", "****5678"),
        ("110", "****"),
    ],
)
def test_of_a_phone_beginning_and_end_are_shown(value: str, shown: str) -> None:
    assert masks.phone(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("zhang.san@example.com", "z***@example.com"),
        ("a@b@example.com", "a***@example.com"),
        ("@example.com", "****"),
        ("nothing", "****"),
    ],
)
def test_of_an_email_address_a_letter_and_the_host_are_shown(value: str, shown: str) -> None:
    assert masks.email(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("6222020200016789", "…6789"), ("6789", "…"), ("", "…")]
)
def test_of_an_account_the_end_is_shown(value: str, shown: str) -> None:
    assert masks.account(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("浙江省杭州市西湖区文三路100号1幢101室", "浙江省杭州市西湖区"),
        ("杭州市文三路100号花园小区5幢", "杭州市"),
        ("北京市朝阳区建国路1号", "北京市朝阳区"),
        ("内蒙古自治区呼和浩特市新城区1号", "内蒙古自治区呼和浩特市新城区"),
        ("无锡市县前街1号", "无锡市"),
        ("1 Harbour Rd", "…"),
        ("文三路100号", "…"),
    ],
)
def test_an_address_is_shown_to_the_district(value: str, shown: str) -> None:
    assert masks.address(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("王小明", "王*"),
        ("王", "王*"),
        ("欧阳明", "欧阳*"),
        ("买买提·艾力", "买*"),
        ("John Smith", "J*"),
    ],
)
def test_of_a_persons_name_the_family_is_shown(value: str, shown: str) -> None:
    assert masks.person_name(value) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("没有群组110105194912310054：GET", "没有群组110105********0054：GET"),
        ("电话13800138000无人接听", "电话138****8000无人接听"),
        ("没有客户zhang.san@corpmail.cn", "没有客户z***@corpmail.cn"),
        ("no customer 6222021001116245705", "no customer …5705"),
        ("电话138 0013 8000", "电话138****8000"),
        ("card 6222-0210-0111-6245", "card …6245"),
        ("runs 101 102 103", "runs 101 102 103"),
        ("CG-11b3d363dc0413800138000", "CG-11b3d363dc0413800138000"),
        ("第12345678批", "第12345678批"),
    ],
)
def test_what_was_typed_is_masked_where_chinese_runs_on_into_it(text: str, shown: str) -> None:
    assert masks.in_text(text) == shown


@pytest.mark.parametrize("name", ["reason", "title"])
def test_what_people_wrote_is_told_without_such_values(name: str) -> None:
    said = {name: '他说 "电话13800138000"', "items": [{name: "写信给a.b@c.cn"}]}
    assert Masking(lambda kind, value: value).masked(said) == {
        name: '他说 "电话138****8000"',
        "items": [{name: "写信给a***@c.cn"}],
    }
    for part in (said, said["items"][0]):
        assert MAY_HOLD.search(orjson.dumps(part))
    assert not MAY_HOLD.search(orjson.dumps({name: "他说 \\ 没有", "run": 12345678901}))
