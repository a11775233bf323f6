"""Promises of the addendum: finalised minutes stay as they are, a correction stands beside them and is locked in its turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chibo_desktop.actions.addenda import (
    add_addendum,
    change_addendum,
    finalise_addendum,
    missing_in_addendum,
    put_away_addendum,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import unfinalise
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.papers import ADDENDUM, make_paper, note_printed, pack_month
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.records import SPECS
from chibo_desktop.store.access import list_access

WORDS = {
    "about": "ý kiến về làm đường",
    "old_words": "Làm 120 m đường.",
    "new_words": "Làm 210 m đường.",
    "reason": "ghi nhầm số",
}


@pytest.fixture
def addendum(desk: Desk, finalised: str) -> str:
    """Written and not finalised yet."""
    return add_addendum(desk, finalised, **WORDS)[1]


def printed(data: bytes) -> str:
    return " ".join(line.text for page in read_pages(data) for line in page.lines)


def test_minutes_that_are_not_finalised_get_no_addendum(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal, match="Hãy sửa thẳng trong biên bản"):
        add_addendum(desk, meeting, **WORDS)


def test_a_meeting_whose_minutes_are_in_an_old_book_gets_no_addendum(desk: Desk) -> None:
    old = OldMeeting(held_on=date(2026, 9, 5), due=8, present=7, excused=1)
    with pytest.raises(Refusal, match="ghi bổ sung vào sổ giấy"):
        add_addendum(desk, add_old_meetings(desk, [old]).added[0], **WORDS)


def test_it_is_dated_today_and_not_before_the_meeting(desk: Desk, addendum: str) -> None:
    facts = find(desk.store, "addendum", addendum)
    assert facts is not None
    assert facts.day("written_on") == desk.today
    with pytest.raises(Refusal, match="trước ngày sinh hoạt"):
        change_addendum(desk, addendum, written_on=date(2026, 10, 4))
    with pytest.raises(Refusal, match="chưa đến"):
        change_addendum(desk, addendum, written_on=date(2026, 10, 6))


def test_nothing_is_asked_before_it_is_finalised(desk: Desk, finalised: str) -> None:
    _, bare = add_addendum(desk, finalised, about="chỗ ghi sót")
    assert [name for name, _ in missing_in_addendum(desk, bare)] == ["new_words", "reason"]
    with pytest.raises(Refusal, match="còn thiếu: nay ghi là; lý do"):
        finalise_addendum(desk, bare)
    change_addendum(desk, bare, new_words="Có thêm một ý kiến.", reason="thư ký ghi sót")
    finalise_addendum(desk, bare)


def test_addenda_of_a_meeting_are_numbered_in_the_order_of_finalising(
    desk: Desk, finalised: str, addendum: str
) -> None:
    _, second = add_addendum(desk, finalised, **WORDS)
    for each in (second, addendum):
        finalise_addendum(desk, each)
    numbers = [desk.store.value("SELECT number FROM addendum WHERE id = ?", (i,)) for i in (second, addendum)]
    assert numbers == [1, 2]


def test_a_finalised_addendum_is_locked_for_good(desk: Desk, addendum: str) -> None:
    done = finalise_addendum(desk, addendum)
    changes: list[Callable[[], object]] = [
        lambda: change_addendum(desk, addendum, reason="khác"),
        lambda: put_away_addendum(desk, addendum),
        lambda: change_addendum(desk, addendum, finalised_at=None),
        lambda: finalise_addendum(desk, addendum),
        lambda: undo(desk, done),
    ]
    for change in changes:
        with pytest.raises(Refusal):
            change()


def test_it_is_not_finalised_by_writing_the_field(desk: Desk, addendum: str) -> None:
    with pytest.raises(Refusal, match="nút Chốt"):
        change_addendum(desk, addendum, finalised_at=desk.store.clock.now())


def test_minutes_with_an_addendum_are_not_opened_again(desk: Desk, finalised: str, addendum: str) -> None:
    with pytest.raises(Refusal, match="đã có biên bản bổ sung"):
        unfinalise(desk, finalised)
    put_away_addendum(desk, addendum)
    unfinalise(desk, finalised)


def test_its_paper_says_old_and_new_and_follows_the_layout(desk: Desk, addendum: str) -> None:
    draft = make_paper(desk, ADDENDUM, addendum)
    assert "DỰ THẢO" in printed(draft.data)
    with desk.writing() as writer:
        stated = {"parent_name": "Đảng bộ xã Mường Sáy", "place_name": "Mường Sáy"}
        writer.put("organisation", desk.organisation_id, **stated)
    finalise_addendum(desk, addendum)
    paper = make_paper(desk, ADDENDUM, addendum)
    assert check_pdf(paper.data) == []
    said = printed(paper.data)
    assert "LẦN THỨ 1" in said
    assert "Làm 120 m đường." in said
    assert "Làm 210 m đường." in said
    assert "DỰ THẢO" not in said
    assert paper.name.endswith("_bien-ban-bo-sung-1.pdf")
    note_printed(desk, ADDENDUM, addendum)
    assert next(line.what for line in list_access(desk.store, "addendum", addendum)) == "printed"


def test_the_month_holds_the_addendum_after_its_minutes(desk: Desk, addendum: str) -> None:
    before = pack_month(desk, "2026-10")
    finalise_addendum(desk, addendum)
    assert "BIÊN BẢN BỔ SUNG" not in printed(before)
    assert "BIÊN BẢN BỔ SUNG LẦN THỨ 1" in printed(pack_month(desk, "2026-10"))


def test_its_words_are_as_private_as_an_opinion() -> None:
    reach = {field.name: field.reach for field in SPECS["addendum"].fields}
    opinion = SPECS["opinion"].reach_of("body")
    private = {"about", "old_words", "new_words", "reason", "raised_by_id"}
    assert {reach[name] for name in private} == {opinion}


def test_an_addendum_asked_for_by_its_meeting_is_refused(desk: Desk, finalised: str) -> None:
    with pytest.raises(Refusal, match="Chọn lại biên bản bổ sung"):
        make_paper(desk, ADDENDUM, finalised)
