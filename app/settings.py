"""Settings, from the environment: PAGERATE_HOST, PAGERATE_PORT, DATABASE_URL and so on."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PRODUCT_NAME = "Pagerate"
#: The same as in pyproject.toml.
VERSION = "0.1.0"


class Settings(BaseSettings):
    """One frozen value, made once at the start and handed on."""

    model_config = SettingsConfigDict(env_prefix="PAGERATE_", frozen=True, extra="ignore")

    product_name: str = PRODUCT_NAME
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    secure_cookies: bool = False
    """On wherever the app is reached by https: cookies get Secure and the __Host- prefix."""
    data_dir: Path = Path("var")
    parameters_dir: Path = Field(default_factory=lambda given: given["data_dir"] / "parameters")
    """Where the files of public figures are that the operator adds."""
    revision: str = Field(default="", max_length=40, pattern=r"^[0-9A-Za-z._-]*$")
    """The commit this code is of, as whoever built it says; empty where nobody does."""
    public_address: str = ""
    """Where people come to, as https://log.example.org; without it, wherever the request came to."""
    most_rows_of_a_kind: int = Field(default=100_000, ge=1)
    most_rows_in_all: int = Field(default=300_000, ge=1)
    """How much one account may hold."""
    starts_per_source: str = "30/minute; 120/hour"
    starts_in_all: str = "600/hour"
    """How many accounts may be started; a source is an address, or the /64 of an IPv6 address, its /48 four of them."""
    sign_ins_per_source: str = "10/minute; 60/hour"
    """How often words, passkeys and one-use addresses may be tried."""
    passphrases_per_source: str = "10/minute; 30/hour"
    passphrases_of_all_links_per_source: str = "30/minute; 120/hour"
    passphrases_per_link: str = "200/hour"
    """How often the passphrase of one share link may be tried."""
    writes_per_writer: str = "1200/minute; 20000/hour"
    """How many changes one account may send."""
    database_address: str = Field(
        default="",
        validation_alias=AliasChoices("PAGERATE_DATABASE_URL", "DATABASE_URL", "database_url"),
    )

    @property
    def code_version(self) -> str:
        """Stands in every release, so that its figures can be made again: the version, with the commit where it is known."""
        return f"{VERSION}+{self.revision}" if self.revision else VERSION

    @cached_property
    def database_url(self) -> str:
        """Where the records are: the address given, else a file in the data directory."""
        if not self.database_address:
            return f"sqlite:///{self.data_dir / 'pagerate.db'}"
        # Hosts hand out addresses without a driver; ours is psycopg.
        scheme, separator, rest = self.database_address.partition("://")
        return (
            f"postgresql+psycopg{separator}{rest}"
            if scheme in {"postgres", "postgresql"}
            else self.database_address
        )
