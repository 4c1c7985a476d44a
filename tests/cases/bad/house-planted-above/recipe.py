"""A repository, above whose root somebody has left a house file."""

from pathlib import Path

Path("repository/.git").mkdir()
