"""Which release of the book this is: pyproject.toml says so, CHANGELOG.md what is new in it."""

import tomllib

from book import ROOT

VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
