"""What is done to a PDF's objects between WeasyPrint's work and the file."""

from dataclasses import dataclass

from bayan.typeset.model import Page, Standard
from bayan.typeset.tags.destinations import point_into, retitle
from bayan.typeset.tags.elem import Elem
from bayan.typeset.tags.roles import UA1, UA2, Dialect
from bayan.typeset.tags.seam import Recorder
from bayan.typeset.tags.shape import shape
from bayan.typeset.tags.write import Streams, Writer, resolve
from bayan.typeset.weasy import Document, Pdf, pydyf
from bayan.typeset.xmp import information, packet

MEDIA_TYPE = "/text#2fmarkdown"


@dataclass(frozen=True, slots=True)
class Finisher:
    """WeasyPrint's ``finisher`` for one page: structure, metadata, attachment, catalog."""

    page: Page
    recorder: Recorder

    def __call__(self, document: Document, pdf: Pdf) -> None:
        """Finish *pdf*; the HTML page's own metadata give way to the page's."""
        del document
        self.structure(pdf)
        self.metadata(pdf)
        self.catalog(pdf)
        self.attachment(pdf)

    @property
    def dialect(self) -> Dialect:
        """What the standard calls things."""
        return UA1 if self.page.standard is Standard.A3A_UA1 else UA2

    def tree(self) -> Elem:
        """Return the structure of what was drawn."""
        return shape(self.recorder.record.root, self.page.metadata.language, self.dialect)

    def structure(self, pdf: Pdf) -> None:
        """Write the structure tree."""
        record = self.recorder.record
        pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        streams = Streams(pages, lambda number: self.recorder.streams(pdf, number))
        structure = Writer(pdf, streams, self.dialect).write(self.tree(), record)
        retitle(pdf, record.bookmarked)
        if self.dialect.two:
            point_into(pdf, structure, record.bookmarked)

    def metadata(self, pdf: Pdf) -> None:
        """Write the XMP packet, uncompressed so that any archive can read it, and the info."""
        stream = resolve(pdf, pdf.catalog["Metadata"])
        stream.stream, stream.compress = [packet(self.page)], False
        pdf.info.clear()
        if self.page.standard is Standard.A3A_UA1:
            for key, text in information(self.page.metadata).items():
                pdf.info[key] = pydyf.String(text)

    def catalog(self, pdf: Pdf) -> None:
        """Say how a reader shows the document."""
        meta = self.page.metadata
        pdf.catalog["Lang"] = pydyf.String(meta.language)
        preferences = pydyf.Dictionary({"DisplayDocTitle": "true"})
        if meta.direction == "rtl":
            preferences["Direction"] = "/R2L"
        pdf.catalog["ViewerPreferences"] = preferences

    def attachment(self, pdf: Pdf) -> None:
        """Name the source's type, which WeasyPrint guesses, and list it once, not twice."""
        if "AF" not in pdf.catalog:
            return
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        for reference in pdf.catalog["AF"]:
            specification = resolve(pdf, reference)
            # WeasyPrint writes the name as UTF-8, which /F is not.
            specification["F"] = specification["UF"]
            resolve(pdf, specification["EF"]["F"]).extra["Subtype"] = MEDIA_TYPE
