"""Promises of the paper beside the typing: it follows the words, never takes the caret, and the newest wish wins."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.cases import add_case, draft_case_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_meeting, record_all_present
from chibo_desktop.actions.papers import INVITATION, MINUTES, RESOLUTION, ROLL, Preview, preview_paper
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.papers.blocks import Block, Cell, Paragraph, Run, Table, texts
from chibo_desktop.papers.pdf import Piece
from chibo_desktop.ui.editors.paper_worker import Built, PaperWorker, Wish
from chibo_desktop.ui.editors.preview import PaperPreview, changed_places, typed_place
from chibo_desktop.ui.editors.sheet_panels import PaperPanel
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import DropDown
from driver import Secretary, make_cell, make_meeting

MEETING = "Sinh hoạt thường kỳ tháng 10 năm 2026"
PLACE = "Địa điểm"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def secretary(desk: Desk, qapp: object) -> Iterator[Secretary]:
    make_meeting(desk)
    person = Secretary(desk)
    person.press(MEETING)
    person.press("Bước 1, Chuẩn bị")
    yield person
    person.close()


def paper(person: Secretary) -> PaperPreview:
    found = person.window.findChild(PaperPreview)
    assert isinstance(found, PaperPreview)
    return found


def words(shown: Preview | None) -> str:
    return "" if shown is None else " ".join(texts(list(shown.blocks))).replace("\xa0", " ")


def test_the_paper_shows_what_is_being_typed_and_leaves_the_caret(secretary: Secretary, qtbot: QtBot) -> None:
    secretary.go_to(PLACE)
    secretary.type_words("Nhà ông Lò Văn Pâng")
    qtbot.waitUntil(lambda: "tại Nhà ông Lò Văn Pâng" in words(paper(secretary).shown), timeout=5_000)
    assert secretary.focus() == PLACE
    assert secretary.desk.store.value("SELECT place FROM meeting") == "Nhà văn hóa bản Suối Lanh"


def test_f7_puts_the_paper_away_and_that_is_remembered(secretary: Secretary) -> None:
    secretary.go_to(PLACE)
    assert paper(secretary).isVisible()
    secretary.keys("F7")
    assert not paper(secretary).isVisible()
    assert secretary.focus() == PLACE
    assert secretary.has("Bản giấy")
    assert Settings(secretary.desk.folder).get("paper_open", True) is False
    secretary.press("Bản giấy")
    assert paper(secretary).isVisible()


def test_another_paper_of_the_evening_can_be_chosen(secretary: Secretary, qtbot: QtBot) -> None:
    box = next(each for each in secretary.window.findChildren(DropDown) if each.findText("Giấy mời") >= 0)
    box.setFocus()
    secretary.keys("Down", "Down")
    assert box.currentText() == "Giấy mời"
    qtbot.waitUntil(lambda: "Kính mời" in words(paper(secretary).shown), timeout=5_000)


def test_of_two_papers_of_a_form_the_one_chosen_is_shown_and_printed(
    secretary: Secretary, qtbot: QtBot
) -> None:
    desk = secretary.desk
    meeting = str(desk.store.value("SELECT id FROM meeting"))
    record_all_present(desk, meeting)
    for name in ("Mùa A Sùa", "Lù Thị Xuân"):
        _, case = add_case(desk, meeting, matter="admission", full_name=name)
        add_ballot(desk, meeting, matter="Đề nghị kết nạp", decision="admission", case_id=case, yes_count=8)
        draft_case_resolution(desk, case)
    panel = secretary.window.findChild(PaperPanel)
    sheet = meeting_sheet(desk.store, meeting)
    assert panel is not None
    assert sheet is not None
    panel.follow_sheet(sheet)
    box = panel.findChild(DropDown)
    assert box is not None
    place = box.findText("Nghị quyết: Lù Thị Xuân")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    qtbot.waitUntil(lambda: "quần chúng Lù Thị Xuân" in words(paper(secretary).shown), timeout=5_000)
    asked: list[tuple[str, str]] = []
    panel.print_chosen.disconnect()
    panel.print_chosen.connect(lambda code, record: asked.append((code, record)))
    secretary.keys("F9")
    assert asked == [(RESOLUTION, sheet.cases[1].resolution.id)]  # type: ignore[union-attr]


def test_closing_the_sheet_leaves_nothing_running(secretary: Secretary) -> None:
    secretary.go_to(PLACE)
    secretary.type_words("Trường")
    shown = paper(secretary)
    secretary.keys("Esc")
    QApplication.processEvents()
    QTest.qWait(1)
    assert not shown.is_busy


@pytest.fixture
def session(desk: Desk, qapp: object, tmp_path: Path) -> Iterator[Session]:
    made = Session(desk, Settings(tmp_path))
    yield made
    made.close()


def test_the_newest_wish_wins(session: Session, qtbot: QtBot) -> None:
    meeting = make_meeting(session.desk)
    worker = PaperWorker(session)
    came: list[Built] = []
    worker.built.connect(came.append)
    for code in (MINUTES, ROLL, INVITATION, ROLL, INVITATION):
        worker.ask(Wish(code, meeting, 300))
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=10_000)
    assert [each.wish.code for each in came] == [MINUTES, INVITATION]
    assert {page.width() for each in came for page in each.pages} <= {299, 300, 301}


def test_of_what_made_a_page_nothing_is_left_once_the_page_is_there(qapp: object, qtbot: QtBot) -> None:
    """A thread that ends late holds the worker to its last step: it would end there, away from the window's thread."""
    never = threading.Event()

    def end_late(frame: FrameType, event: str, _given: object) -> None:
        if event == "return" and frame.f_code is threading.Thread.run.__code__:
            never.wait(0.1)

    class Quick(PaperWorker):
        def make(self, wish: Wish) -> object:
            return wish

    worker = Quick(None)  # type: ignore[arg-type]  # it reads nothing
    threading.setprofile(end_late)
    try:
        with qtbot.waitSignal(worker.built, timeout=5_000):
            worker.ask(Wish(MINUTES, "", 300))
    finally:
        threading.setprofile(None)
    assert [each for each in threading.enumerate() if each.name == "preview"] == []


def test_a_paper_that_cannot_be_made_is_said_in_a_sentence(session: Session, qtbot: QtBot) -> None:
    worker = PaperWorker(session)
    with qtbot.waitSignal(worker.refused, timeout=5_000) as refused:
        worker.ask(Wish(MINUTES, "aaaaaaaa-1", 300))
    assert "Chọn lại buổi sinh hoạt" in refused.args[1]


def test_a_fault_is_said_each_time_where_the_page_should_stand_and_reported_once(
    session: Session, qtbot: QtBot
) -> None:
    worker = PaperWorker(session)
    wish = Wish(MINUTES, make_meeting(session.desk), 0)
    with qtbot.capture_exceptions() as faults:
        for _ in range(2):
            with qtbot.waitSignal(worker.refused, timeout=5_000) as refused:
                worker.ask(wish)
            assert "Những gì đã ghi vẫn còn nguyên" in refused.args[1]
            assert not worker.is_busy
    assert len(faults) == 1


def made(blocks: list[Block], pieces: list[Piece]) -> Preview:
    return Preview("Thử", blocks, b"", pieces)


def line(said: str) -> Paragraph:
    return Paragraph((Run(said),))


def test_the_first_block_that_reads_otherwise_is_marked_on_every_page_it_stands_on() -> None:
    pieces = [Piece(0, -1, 1, 60, 80), Piece(1, -1, 1, 700, 780), Piece(1, -1, 2, 57, 97)]
    before, after = made([line("Một."), line("Hai.")], []), made([line("Một."), line("Hai ba.")], pieces)
    marks = changed_places(before, after)
    assert [(mark.page, mark.top, mark.bottom) for mark in marks] == [(0, 700, 780), (1, 57, 97)]


def test_nothing_is_marked_where_something_only_went_away() -> None:
    assert changed_places(made([line("Một."), line("Hai.")], []), made([line("Hai.")], [])) == []


def test_of_a_table_only_the_row_is_marked() -> None:
    def table(*said: str) -> Table:
        return Table((1.0,), (), tuple((Cell((Run(each),)),) for each in said))

    pieces = [Piece(0, 0, 1, 100, 120), Piece(0, 1, 1, 120, 140), Piece(0, 2, 1, 140, 160)]
    before, after = made([table("a", "b", "c")], []), made([table("a", "B", "c")], pieces)
    assert [(mark.top, mark.bottom) for mark in changed_places(before, after)] == [(120, 140)]


def test_of_a_long_paragraph_the_line_where_one_types_is_brought_into_view() -> None:
    pieces = [Piece(0, -1, 1, 100, 700), Piece(0, -1, 2, 60, 460)]
    before, after = made([line("x" * 900)], []), made([line("x" * 900 + "mới")], pieces)
    place = typed_place(before, after, changed_places(before, after))
    assert place.page == 1
    assert place.bottom > 420


def test_a_preview_stays_the_printed_page_when_the_meeting_is_final(session: Session, qtbot: QtBot) -> None:
    meeting = make_meeting(session.desk, whole=True)
    record_all_present(session.desk, meeting)
    change_meeting(session.desk, meeting, read_back=True)
    worker = PaperWorker(session)
    came: list[Built] = []
    worker.built.connect(came.append)
    worker.ask(Wish(MINUTES, meeting, 300))
    qtbot.waitUntil(lambda: bool(came), timeout=10_000)
    assert came[0].preview.data == preview_paper(session.desk, MINUTES, meeting).data
    worker.rest()
