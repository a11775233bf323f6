"""Sổ truy cập: every print and look is listed in words, of one record when asked, and kept two years."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from actions.desks import PASSWORD, make_desk
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.access import access_rows, accessed_records, kept_since
from chibo_desktop.store.access import forget_old, note_access


def test_a_line_says_who_did_what_to_which_record(desk: Desk, meeting: str, members: list[str]) -> None:
    note_access(desk.store, "printed", "meeting", meeting, user="bt", note="bien-ban-thuong-ky")
    note_access(desk.store, "unmasked", "member", "", user="bt", note="đối chiếu thẻ đảng")
    listing, printed = access_rows(desk.store)
    assert (printed.words, printed.subject, printed.user) == (
        "In",
        "Sinh hoạt thường kỳ tháng 10 năm 2026",
        "bt",
    )
    assert (listing.words, listing.subject, listing.note) == (
        "Xem số thẻ, ngày sinh",
        "danh sách: Đảng viên",
        "đối chiếu thẻ đảng",
    )


def test_the_lines_of_one_record_or_of_one_act_alone(desk: Desk, meeting: str, members: list[str]) -> None:
    note_access(desk.store, "printed", "meeting", meeting, user="bt")
    note_access(desk.store, "unmasked", "member", members[0], user="bt", note="đối chiếu")
    rows = access_rows(desk.store)
    assert accessed_records(rows) == [
        (f"meeting {meeting}", "Sinh hoạt thường kỳ tháng 10 năm 2026"),
        (f"member {members[0]}", "Vàng A Chứ"),
    ]
    assert [row.what for row in access_rows(desk.store, record=f"member {members[0]}")] == ["unmasked"]
    assert [row.what for row in access_rows(desk.store, what="printed")] == ["printed"]


def test_lines_are_forgotten_after_two_years_and_not_a_day_before(desk: Desk, evening: FixedClock) -> None:
    begin = evening.now()
    note_access(desk.store, "printed", "meeting", "", user="bt")
    evening.set(begin + timedelta(days=730))
    assert forget_old(desk.store) == 0
    evening.set(begin + timedelta(days=732))
    assert forget_old(desk.store) == 1
    assert access_rows(desk.store) == []


def test_the_day_from_which_lines_are_kept_is_two_years_back() -> None:
    assert kept_since(date(2026, 11, 23)) == date(2024, 11, 22)


def test_lines_older_than_two_years_are_gone_once_the_desk_is_opened(
    tmp_path: Path, evening: FixedClock
) -> None:
    desk = make_desk(tmp_path / "other", evening)
    note_access(desk.store, "printed", "meeting", "", user="bt")
    desk.close()
    later = FixedClock(evening.now() + timedelta(days=732))
    again = open_desk(tmp_path / "other", PASSWORD, clock=later)
    assert access_rows(again.store) == []
    again.close()
