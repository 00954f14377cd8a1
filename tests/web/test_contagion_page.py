"""/contagion: the bank's loss first, rounds and why, what to give up, and cases that are kept."""

import html
import re
from typing import Any

import pytest

from tests.api.decisions.asked import AUDITOR, RISK, RM
from tests.banks import ServedBank
from tests.building import firms, guarantees_of, obligations_of
from tests.viewers import add_user, form_token, sign_in

#: C owes B, B owes A: A fails last. The bank has lent to C 100 and to A 40; G guarantees C.
WORTH = {"A": 10, "B": 50, "C": 55, "G": 5, "D": 1000}

#: A browser that asks for Chinese where the address does not say.
CHINESE = {"Accept-Language": "zh"}


@pytest.fixture
def bank(sqlite_bank: ServedBank) -> ServedBank:
    customers = [{**row, "industry": "房地产业"} for row in firms(**WORTH)]
    customers[4]["name"] = "<script>alert(1)</script>"
    customers[2]["name"] = "丙建设"
    sqlite_bank.keep(
        customers=customers,
        obligations=obligations_of("C>B 60", "B>A 30", "C>D 20", "A>C 7"),
        guarantees=guarantees_of("G>C", amount="20"),
        exposures=[
            {"exposure_id": "E1", "customer_id": "C", "kind": "loan", "amount": 100},
            {"exposure_id": "E2", "customer_id": "A", "kind": "loan", "amount": 40},
        ],
    )
    return sqlite_bank


def opened(bank: ServedBank, path: str, status: int = 200, who: Any = None) -> str:
    response = bank.client.get(path, headers={**CHINESE, **(who or {})})
    assert response.status_code == status, response.text
    return html.unescape(response.text)


def lead(page: str) -> str:
    """The first sentence of a page, without its marks."""
    return re.sub(
        "<[^>]+>", "", re.findall(r'<p class="lead">(.*?)</p>', page, re.DOTALL)[0]
    ).strip()


def test_the_banks_own_loss_stands_first_and_that_of_the_start_apart(bank: ServedBank) -> None:
    page = opened(bank, "/contagion?defaulted=C")
    assert lead(page).startswith("本行预计损失140元，其中起始客户100元，其余由传染造成。")
    assert "共4名客户违约（含起始客户）" in lead(page)
    english = lead(opened(bank, "/contagion?defaulted=C&lang=en"))
    assert english.startswith("The bank stands to lose CNY 140, of it CNY 100 by the customers hit")
    # What the first to fail loses by those after it is told apart and in no total.
    assert "后续损失（不计入合计）" in page
    assert "<script>alert" not in bank.client.get("/contagion?defaulted=C").text
    assert page.count('class="round"') == 2


def test_every_model_says_what_it_is_for_and_clearing_tells_its_baseline(bank: ServedBank) -> None:
    page = opened(bank, "/contagion")
    assert "这些客户违约后，还有谁会因此违约？" in page
    assert "结果偏高" in page
    cleared = opened(bank, "/contagion?industry=房地产业&loss=0.3&model=clearing")
    assert lead(cleared).startswith("这一冲击没有增加本行损失")
    assert "无冲击时的基准" in lead(cleared)
    part = opened(bank, "/contagion?industry=房地产业&loss=0.3")
    assert "起始受损30%" in part
    assert "DebtRank" in part


def test_firms_are_named_by_words_and_what_is_not_clear_is_asked(bank: ServedBank) -> None:
    led = bank.client.get("/contagion?defaulted=丙建设&model=debtrank")
    assert led.status_code == 303
    assert "defaulted=C" in led.headers["Location"]
    assert "model=debtrank" in led.headers["Location"]
    assert "没有找到“nobody”" in opened(bank, "/contagion?defaulted=nobody,C", 422)
    refused = opened(bank, "/contagion?industry=造船业&loss=0.3", 422)
    assert "“房地产业”" in refused
    assert 'value="造船业"' in refused
    for wrong in ("model=none&defaulted=C", "loss_given_default=x&defaulted=C", "remove=OWES:C:G"):
        assert 'role="alert"' in opened(bank, f"/contagion?industry=房地产业&{wrong}", 422)


def test_without_a_ticked_edge_it_is_played_again_and_compared(bank: ServedBank) -> None:
    page = opened(bank, "/contagion?defaulted=C")
    ticked = re.findall(r'name="remove" value="([^"]+)"', page)
    assert "OWES:C:B" in ticked
    without = opened(bank, "/contagion?defaulted=C&remove=OWES:C:B")
    assert "本行预计损失由140元变为100元" in without
    assert "违约客户由4名变为2名" in without
    assert "放回" in without


def test_what_to_give_up_says_where_it_saves_the_bank_nothing(bank: ServedBank) -> None:
    page = opened(bank, "/contagion/cut?defaulted=C")
    assert "另有1笔担保是本行自己的缓释" in page
    assert "没有可以放弃" in page
    own = opened(bank, "/contagion/cut?defaulted=C&own_cover=true")
    assert "放弃下列担保不能减少本行损失" in own
    assert re.search(r"20元</strong></td>", own), "the cover given up"
    debts = opened(bank, "/contagion/cut?defaulted=C&of=obligations")
    assert "本行损失由140元减为100元" in debts
    assert "本行无权免除" in debts
    assert "去掉后重算" in debts


def test_a_case_reads_as_it_did_and_its_sheet_says_by_what(
    bank: ServedBank, behind_proxy: None
) -> None:
    client = bank.client
    asked = {"defaulted": "C", "title": "丙逾期 <b>"}
    assert client.post("/contagion/cases", data=asked, headers=AUDITOR).status_code == 403
    assert 'id="case-title"' not in opened(bank, "/contagion?defaulted=C", who=AUDITOR)
    kept = client.post("/contagion/cases", data=asked, headers=RISK)
    assert (kept.status_code, kept.headers["Location"]) == (303, "/contagion/cases/1")
    bank.keep(exposures=[{"exposure_id": "E3", "customer_id": "A", "kind": "loan", "amount": 9}])
    page = opened(bank, "/contagion/cases/1", who=AUDITOR)
    assert lead(page).startswith("本行预计损失140元")
    assert "与留存时逐字节一致" in page
    assert "丙逾期 <b></h1>" in page
    assert "丙逾期 <b>" not in client.get("/contagion/cases", headers=RISK).text
    assert "丙逾期" in opened(bank, "/contagion/cases", who=RISK)
    sheet = opened(bank, "/contagion/cases/1?sheet=1", who=RISK)
    for told in ("门限模型", "违约损失率", "假设：", "对照模型：DebtRank", "编制"):
        assert told in sheet
    untitled = client.post("/contagion/cases", data={"defaulted": "C"}, headers={**CHINESE, **RISK})
    assert untitled.status_code == 422
    assert "本行预计损失149元" in untitled.text
    assert opened(bank, "/contagion/cases/7", 404, RISK)
    assert opened(bank, "/contagion", 403, RM)


def test_a_case_that_a_sign_in_interrupted_stands_filled_in(
    bank: ServedBank, accounts: None
) -> None:
    add_user("wang", "risk_officer")
    client = bank.client
    asked = {"defaulted": "C", "remove": "OWES:C:B,OWES:B:A", "title": "丙逾期"}
    led = client.post("/contagion/cases", data=asked)
    assert led.status_code == 303
    back = sign_in(client, "wang", next=_next_of(led.headers["Location"]))
    page = client.get(back.headers["Location"], follow_redirects=True)
    assert 'value="丙逾期"' in page.text
    assert "OWES:B:A" in page.text
    assert client.post("/contagion/cases", data=asked).status_code == 403
    sent = {**asked, "csrf_token": form_token(page.text)}
    assert client.post("/contagion/cases", data=sent).status_code == 303


def _next_of(location: str) -> str:
    return location.partition("next=")[2].replace("%3F", "?").replace("%3D", "=")


def test_the_answer_comes_as_a_file_under_an_address(bank: ServedBank) -> None:
    table = bank.client.get("/contagion.csv?defaulted=C")
    assert table.mimetype == "text/csv"
    assert "丙建设" in table.data.decode("utf-8-sig")
    assert "attachment" in table.headers["Content-Disposition"]
    assert bank.client.get("/contagion/cut.xlsx?defaulted=C&own_cover=true").status_code == 200
    assert bank.client.get("/contagion.exe?defaulted=C").status_code == 404
    assert bank.client.get("/contagion.csv").status_code == 422


def test_without_a_guarantee_tags_are_told_that_fall(bank: ServedBank) -> None:
    bank.keep(
        guarantees=[
            *guarantees_of("A>B", "B>D", "D>A", amount="30"),
            *guarantees_of("G>C", amount="20"),
        ]
    )
    bank.derive("--tags", "guarantee_circle")
    page = opened(bank, "/contagion/what-if?remove=GUARANTEES:A:B&customers=A,B,D")
    assert "失去担保圈" in page.replace(" ", "")
    assert "<script>alert" not in bank.client.get("/contagion/what-if?remove=GUARANTEES:A:B").text
    assert "没有" in opened(bank, "/contagion/what-if?remove=GUARANTEES:A:Z", 422)
    (circle,) = set(re.findall(r"/groups/GC-\w+", opened(bank, "/groups?kind=guarantee_circle")))
    assert "/contagion/what-if?remove=GUARANTEES%3AA%3AB" in opened(bank, circle)
