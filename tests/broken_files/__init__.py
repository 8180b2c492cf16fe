"""Every kind of broken file that is told with its line and its cure."""

from tests.broken_files.bodies import BODIES, PLACES
from tests.broken_files.case import A_POSTER, ARTICLE, GOOD, POSTER, WORDS, Broken
from tests.broken_files.front_matter import FRONT_MATTER
from tests.broken_files.poster_forms import POSTER_FORMS
from tests.broken_files.posters import POSTERS
from tests.broken_files.values import VALUES

ALL = [*FRONT_MATTER, *VALUES, *BODIES, *PLACES, *POSTERS, *POSTER_FORMS]

__all__ = ["ALL", "ARTICLE", "A_POSTER", "GOOD", "POSTER", "WORDS", "Broken"]
