"""Settings, from the environment: PAGERATE_HOST, PAGERATE_PORT, DATABASE_URL and so on."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PRODUCT_NAME = "Pagerate"


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
    database_address: str = Field(
        default="",
        validation_alias=AliasChoices("PAGERATE_DATABASE_URL", "DATABASE_URL", "database_url"),
    )

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
