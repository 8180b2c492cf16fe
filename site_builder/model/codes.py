"""The check digit of a poster's short code."""

from __future__ import annotations

DIGITS = 6  # of a code, the check digit among them


def check_digit(digits: str) -> str:
    """Return the digit that makes a wrong digit or two exchanged ones known: ISO 7064, MOD 11,10."""
    product = 10
    for digit in digits:
        product = 2 * ((product + int(digit)) % 10 or 10) % 11
    return str((11 - product) % 10)
