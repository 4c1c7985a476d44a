"""Languages: one table, and what follows from it: labels, names, dates, direction.

Names are loaded when first used: the table is light, Babel and Pango are not.
"""

from typing import TYPE_CHECKING

from bayan.lazy import names_from

if TYPE_CHECKING:
    from bayan.language.bidi import LINE_BREAK, OBJECT, crossing_runs, levels, runs_to_isolate
    from bayan.language.catalogue import Labels, UnknownLabelError, label_keys, labels
    from bayan.language.dates import format_date, format_moment
    from bayan.language.habits import DIGITS, MONTH_HABITS, in_digits, month_habits
    from bayan.language.model import Direction, Language, Typography
    from bayan.language.names import join_names, language_name, name_languages, own_name
    from bayan.language.table import LANGUAGES, direction_of, find_language, is_tag, row_of

_MODULES = {
    "bidi": ("LINE_BREAK", "OBJECT", "crossing_runs", "levels", "runs_to_isolate"),
    "catalogue": ("Labels", "UnknownLabelError", "label_keys", "labels"),
    "dates": ("format_date", "format_moment"),
    "habits": ("DIGITS", "MONTH_HABITS", "in_digits", "month_habits"),
    "model": ("Direction", "Language", "Typography"),
    "names": ("join_names", "language_name", "name_languages", "own_name"),
    "table": ("LANGUAGES", "direction_of", "find_language", "is_tag", "row_of"),
}

__all__ = [
    "DIGITS",
    "LANGUAGES",
    "LINE_BREAK",
    "MONTH_HABITS",
    "OBJECT",
    "Direction",
    "Labels",
    "Language",
    "Typography",
    "UnknownLabelError",
    "crossing_runs",
    "direction_of",
    "find_language",
    "format_date",
    "format_moment",
    "in_digits",
    "is_tag",
    "join_names",
    "label_keys",
    "labels",
    "language_name",
    "levels",
    "month_habits",
    "name_languages",
    "own_name",
    "row_of",
    "runs_to_isolate",
]

__getattr__ = names_from(__name__, _MODULES)
