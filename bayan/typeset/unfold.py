"""How much a drawing draws, once every reference inside it is followed."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

NAMESPACE = "http://www.w3.org/2000/svg"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

REFERENCE = re.compile(r"url\(\s*[\"']?\s*#([^\"')]*)", re.IGNORECASE)
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NAME = re.compile(r"[\w-]+")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")

GRADIENTS = frozenset({"linearGradient", "radialGradient"})
REPEATING = frozenset({"pattern", "use"}) | GRADIENTS
"""Elements that draw what their ``href`` names."""
ONCE = frozenset({"clip-path", "filter", "mask"})
"""Properties that act on the element itself; the others act on each shape below it."""
STOPS = 8
"""Stops of a gradient that are as much work as one shape."""

MARKED = 2_000
"""Points of a path that may carry markers."""


class Rule(NamedTuple):
    """A rule of a style sheet that refers to a part of the drawing."""

    names: frozenset[str] | None
    """Elements, classes and ids it may be about; None where it may be about any."""
    body: str


class Unfolding:
    """Counts what is drawn; each element is looked at once."""

    def __init__(self, root: etree._Element) -> None:
        """Find the targets and the rules of *root*."""
        # An id may be given twice, and which one is taken depends on who looks: all count.
        self._targets: dict[str, list[etree._Element]] = defaultdict(list)
        for part in root.iter(f"{{{NAMESPACE}}}*"):
            self._targets[part.get("id", "")].append(part)
        self._targets.pop("", None)
        self._rules = tuple(rules(root))
        self._weights: dict[etree._Element, float] = {}
        self._points: dict[etree._Element, tuple[float, float]] = {}

    def weight(self, element: etree._Element) -> float:
        """Return how many elements *element* draws; infinite if it comes back to itself.

        Raises:
            RecursionError: references lead on from each other hundreds of times.
        """
        if element not in self._weights:
            # What is met again before its weight is known contains itself.
            self._weights[element] = math.inf
            below = sum(self.weight(child) for child in drawn(element))
            self._weights[element] = 1 + below + self._referred(element)
        return self._weights[element]

    def _referred(self, element: etree._Element) -> float:
        """Return what *element* draws by naming it."""
        again = (self.weight(target) for target in self._repeated(element))
        named = (
            self._load(target) * self._times(element, key) for key, target in self._named(element)
        )
        return sum(again) + sum(named)

    def _load(self, target: etree._Element) -> float:
        """Return how many elements are drawn where *target* is named; few for a gradient."""
        weight = self.weight(target)
        return weight // STOPS if local(target) in GRADIENTS and weight < math.inf else weight

    def _repeated(self, element: etree._Element) -> Iterator[etree._Element]:
        """Yield what a ``use`` or a pattern takes from elsewhere."""
        if local(element) in REPEATING:
            for key in HREFS:
                name = element.get(key, "").strip().removeprefix("#")
                yield from self._targets.get(name, ())

    def _named(self, element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        """Yield the properties of *element* that name a part of the drawing, and the part."""
        own = ((key, value) for key, value in element.attrib.items() if key != "style")
        for key, value in (*own, *self._styles(element)):
            for name in REFERENCE.findall(value):
                for target in self._targets.get(name.strip(), ()):
                    yield key, target

    def _styles(self, element: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield the declarations for *element*, its own and those of rules that may be meant."""
        own = frozenset((local(element), element.get("id", ""), *element.get("class", "").split()))
        bodies = (rule.body for rule in self._rules if rule.names is None or rule.names & own)
        for declaration in ";".join((element.get("style", ""), *bodies)).split(";"):
            key, _, value = declaration.partition(":")
            yield key.strip().lower(), value

    def _times(self, element: etree._Element, key: str) -> float:
        """Return how often the property *key* of *element* draws what it names."""
        if key in ONCE:
            return 1
        shapes, points = self._reach(element)
        return points if key.startswith("marker") else shapes

    def _reach(self, element: etree._Element) -> tuple[float, float]:
        """Return how many shapes stand in *element*, and how many points they have."""
        if element not in self._points:
            self._points[element] = (math.inf, math.inf)
            parts = [self._reach(part) for part in (*drawn(element), *self._repeated(element))]
            own = len(NUMBER.findall(element.get("d", "") + element.get("points", ""))) // 2 + 1
            self._points[element] = (
                1 + sum(shapes for shapes, _ in parts),
                (own if own <= MARKED else math.inf) + sum(points for _, points in parts),
            )
        return self._points[element]


def drawn(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the SVG elements directly in *element*."""
    yield from element.iterchildren(f"{{{NAMESPACE}}}*")


def local(element: etree._Element) -> str:
    """Return the name of *element* without its namespace."""
    return str(etree.QName(element).localname)


def rules(root: etree._Element) -> Iterator[Rule]:
    """Yield the rules of the style sheets in *root* that refer to a part of it."""
    for selector, body in RULE.findall(COMMENT.sub(" ", style_text(root))):
        if REFERENCE.search(body):
            plain = not set(selector) & set("*[:\\")
            yield Rule(frozenset(NAME.findall(selector)) if plain else None, body)


def style_text(root: etree._Element) -> str:
    """Return all style sheets in *root* as one."""
    return "\n".join(part.text or "" for part in root.iter(f"{{{NAMESPACE}}}style"))
