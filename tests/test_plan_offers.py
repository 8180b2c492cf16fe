"""Which files a hub offers for office paper and print shops, and what its pages tell of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.plan.offers import offers
from site_builder.render.paper import with_toner
from site_builder.settings import FORMATS, Settings, load_settings
from tests.page_hub import SETTINGS
from tests.poster_text import drawn, poster
from tests.site_text import write_site


def offered(*formats: str, edge: float = 5.0) -> dict[str, str]:
    """Return what each file needs, by its name."""
    return {offer.name: offer.needs for offer in offers(_settings(*formats, edge=edge))}


def _settings(*formats: str, edge: float = 5.0) -> Settings:
    return replace(SETTINGS, formats=tuple(FORMATS[name] for name in formats), printer_edge=edge)


def test_boards_come_on_office_paper_and_for_the_print_shop() -> None:
    assert offered("a4", "60x90", "90x120", "1920x1080") == {
        "a4-mono": "1张A4",
        "4a4-mono": "4张A4",
        "4a4": "4张A4",
        "60x90-on-a4-mono": "9张A4",
        "60x90-on-a4": "9张A4",
        "90x120-on-a4-mono": "18张A4",
        "60x90-press": "",
        "90x120-press": "",
    }


def test_without_a_board_of_nine_sheets_nine_sheets_are_filled() -> None:
    assert list(offered("a4", "90x120")) == [
        "a4-mono",
        "4a4-mono",
        "4a4",
        "9a4-mono",
        "9a4",
        "90x120-on-a4-mono",
        "90x120-press",
    ]


def test_without_a_board_of_many_sheets_sixteen_are_filled() -> None:
    """A wall is large; where a board takes eighteen anyway, one of sixteen is not worth a file."""
    assert list(offered("a4", "60x90")) == [
        "a4-mono",
        "4a4-mono",
        "4a4",
        "60x90-on-a4-mono",
        "60x90-on-a4",
        "16a4-mono",
        "60x90-press",
    ]
    assert [name for name in offered("a4", "80x200") if name.endswith("a4-mono")] == [
        "a4-mono",
        "4a4-mono",
        "9a4-mono",
        "16a4-mono",
    ]
    (large,) = [one for one in offers(_settings("a4")) if one.count == 16]
    assert (large.needs, large.size) == ("16张A4", "74.8×105.8")


def test_what_needs_more_paper_than_an_office_has_goes_to_the_print_shop() -> None:
    assert [name for name in offered("80x200", "120x240") if "80x200" in name or "120x240" in name] == [
        "80x200-press",
        "120x240-press",
    ]


@pytest.mark.parametrize(("edge", "width"), [(5.0, 380), (6.4, 374)])
def test_sheets_are_filled_as_far_as_the_printer_reaches(edge: float, width: int) -> None:
    settings = replace(SETTINGS, formats=(FORMATS["a4"],), printer_edge=edge)
    filled = next(offer for offer in offers(settings) if offer.name == "4a4")
    assert filled.format.width == width


def test_names_of_files_are_not_taken_twice() -> None:
    settings = replace(SETTINGS, formats=tuple(FORMATS.values()))
    names = [offer.name for offer in offers(settings)]
    assert len(names) == len(set(names))


def test_no_own_size_may_be_called_like_a_file_of_ours(tmp_path) -> None:  # noqa: ANN001
    settings = replace(SETTINGS, formats=tuple(FORMATS.values()))
    for name in {offer.name for offer in offers(settings)}:
        size = f'[[sizes]]\nname = "{name}"\nwidth = 210\nheight = 297\n'
        write_site(tmp_path, f'-- content/hub.toml --\nname = "站"\n{size}')
        with pytest.raises(SiteError, match=rf"content/hub.toml:3: the name {name} is kept"):
            load_settings(tmp_path / "content")


def test_the_printer_s_edge_stands_in_hub_toml(tmp_path) -> None:  # noqa: ANN001
    write_site(tmp_path, '-- content/hub.toml --\nname = "站"\nprinter_edge = 6.4\n')
    assert load_settings(tmp_path / "content").printer_edge == 6.4


def test_another_edge_is_told_with_what_there_is(tmp_path) -> None:  # noqa: ANN001
    write_site(tmp_path, '-- content/hub.toml --\nname = "站"\nprinter_edge = 7\n')
    with pytest.raises(SiteError) as caught:
        load_settings(tmp_path / "content")
    (problem,) = caught.value.problems
    assert problem.where == "content/hub.toml:2"
    assert "7" in problem.message
    assert "5.0, 6.4" in problem.hint


def test_a_page_is_told_how_much_toner_each_file_takes(tmp_path) -> None:  # noqa: ANN001
    sheet = {"name": "a4", "width": 210, "height": 297, "unit": "mm", "distance": 0.5, "label": "A4"}
    sheets = [
        {"mono": True, "press": False, "format": sheet},
        {"mono": False, "press": False, "format": sheet},
        {"mono": False, "press": True, "format": sheet},
    ]
    page = {"poster": poster(code="203117"), "sheets": sheets}
    told = with_toner(page, draw=lambda one: drawn(tmp_path, one), memo=Memo(tmp_path / "memo"))
    black, coloured, pressed = (one["toner"] for one in told["sheets"])
    assert 5 <= black <= 15 < coloured <= 80
    assert pressed == 0
