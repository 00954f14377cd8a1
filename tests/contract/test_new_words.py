"""A new word is one entry, and a word that is not known ends nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.banks import ServedBank
from tests.contract.every_answer import failures
from tests.contract.new_words import ENTRIES, bank_of_new_words, extended, sentences
from tests.contract.word_lists import VOCABULARIES


def test_there_is_a_made_up_word_for_every_vocabulary() -> None:
    assert {name for _, name in ENTRIES} == set(VOCABULARIES)


#: What holdings say of the made-up words: where they are declared, and where they are not.
SAID = [
    ("suspected_affiliate", "微信号相同", "有共同之处（wechat）"),
    ("suspected_affiliate", "董事长同为", "有共同之处（chair）"),
    ("near_blocked", "使用的微信号wx_2", "使用的“wechat”wx_2"),
    ("near_blocked", "指导P8", "与P8有联系（MENTORS）"),
    ("insider_related", "的伴侣", "的“partner”"),
    ("household", "、P6（夫妻", "、P6（“partner”"),
    ("decision_maker", "担任董事长", "担任“chair”"),
    ("decision_maker", "凭代持安排控制", "凭“nominee”控制"),
    ("control_group_member", "通过代持安排对其", "通过“nominee”对其"),
    ("economic_dependent", "凭C1的许可经营（占70%）", "登记为C1的经济依存客户（占70%）"),
    ("supply_chain_member", "凭C1的许可经营", "登记为C1的经济依存客户"),
    ("high_potential_neighbour", "单位的董事长P6", "其“chair”P6"),
    ("high_potential_neighbour", "基金客户", "“fund”"),
]


@pytest.mark.slow
def test_a_new_word_is_one_entry_and_one_that_is_not_known_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaded, derived and served with more words, then served and derived again without them."""
    files, url = bank_of_new_words(tmp_path / "files"), f"sqlite:///{tmp_path / 'guanxi.db'}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.contract.new_words", url, str(files)],
        cwd=extended(tmp_path / "product"),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "cannot tell what it found" not in done.stderr
    there = json.loads(done.stdout.splitlines()[-1])
    assert there["failed"] == []
    for tag_id, declared, _ in SAID:
        assert declared in there["sentences"][tag_id]
    bank = ServedBank(url, monkeypatch)
    try:
        assert failures(bank.client) == []
        here = sentences(bank.client)
        for tag_id, declared, unknown in SAID:
            assert unknown in here[tag_id]
            assert declared not in here[tag_id]
        bank.derive("--as-of", "2025-12-31")
        assert failures(bank.client) == []
    finally:
        bank.close()
