"""While a desk is open its write-ahead log is taken into the file beside the window's thread, and never grows on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.base.settings import Settings
from chibo_desktop.store import DATABASE
from chibo_desktop.store.drafts import write_draft
from chibo_desktop.store.log_pages import TAKEN_IN_AT, waiting_pages
from chibo_desktop.ui.session import Session
from ui.hands import make_desk

PAGE = 4_096


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    made = Session(make_desk(tmp_path).desk, Settings(tmp_path))
    yield made
    made.close()


def type_pages(session: Session, pages: int, word: str = "suối") -> None:
    """Words in a field, kept as a draft: at least so many pages of the log; the same words again are no write."""
    words = f"{word} " * (pages * PAGE // len(f"{word} ".encode()) + 1)
    write_draft(session.store, ("meeting", "a-1", "place"), words, base="", user="bt")


def test_an_evening_of_typing_never_stops_for_the_log_and_never_lets_it_grow(
    qtbot: QtBot, session: Session
) -> None:
    log = session.desk.folder / f"{DATABASE}-wal"
    for word in ("suối", "lanh") * 4:
        type_pages(session, TAKEN_IN_AT, word)
        assert waiting_pages(session.store.connection) >= TAKEN_IN_AT  # the commit itself took nothing in
        session.look()
        qtbot.waitUntil(lambda: waiting_pages(session.store.connection) == 0)
    assert log.stat().st_size < 3 * TAKEN_IN_AT * PAGE


def test_a_few_pages_wait_for_more(session: Session) -> None:
    type_pages(session, TAKEN_IN_AT // 4)
    session.look()
    session.look()
    assert waiting_pages(session.store.connection) >= TAKEN_IN_AT // 4


def test_a_desk_closed_while_its_log_is_taken_in_leaves_the_file_alone(qapp: object, tmp_path: Path) -> None:
    session = Session(make_desk(tmp_path).desk, Settings(tmp_path))
    type_pages(session, TAKEN_IN_AT)
    session.look()
    session.close()
    assert not (session.desk.folder / f"{DATABASE}-wal").exists()
