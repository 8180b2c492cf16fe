"""Why a picture cannot be shown."""

from __future__ import annotations


class PictureError(Exception):
    """The picture cannot be shown; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
