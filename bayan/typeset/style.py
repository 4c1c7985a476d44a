"""The style sheet of one page: house and languages as custom properties, then the layout."""

from collections.abc import Iterable, Sequence

from bayan.fonts import Inventory, css_family, font_faces
from bayan.house.model import Colours, House, Paper
from bayan.language.model import Language

COUNTERS = {"latn": "decimal", "arab": "arabic-indic"}
"""Digits of a house to the CSS counter style that prints them."""


def stylesheet(
    layout: str, language: Language, others: Iterable[Language], house: House, inventory: Inventory
) -> str:
    """Return the CSS of a page in *language* that also shows *others*.

    *layout* is the layout's own CSS; it comes last and reads the properties set here.
    """
    shown = (language, *others)
    return "\n".join(
        (
            font_faces(inventory, sorted(families_of(shown, house))),
            page_rule(house.paper),
            _rule(":root", _colours(house.colours) | {"--counter": _counter(house, language)}),
            *(
                _rule(f'[lang|="{row.tag}"]', _language(row, language, house, inventory))
                for row in shown
            ),
            layout,
        )
    )


def families_of(languages: Iterable[Language], house: House) -> frozenset[str]:
    """Return every font family that *languages* may be set in."""
    return frozenset(
        family for row in languages for role in row.fonts for family in stack(row, role, house)
    )


def page_rule(paper: Paper) -> str:
    """Return the rule that sets the paper's size."""
    return f"@page {{ size: {paper} }}"


def stack(language: Language, role: str, house: House) -> tuple[str, ...]:
    """Return the font families for *role* in *language*, the house's own choice first."""
    habits = house.habits.get(language.tag)
    own = habits.fonts.get(role) if habits else None
    usual = language.fonts[role]
    return (own, *(family for family in usual if family != own)) if own else usual


def _rule(selector: str, properties: dict[str, str]) -> str:
    body = "; ".join(f"{name}: {value}" for name, value in properties.items())
    return f"{selector} {{ {body} }}"


def _colours(colours: Colours) -> dict[str, str]:
    names = ("primary", "accent", "accent_text", "ink", "muted", "panel")
    return {f"--{name.replace('_', '-')}": getattr(colours, name) for name in names}


def _counter(house: House, language: Language) -> str:
    habits = house.habits.get(language.tag)
    return COUNTERS[(habits.digits if habits else None) or "latn"]


def _language(row: Language, main: Language, house: House, inventory: Inventory) -> dict[str, str]:
    """Return the properties of *row* on a page whose own language is *main*."""
    set_in = row.typography
    families = {role: _family_list(stack(row, role, house), inventory) for role in row.fonts}
    return {
        "--text-family": families["text"],
        "--small-family": families["small"],
        "--kind-family": families[set_in.kind_role],
        "--passage-scale": f"{set_in.text_size / main.typography.text_size:.4g}em",
        "--text-size": f"{set_in.text_size:g}pt",
        "--text-leading": f"{set_in.text_leading:g}",
        "--small-scale": f"{set_in.small_scale:g}",
        "--small-leading": f"{set_in.small_leading:g}",
        "--title-size": f"{set_in.title_size:g}pt",
        "--title-leading": f"{set_in.title_leading:g}",
        "--name-size": f"{set_in.name_size:g}pt",
        "--kind-size": f"{set_in.kind_size:g}pt",
        "--kind-tracking": f"{set_in.kind_tracking:g}pt",
        "--kind-transform": set_in.kind_transform,
        "--emphasis-style": set_in.emphasis_style,
        "--emphasis-weight": str(set_in.emphasis_weight),
        "--strong-weight": str(set_in.strong_weight),
        "--hyphens": set_in.hyphens,
        "--word-spacing": f"{set_in.word_spacing:g}pt",
    }


def _family_list(families: Sequence[str], inventory: Inventory) -> str:
    return ", ".join(f'"{css_family(inventory, family)}"' for family in families)
