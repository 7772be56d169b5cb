"""Settings from the environment; a wrong one is refused with its name and the mend."""

import os
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured

APP = "poised"
ENV_FILE = ".env"
FILE_SUFFIX = "_FILE"
"""NAME_FILE names a file that holds the value of NAME, so that no secret need stand in a list of
processes or in a compose file (S17)."""
OURS = ("POISED_", "REDIS_URL", "PUBLIC_URL")
"""How the names of our own settings begin; those of a platform begin with its name."""
DATABASE_SCHEMES = ("redis://", "rediss://", "unix://")
WEB_SCHEMES = ("https://", "http://")
SILENCE_S_MAX = 60.0
"""A database that is silent for longer is gone, whatever an operator hopes."""
Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)]


class Settings(BaseSettings):
    """Every setting but the platforms' own. With REDIS_URL the two secrets are mandatory.

    `port` is where `poised web` listens; `ops_port` is where the other processes tell health and
    metrics, 0 for not at all; `metrics_token` is what a reader of /metrics has to show, if set.
    `pictures` is the folder of finished pictures, by default one in the folder of the data.
    `silence_s` is how long the database may leave a batch unanswered before it counts as gone.
    """

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", populate_by_name=True)

    data: Path = Field(default=Path(typer.get_app_dir(APP)) / "data", alias="POISED_DATA")
    secrets: Path = Field(default=Path(typer.get_app_dir(APP)) / "secrets", alias="POISED_SECRETS")
    pictures: Path | None = Field(default=None, alias="POISED_PICTURES")
    redis_url: SecretStr | None = Field(default=None, alias="REDIS_URL")
    sealing_keys: SecretStr | None = Field(default=None, alias="POISED_SEALING_KEYS")
    pepper: SecretStr | None = Field(default=None, alias="POISED_PEPPER")
    silence_s: float = Field(default=1.5, gt=0, le=SILENCE_S_MAX, alias="POISED_DATABASE_SILENCE_S")
    force: bool = Field(default=False, alias="POISED_FORCE")
    log_level: Level = Field(default="WARNING", alias="POISED_LOG")
    host: str = Field(default="127.0.0.1", alias="POISED_HOST")
    port: int = Field(default=8080, ge=0, le=65535, alias="PORT")
    ops_port: int = Field(default=0, ge=0, le=65535, alias="POISED_OPS_PORT")
    metrics_token: SecretStr | None = Field(default=None, alias="POISED_METRICS_TOKEN")
    public_url: str | None = Field(default=None, alias="PUBLIC_URL")

    @property
    def pictures_folder(self) -> Path:
        """Where finished pictures are."""
        return self.pictures or self.data / "pictures"

    @field_validator("redis_url")
    @classmethod
    def _database_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            _demand_scheme(url.get_secret_value(), DATABASE_SCHEMES)
        return url

    @field_validator("public_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None:
            _demand_scheme(url, WEB_SCHEMES)
        return url


def _demand_scheme(url: str, schemes: tuple[str, ...]) -> None:
    if not url.startswith(schemes):
        raise ValueError(f"an address begins with {' or '.join(schemes)}")


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
        raise Misconfigured(name, first["msg"].removeprefix("Value error, ")) from error
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


def unknown(names: Collection[str], platforms: Collection[str]) -> Iterator[Misconfigured]:
    """Every name that begins like a setting and is none, with the nearest right one.

    `platforms` are the names of the platforms' settings.
    """
    known = {str(field.alias) for field in Settings.model_fields.values()} | {*platforms}
    for name in sorted(name for name in names if f"{name}{FILE_SUFFIX}" not in names):
        bare = name.removesuffix(FILE_SUFFIX)
        if bare not in known:
            near = get_close_matches(bare, sorted(known), 1)
            meant = f"did you mean {near[0]}?" if near else "docs/operations.md lists them"
            yield Misconfigured(name, f"is no setting; {meant}")


def refuse_unknown(names: Collection[str], platforms: Collection[str]) -> None:
    """Raise Misconfigured for the first name that is no setting."""
    for mistake in unknown(names, platforms):
        raise mistake


def _content(name: str, ours: Mapping[str, str]) -> str:
    try:
        return Path(ours[name]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(name, "names a file that cannot be read") from None


MAKE_KEY = "is needed with REDIS_URL; make one with `poised secret` and keep it safe"
