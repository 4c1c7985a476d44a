"""What the PDF says about itself, from statement and house."""

from bayan.house.model import House
from bayan.language.table import LANGUAGES
from bayan.statement.model import Revision, Statement
from bayan.typeset.model import Metadata


def metadata_of(statement: Statement, house: House) -> Metadata:
    """Return the metadata of *statement*, issued by *house*."""
    meta, words = statement.meta, house.words_in(statement.language)
    office = meta.office or words.office
    return Metadata(
        title=meta.title,
        language=meta.lang,
        direction=LANGUAGES[statement.language].direction,
        date=meta.date,
        modified=meta.revision.date if meta.revision else meta.date,
        identifier=_identifier(statement, house),
        number=meta.number,
        revision=_revision_number(meta.revision),
        authors=tuple(filter(None, (office or words.name,))),
        publishers=tuple(filter(None, (words.name,))),
        description=meta.summary,
        keywords=meta.keywords,
        rights=meta.rights,
    )


def _identifier(statement: Statement, house: House) -> str:
    """Return what names this version anywhere: issuer, number or date and title, language.

    No folder name is part of it, so that a statement moved keeps its bytes.
    """
    meta = statement.meta
    first = house.words_in(house.languages[0]) if house.languages else None
    issuer = (first.web or first.name) if first else ""
    which = meta.number or f"{meta.date.isoformat()}/{meta.title}"
    return "/".join(filter(None, (issuer, which, meta.lang)))


def _revision_number(revision: Revision | None) -> int:
    return revision.number if revision else 0
