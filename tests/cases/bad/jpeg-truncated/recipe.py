"""A photograph of which half arrived."""

from io import BytesIO
from pathlib import Path

from PIL import Image

OUT = BytesIO()
Image.linear_gradient("L").resize((600, 400)).save(OUT, "JPEG")
Path("river.jpg").write_bytes(OUT.getvalue()[: len(OUT.getvalue()) // 2])
