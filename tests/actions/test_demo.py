"""The demo as an action: where it puts its folder and what it leaves in it; the story it tells stands in stories/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.demo import Demo, make_demo
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.base.errors import Refusal


@pytest.fixture(scope="session")
def told() -> list[str]:
    return []


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Iterator[Demo]:
    """The demo, asked into a folder that holds something already."""
    wanted = tmp_path_factory.mktemp("demo") / "mau"
    wanted.mkdir()
    (wanted / "thu.txt").write_text("của tôi", encoding="utf-8")
    made = make_demo(wanted, told.append)
    yield made
    made.close()


def test_a_folder_that_holds_something_is_left_alone(demo: Demo) -> None:
    beside = demo.folder.parent / "mau"
    assert demo.folder == beside.with_name("mau-2")
    assert [path.name for path in beside.iterdir()] == ["thu.txt"]


def test_every_desk_opens_with_the_password_that_was_said(demo: Demo, told: list[str]) -> None:
    assert any(demo.password in sentence for sentence in told)
    for desk in demo.desks:
        opened = open_desk(desk.folder, demo.password)
        assert opened.organisation_id == desk.organisation_id
        opened.close()
    with pytest.raises(Refusal):
        open_desk(demo.upper.folder, "sai mật khẩu")


def test_every_desk_is_marked_as_a_sample(demo: Demo) -> None:
    assert [desk.store.sample for desk in demo.desks] == [True] * 4


def test_its_papers_lie_where_it_says(demo: Demo, told: list[str]) -> None:
    papers = {path.name for path in (demo.folder / "van-ban").iterdir()}
    months = ("2026-09", "2026-10")
    cells = ("chi-bo-ban-suoi-lanh", "chi-bo-ban-na-hu")
    forms = ("bien-ban-thuong-ky", "nghi-quyet-thuong-ky")
    assert papers == {f"{m}_{c}_{f}.pdf" for m in months for c in cells for f in forms} | {
        "2026-10_xa-muong-say_van-ban-thang.pdf"
    }
    said = " ".join(told)
    assert all(name in said for name in papers if name.startswith("2026-10"))


def test_two_demos_share_no_key_and_no_password(demo: Demo, tmp_path: Path) -> None:
    other = make_demo(tmp_path / "hai", lambda _: None)
    other.close()
    assert other.password != demo.password
    assert other.upper.key != demo.upper.key
    assert {desk.organisation_id for desk in other.desks}.isdisjoint(
        desk.organisation_id for desk in demo.desks
    )
