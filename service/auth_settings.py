"""The settings of who asks: how people and programs sign in, and where they may come from."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr


class AuthSettings(BaseModel, frozen=True):
    """Who may ask at all."""

    auth: Literal["none", "local", "oidc", "proxy"] = Field(
        "none",
        description="who asks: none (nobody signs in, and the service listens on this machine "
        "alone), local (users that `guanxi user add` makes), oidc (users of an identity provider) "
        "or proxy (a proxy that knows GUANXI_PROXY_SECRET names the viewer in its headers)",
    )
    key: SecretStr = Field(
        SecretStr(""),
        description="the secret that ids of phones, accounts and the like are made with in answers "
        "(empty = one that the store has made for itself, and a copy takes along)",
    )
    reveals_an_hour: int = Field(
        30,
        ge=1,
        description="number of times that one user may see values unmasked within an hour (POST "
        "/customers/{customer_id}/reveal); one more is a 429",
    )
    retention_years: int = Field(
        10,
        ge=0,
        le=100,
        description="number of years after the last payment, exposure, guarantee or closed account "
        "of a person before which the person cannot be erased (10: Anti-Money Laundering Law of "
        "2024, article 34; 0 = nothing is kept for its age)",
    )
    audit_key: str = Field(
        "",
        description="`guanxi audit export`: file of an Ed25519 private key (PEM) that signs the "
        "heads of the chains; without it the last line is left out",
    )
    reads_keep: float = Field(
        1_096,
        ge=1,
        description="`guanxi audit cut`: number of days for which reads are kept in the machine's "
        "file; older ones are written into a file and taken away",
    )
    proxy_secret: SecretStr = Field(
        SecretStr(""),
        description="GUANXI_AUTH=proxy: what a proxy sends as X-Guanxi-Secret to be believed",
    )
    allowed_hosts: str = Field(
        "",
        description="the names, by commas and without ports, under which the service is asked "
        "beside those of this machine itself (localhost, 127.0.0.1, [::1]); a request for any "
        "other name is refused",
    )
    session_idle: float = Field(
        1_800,
        gt=0,
        le=86_400,
        description="seconds after which a session ends in which nothing was asked",
    )
    session_most: float = Field(
        36_000, gt=0, le=604_800, description="seconds after which a session ends in any case"
    )
    oidc_issuer: str = Field(
        "",
        description="GUANXI_AUTH=oidc: the issuer, under which the identity provider's "
        "/.well-known/openid-configuration lies",
    )
    oidc_client_id: str = Field(
        "",
        description="GUANXI_AUTH=oidc: what the identity provider calls this service; tokens of "
        "programs must be for this audience",
    )
    oidc_client_secret_file: str = Field(
        "",
        description="GUANXI_AUTH=oidc: the file whose one line is the client's secret (empty = a "
        "client without one, which proves itself by PKCE alone)",
    )
    oidc_user_claim: str = Field(
        "sub",
        description="GUANXI_AUTH=oidc: the claim that names the user, one that is given once",
    )
    oidc_roles_claim: str = Field(
        "roles",
        description="GUANXI_AUTH=oidc: the claim that lists the roles; dots lead into it "
        "(realm_access.roles)",
    )
    oidc_branches_claim: str = Field(
        "branches", description="GUANXI_AUTH=oidc: the claim that lists the branches"
    )
    oidc_managers_claim: str = Field(
        "managers",
        description="GUANXI_AUTH=oidc: the claim that lists codes of relationship managers",
    )
