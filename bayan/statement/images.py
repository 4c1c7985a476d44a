"""Images: files in the statement's own folder, each with words for those who cannot see it."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bayan.statement.links import SCHEME
from bayan.statement.model import ImageUse
from bayan.statement.notebook import shortened
from bayan.statement.parsing import Node, line_of, plain_text
from bayan.statement.scope import Scope

CODE = "statement.image"
SUFFIXES = (".png", ".jpg", ".jpeg", ".svg")
INSIDE = "Put the picture into the statement's own folder and name it from there: images/map.png"


class Gallery:
    """Collects the images of one body, each file once."""

    def __init__(self, scope: Scope) -> None:
        """Begin with no image."""
        self._scope = scope
        self._uses: dict[Path, ImageUse] = {}

    @property
    def uses(self) -> tuple[ImageUse, ...]:
        """The images in the order they first appear."""
        return tuple(self._uses.values())

    def use(self, image: Node) -> tuple[str, str]:
        """Return the URL and alternative text of *image*; what is wrong with it is noted.

        Raises:
            LimitError: there are too many images.
        """
        line = line_of(image)
        name = unquote(str(image.attrs.get("src", "")))
        for message, hint in _faults_or_refusal(name, self._scope.folder):
            self._scope.error(CODE, message, line, hint)
        alt = plain_text(image).strip()
        if not alt:
            self._scope.error(
                CODE, f"The image {name} has no words for those who cannot see it.", line, ALT
            )
        self._scope.require_printable(alt, line)
        return self._use_of(name, line).url, alt

    def _use_of(self, name: str, line: int) -> ImageUse:
        path = _on_disk(self._scope.folder, name)
        if path not in self._uses:
            number = len(self._uses) + 1
            plain = re.sub(r"[^A-Za-z0-9.]+", "-", path.name)
            place = self._scope.body.place(line)
            self._uses[path] = ImageUse(f"asset:/images/{number}-{plain}", path, place)
            self._require_few(number, line)
        return self._uses[path]

    def _require_few(self, number: int, line: int) -> None:
        most = self._scope.limits.images
        if number > most:
            raise self._scope.notebook.limit(
                f"There are more than {most} images.",
                self._scope.body.place(line),
                "Issue them as a document of their own.",
            )


MISSING = "Check its name, capitals included; it is looked for in the statement's own folder."
ALT = "Say between the square brackets what it shows: ![A map of the basin](map.png)"


def _faults_or_refusal(name: str, folder: Path) -> list[tuple[str, str]]:
    try:
        return list(_faults(name, folder))
    except OSError as fault:
        return [(f"The image {shortened(name)} cannot be read: {fault.strerror}.", MISSING)]


def _faults(name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the first thing that is wrong with an image called *name*."""
    outside = _outside(name)
    path = _on_disk(folder, name)
    if not name:
        yield "The image has no file name.", INSIDE
    elif outside:
        yield outside, INSIDE
    elif path.suffix.lower() not in SUFFIXES:
        yield f"The image {name} is of a kind that cannot be printed.", "Use PNG, JPEG or SVG."
    elif not path.exists():
        yield f"The image {name} is not there.", MISSING
    elif not path.resolve().is_relative_to(folder.resolve()):
        yield f"The image {name} is a link to a file outside the statement's folder.", INSIDE
    elif not path.is_file():
        yield f"The image {name} is not a file.", INSIDE


def _outside(name: str) -> str:
    """Say how *name* leads out of the folder, or nothing."""
    if "\\" in name:
        return f"The image {name} is named with backslashes; folders are parted by /."
    if SCHEME.match(name) or name.startswith("//"):
        return f"The image {shortened(name)} is named by an address, and nothing is fetched."
    if name.startswith(("/", "~")):
        return f"The image {name} is named from the top of this computer."
    if ".." in PurePosixPath(name).parts:
        return f"The image {name} is outside the statement's folder."
    return ""


def _on_disk(folder: Path, name: str) -> Path:
    """Return the file called *name*, in whatever normal form the disk has its name."""
    path = folder / name
    try:
        if _outside(name) or path.exists() or not path.parent.is_dir():
            return path
        wanted = _normal(path.name)
        same = [each for each in path.parent.iterdir() if _normal(each.name) == wanted]
    except OSError:
        return path  # The reason is told where its faults are.
    return next(iter(same), path)


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)
