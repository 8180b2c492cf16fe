"""Why a source could not be read, in words for the editor and in values for the next visit."""

from __future__ import annotations

from datetime import timedelta

from site_builder.errors import SiteError


class FetchError(SiteError):
    """`status` is the server's answer, 0 when there was none; `wait` is how long it asked us to stay away."""

    def __init__(
        self, message: str, *, hint: str = "", status: int = 0, wait: timedelta | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.wait = wait


class NoArticleError(FetchError):
    """There is a page, but no article on it."""
