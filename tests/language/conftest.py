"""The English lexicon, compiled once for all tests of the language part."""

import tomllib
from pathlib import Path

import pytest

from flows.language.lexicon import Lexicon, compile_lexicon

ENGLISH = Path(__file__).parents[2] / "content" / "language" / "en"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Loads content/language/en as the catalog's loader does."""
    data = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in ENGLISH.glob("*.toml")}
    return compile_lexicon(data)
