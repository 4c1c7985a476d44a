"""The four readers: what each takes out of a PDF as text."""

import json
import subprocess
from pathlib import Path

import pymupdf

from bayan.verify import page_texts

PDFJS = Path(".tools/npm/node_modules/pdfjs-dist/legacy/build/pdf.mjs")
SCRIPT = Path(__file__).with_name("recall_pdfjs.mjs")
READERS = ("pdfium", "poppler", "mupdf", "pdf.js")
"""Of Chrome; of Evince and Okular; of MuPDF; of Firefox."""


class Node:
    """One process of Node.js that reads many PDFs with pdf.js."""

    def __init__(self, root: Path) -> None:
        """Start it in the checkout *root*."""
        self._process = subprocess.Popen(
            ["node", SCRIPT, root / PDFJS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def text(self, pdf: Path) -> str:
        """Return the text of the file *pdf*."""
        self._process.stdin.write(f"{pdf}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=30)


def texts(pdf: Path, node: Node) -> dict[str, str]:
    """Return what each reader takes out of the file *pdf*."""
    read = (
        "\n".join(page_texts(pdf.read_bytes())),
        _poppler(pdf),
        _mupdf(pdf),
        node.text(pdf),
    )
    return dict(zip(READERS, read, strict=True))


def _poppler(pdf: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def _mupdf(pdf: Path) -> str:
    with pymupdf.open(pdf) as document:
        return "\n".join(page.get_text() for page in document)
