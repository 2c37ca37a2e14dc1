"""The version that stands in every release is the one that is installed."""

import tomllib
from pathlib import Path

from app.settings import VERSION

ROOT = Path(__file__).parents[2]


def test_the_version_of_the_code_is_that_of_the_project():
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION
    )
