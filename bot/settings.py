"""Settings from the environment; a wrong one is refused with its name and the mend."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typer
from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured

APP = "poised"
ENV_FILE = ".env"
FILE_SUFFIX = "_FILE"
"""NAME_FILE names a file that holds the value of NAME, so that no secret need stand in a list of
processes or in a compose file (S17)."""
OURS = ("POISED_", "REDIS_URL", "PUBLIC_URL")
"""How the names of our own settings begin; those of a platform begin with its name."""


class Settings(BaseSettings):
    """Every setting but the platforms' own. With REDIS_URL the two secrets are mandatory.

    `port` is where `poised web` listens; `ops_port` is where the other processes tell health and
    metrics, 0 for not at all; `metrics_token` is what a reader of /metrics has to show, if set.
    `silence_s` is how long the database may leave a batch unanswered before it counts as gone.
    """

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", populate_by_name=True)

    data: Path = Field(default=Path(typer.get_app_dir(APP)) / "data", alias="POISED_DATA")
    secrets: Path = Field(default=Path(typer.get_app_dir(APP)) / "secrets", alias="POISED_SECRETS")
    redis_url: SecretStr | None = Field(default=None, alias="REDIS_URL")
    sealing_keys: SecretStr | None = Field(default=None, alias="POISED_SEALING_KEYS")
    pepper: SecretStr | None = Field(default=None, alias="POISED_PEPPER")
    silence_s: float = Field(default=1.5, gt=0, alias="POISED_DATABASE_SILENCE_S")
    force: bool = Field(default=False, alias="POISED_FORCE")
    log_level: str = Field(default="WARNING", alias="POISED_LOG")
    host: str = Field(default="127.0.0.1", alias="POISED_HOST")
    port: int = Field(default=8080, ge=0, le=65535, alias="PORT")
    ops_port: int = Field(default=0, ge=0, le=65535, alias="POISED_OPS_PORT")
    metrics_token: SecretStr | None = Field(default=None, alias="POISED_METRICS_TOKEN")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the settings once. Raises Misconfigured."""
    return read()


def read(**given: Any) -> Settings:
    """Read the settings. Raises Misconfigured."""
    values = environment()
    try:
        known = {field.alias for field in Settings.model_fields.values()}
        found = Settings(**{name: values[name] for name in values if name in known} | given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise Misconfigured(name, first["msg"]) from error
    if found.redis_url and not found.sealing_keys:
        raise Misconfigured("POISED_SEALING_KEYS", MAKE_KEY)
    if found.redis_url and not found.pepper:
        raise Misconfigured("POISED_PEPPER", MAKE_KEY)
    return found


def environment(*prefixes: str) -> dict[str, str]:
    """Our part of the environment, the .env file below it, files of secrets read.

    `prefixes` begin the names of what else is ours. Raises Misconfigured for a file that cannot
    be read.
    """
    names = {**dotenv_values(ENV_FILE), **os.environ}
    ours = {
        name: value
        for name, value in names.items()
        if value and (name.startswith((*OURS, *prefixes)) or name == "PORT")
    }
    for name in [name for name in ours if name.endswith(FILE_SUFFIX)]:
        ours.setdefault(name.removesuffix(FILE_SUFFIX), _content(name, ours))
    return ours


def _content(name: str, ours: Mapping[str, str]) -> str:
    try:
        return Path(ours[name]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(name, "names a file that cannot be read") from None


MAKE_KEY = "is needed with REDIS_URL; make one with `poised secret` and keep it safe"
