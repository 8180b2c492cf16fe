"""Every message of the command line has its Chinese translation."""

from __future__ import annotations

import gettext
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.i18n import DOMAIN, LOCALES

babel_extract = pytest.importorskip("babel.messages.extract", reason="babel is in the extra 'test'")
from babel.messages.catalog import Catalog  # noqa: E402 - after the skip
from babel.messages.pofile import read_po  # noqa: E402

PACKAGE = Path(__file__).parent.parent / "site_builder"
FOLDER = LOCALES / "zh_CN" / "LC_MESSAGES"
CLICK_MESSAGES = Path(__file__).with_name("click_messages.json")
FIELD = re.compile(r"\{[^{}]*\}|%\(\w+\)s")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale="zh_CN", domain=DOMAIN)


def messages(folder: Path) -> set[str]:
    """Return what folder's sources pass to gettext; of a plural form, its singular."""
    found = babel_extract.extract_from_dir(str(folder), keywords={"_": None, "ngettext": (1, 2)})
    return {row[2] if isinstance(row[2], str) else row[2][0] for row in found}


def test_every_message_is_translated(catalogue: Catalog) -> None:
    missing = [m for m in messages(PACKAGE) if not (catalogue.get(m) and catalogue.get(m).string)]
    assert not missing


def test_no_translation_is_left_over(catalogue: Catalog) -> None:
    """Of click's messages a list is kept: the installed version may word some otherwise."""
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id}
    assert ids - messages(PACKAGE) == set(json.loads(CLICK_MESSAGES.read_text("utf-8"))) - messages(PACKAGE)


def test_a_translation_names_no_field_that_the_message_lacks(catalogue: Catalog) -> None:
    wrong = []
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        known = {name.split("!")[0].rstrip("}") for text in ids for name in FIELD.findall(text)}
        named = {name.split("!")[0].rstrip("}") for text in strings for name in FIELD.findall(text)}
        if named - known:
            wrong.append(message.id)
    assert not wrong


def test_the_compiled_catalogue_is_up_to_date(catalogue: Catalog) -> None:
    with (FOLDER / f"{DOMAIN}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue:
        if isinstance(message.id, str):
            assert not message.id or compiled.gettext(message.id) == message.string, "run pybabel compile"
        else:
            assert compiled.ngettext(*message.id, 2) == message.string[0], "run pybabel compile"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN.UTF-8", ["用法：", "选项", "显示这段说明", "生成"]),
        ("C", ["Usage:", "Options", "Build the hub"]),
    ],
)
def test_help_speaks_the_language_of_the_locale(language: str, words: list[str]) -> None:
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    environment = {key: value for key, value in os.environ.items() if key not in names}
    shown = subprocess.run(
        [sys.executable, "-m", "site_builder", "build", "--help"],
        env=environment | {"LC_ALL": language, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert all(word in shown for word in words), shown
