"""Settings from the environment; a wrong one is told with its name and the mend."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import typer
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured

APP = "poised"


class Settings(BaseSettings):
    """Every setting of Poised. With REDIS_URL the two secrets are mandatory (DECISIONS 9)."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", populate_by_name=True)

    data: Path = Field(default=Path(typer.get_app_dir(APP)) / "data", alias="POISED_DATA")
    secrets: Path = Field(default=Path(typer.get_app_dir(APP)) / "secrets", alias="POISED_SECRETS")
    redis_url: SecretStr | None = Field(default=None, alias="REDIS_URL")
    sealing_keys: SecretStr | None = Field(default=None, alias="POISED_SEALING_KEYS")
    pepper: SecretStr | None = Field(default=None, alias="POISED_PEPPER")
    force: bool = Field(default=False, alias="POISED_FORCE")
    log_level: str = Field(default="WARNING", alias="POISED_LOG")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the settings once. Raises Misconfigured."""
    return read()


def read(**given: Any) -> Settings:
    """Read the settings. Raises Misconfigured."""
    try:
        found = Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise Misconfigured(name, first["msg"]) from error
    if found.redis_url and not found.sealing_keys:
        raise Misconfigured("POISED_SEALING_KEYS", MAKE_KEY)
    if found.redis_url and not found.pepper:
        raise Misconfigured("POISED_PEPPER", MAKE_KEY)
    return found


MAKE_KEY = "is needed with REDIS_URL; make one with `poised secret` and keep it safe"
