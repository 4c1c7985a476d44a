"""What a photograph knows of who took it, when and where stays with whoever took it."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cli_sentences import run, statement
from PIL import ExifTags, Image

CAMERA, PHOTOGRAPHER = "Marava Cam 3000", "Lena Oram"
LATITUDE = (12.0, 34.0, 56.78)
TRACES = (b"Exif", CAMERA.encode(), PHOTOGRAPHER.encode(), b"2026:03:22 18:04:05", b"hidden note")


def photograph(path: Path) -> bytes:
    """Write a JPEG that knows its camera, its photographer, its time and its place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.Base.Artist] = PHOTOGRAPHER
    exif[ExifTags.Base.DateTime] = "2026:03:22 18:04:05"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: LATITUDE}
    )
    image = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    image.save(path, "JPEG", exif=exif, comment=b"hidden note")
    return path.read_bytes()


def gps_in(content: bytes) -> object:
    """Return the place that the JPEG *content* names, empty for none."""
    return Image.open(BytesIO(content)).getexif().get_ifd(ExifTags.IFD.GPSInfo)


def pictures(pdf: pikepdf.Pdf) -> list[bytes]:
    """The JPEG files that *pdf* shows, as they lie in it."""
    streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
    return [each.read_raw_bytes() for each in streams if each.get("/Filter") == "/DCTDecode"]


@pytest.mark.parametrize("standard", ["a-3a+ua-1", "a-4f+ua-2"])
def test_no_trace_of_time_place_or_camera_is_in_the_pdf(
    standard: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    statement(tmp_path / "visit", "en", body="![The river at Port Sarem](river.jpg)")
    taken = photograph(tmp_path / "visit" / "river.jpg")
    assert gps_in(taken)
    assert all(trace in taken for trace in TRACES)

    run("render", "visit/statement.md", "-o", "out.pdf", "--standard", standard).succeeds()

    with pikepdf.open("out.pdf") as pdf:
        (shown,) = pictures(pdf)
        assert not gps_in(shown)
        assert Image.open(BytesIO(shown)).size == (300, 200)
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        contents = [Path("out.pdf").read_bytes()]
        contents += [each.read_raw_bytes() for each in streams]
        contents += [each.read_bytes() for each in streams if each.get("/Filter") != "/DCTDecode"]
    assert [trace for trace in TRACES for content in contents if trace in content] == []
