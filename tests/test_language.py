"""Messages come in the language of the environment, also when that changes while kepu runs."""

from __future__ import annotations

import pytest

from site_builder.i18n import _

ALL = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "error"),
        ({"LANGUAGE": "en"}, "error"),
        ({"LANGUAGE": "zh_CN"}, "错误"),
        ({"LANGUAGE": "xx:zh_CN:en"}, "错误"),
        ({"LANG": "zh_CN.UTF-8"}, "错误"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "error"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "C"}, "错误"),
    ],
    ids=str,
)
def test_a_message_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], word: str
) -> None:
    for name in ALL:
        monkeypatch.delenv(name, raising=False)
    assert _("error") == "error"
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert _("error") == word
