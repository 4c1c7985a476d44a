"""A file where the folder for the PDFs should be."""

from pathlib import Path

Path("build").write_text("notes\n", encoding="utf-8")
