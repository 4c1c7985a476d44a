"""A picture that is a link to a file of this computer."""

from pathlib import Path

Path("river.png").symlink_to("/etc/passwd")
