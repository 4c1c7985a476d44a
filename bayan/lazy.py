"""A room's public names, loaded from its modules when first used (PEP 562)."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def names_from(package: str, modules: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of *package*, whose *modules* define the names given for each."""
    home = {name: module for module, names in modules.items() for name in names}

    def load(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home[name]}"), name)

    return load
