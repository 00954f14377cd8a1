"""Nobody is served before it is certain who may ask."""

from contextlib import closing
from pathlib import Path

import pytest

import service.__main__
from cypher import open_store
from service.accounts.serving import need_sign_in
from service.errors import ServiceError
from service.settings import Settings
from tests.banks import ServedBank
from tests.viewers import add_user

PROVIDER = {"GUANXI_OIDC_ISSUER": "https://id.example", "GUANXI_OIDC_CLIENT_ID": "guanxi"}


@pytest.mark.parametrize(
    ("host", "said", "settings"),
    [
        ("0.0.0.0", "GUANXI_AUTH", {}),
        ("::", "GUANXI_AUTH", {}),
        ("192.0.2.1", "GUANXI_AUTH", {}),
        ("bank.example", "GUANXI_AUTH", {}),
        ("127.0.0.1", "GUANXI_PROXY_SECRET", {"GUANXI_AUTH": "proxy"}),
        ("127.0.0.1", "GUANXI_OIDC_ISSUER", {"GUANXI_AUTH": "oidc"}),
        (
            "127.0.0.1",
            "GUANXI_OIDC_CLIENT_ID",
            {"GUANXI_AUTH": "oidc", **PROVIDER, "GUANXI_OIDC_CLIENT_ID": ""},
        ),
        (
            "127.0.0.1",
            "https",
            {"GUANXI_AUTH": "oidc", **PROVIDER, "GUANXI_OIDC_ISSUER": "http://id.example"},
        ),
        (
            "127.0.0.1",
            "cannot be read",
            {"GUANXI_AUTH": "oidc", **PROVIDER, "GUANXI_OIDC_CLIENT_SECRET_FILE": "/nowhere"},
        ),
        (
            "127.0.0.1",
            "/nowhere/reads.db",
            {"GUANXI_AUTH": "local", "GUANXI_READS": "/nowhere/reads.db"},
        ),
        ("127.0.0.1", "GUANXI_AUTH", {"GUANXI_AUTH": "ldap"}),
    ],
)
def test_what_is_not_certain_is_not_served(
    host: str,
    said: str,
    settings: dict[str, str],
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert service.__main__.main(["serve", "--host", host, "--port", "0"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert said in err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_on_this_machine_nobody_need_sign_in_which_is_said(
    host: str, sqlite_bank: ServedBank
) -> None:
    with closing(open_store(Settings())) as store:
        said = need_sign_in(Settings(), store, host)
    assert said is not None
    assert "nobody signs in" in said.en


def test_without_a_user_the_first_is_told_how_to_be_made(
    sqlite_bank: ServedBank, accounts: None
) -> None:
    with closing(open_store(Settings())) as store:
        said = need_sign_in(Settings(), store, "0.0.0.0")
        assert said is not None
        assert "user add" in said.en
        add_user("li", "administrator")
        assert need_sign_in(Settings(), store, "0.0.0.0") is None


def test_a_file_of_reads_that_cannot_be_written_is_refused(
    sqlite_bank: ServedBank, accounts: None, empty_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_READS", str(empty_store))
    assert service.__main__.main(["serve", "--port", "0"]) == 2


def test_a_secret_is_the_line_of_its_file(tmp_path: Path) -> None:
    from service.accounts.serving import client_secret

    path = tmp_path / "secret"
    path.write_text("known to the provider\n")
    assert client_secret(Settings(oidc_client_secret_file=str(path))) == "known to the provider"
    path.write_text("")
    with pytest.raises(ServiceError):
        client_secret(Settings(oidc_client_secret_file=str(path)))
