"""What all values of the model are: frozen, and written as a row of their fields, without names."""

from msgspec import Struct


class Value(Struct, frozen=True, kw_only=True, array_like=True, omit_defaults=True, gc=False):
    """Thousands are read at each build: the garbage collector passes them over, as none holds itself."""
