"""What a page may fetch: the files it brought along, and nothing else."""

from collections.abc import Mapping
from urllib.parse import unquote

from bayan.errors import AssetError
from bayan.findings import Finding, error
from bayan.typeset.model import Asset
from bayan.typeset.weasy import URLFetcher, URLFetcherResponse


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves a page's assets by their URL; refuses, and remembers, every other URL.

    WeasyPrint swallows a fetcher's ordinary exceptions and goes on without the image. The
    refusals are therefore kept, and ``check`` raises them all at once.
    """

    # Read by WeasyPrint when ``fetch`` raises: the error must reach ``check``, not stop there.
    _fail_on_errors = False

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        """Take *assets* by URL; the parent's set-up, which opens doors to the network, is left."""
        self._assets = {unquote(url): asset for url, asset in assets.items()}
        self._refused: dict[str, Finding] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset at *url*.

        Raises:
            PermissionError: there is no such asset; it is remembered for ``check``.
        """
        del headers
        asset = self._assets.get(unquote(url))
        if asset is None:
            self._refused[url] = refusal(url)
            raise PermissionError(url)
        return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    def check(self) -> None:
        """Raise what was refused so far.

        Raises:
            AssetError: the page asked for something it did not bring along.
        """
        if self._refused:
            raise AssetError(self._refused.values())


def refusal(url: str) -> Finding:
    """Return the error for a *url* that the page may not fetch."""
    shown = url if len(url) <= 80 else f"{url[:79]}…"
    return error(
        "render.fetch",
        f"The page asks for “{shown}”, which is not among its own files; nothing was read.",
        hint="Use a picture from the statement's folder; in a layout, a file of its own folder.",
    )
