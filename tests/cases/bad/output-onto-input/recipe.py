"""A PDF whose name is a link to the statement itself."""

from pathlib import Path

Path("final.pdf").symlink_to("statement.md")
