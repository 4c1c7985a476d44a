"""Ink more than a pixel from exact placement at 600 dpi: WeasyPrint's own drawing, and the layer.

PYTHONPATH=. .venv/bin/python tests/ink_figures.py
"""

from ink_pages import (
    FILES,
    SETTINGS,
    STATEMENTS,
    drawings_of,
    page_of_case,
    page_of_statement,
    plain_drawing_of,
)
from ink_raster import RENDERERS, too_far

from bayan.typeset.model import Page
from bayan.world import default_world


def figures(laid_out: Page) -> str:
    plain, made, found = plain_drawing_of(laid_out), drawings_of(laid_out), []
    for raster in RENDERERS.values():
        exact = list(raster(made.exact))
        sums = [sum(map(too_far, raster(drawn), exact)) for drawn in (plain, made.layer)]
        found.append(f"{sums[0]:>12,} → {sums[1]:<4}")
    return " ".join(found)


def main() -> None:
    print(f"{'pixels':44}", *(f"{name:^19}" for name in RENDERERS))
    for name in STATEMENTS:
        print(f"{name:44}", figures(page_of_statement(name, default_world())))
    for setting in SETTINGS:
        if all(FILES[family].is_file() for family in setting.families):
            print(f"{setting!s:44}", figures(page_of_case(setting)))


if __name__ == "__main__":
    main()
