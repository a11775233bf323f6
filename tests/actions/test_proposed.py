"""What one block has put so far, as the checks of its further puts see it."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Pending
from chibo_desktop.lists.rows import Facts

MEETING, OTHER, OPINION = "aaaaaaaa-1", "aaaaaaaa-2", "aaaaaaaa-1/aaaaaaaa-3"


def opinion(item: str, body: str = "") -> Facts:
    return Facts("opinion", OPINION, {"meeting_id": MEETING, "agenda_item_id": item, "body": body})


def test_a_record_put_twice_stands_under_each_parent_once_and_as_it_was_put_last() -> None:
    pending = Pending()
    pending.put(opinion(OTHER, "Đồng ý"))
    pending.put(opinion(OTHER, "Nhất trí"))

    for field, parent in (("meeting_id", MEETING), ("agenda_item_id", OTHER)):
        (found,) = pending.children("opinion", field, parent)
        assert found.text("body") == "Nhất trí"


def test_a_record_that_was_moved_stands_no_more_under_its_former_parent() -> None:
    pending = Pending()
    pending.put(opinion(OTHER))
    pending.put(opinion(""))

    assert list(pending.children("opinion", "agenda_item_id", OTHER)) == []
    assert [facts.id for facts in pending.children("opinion", "meeting_id", MEETING)] == [OPINION]


def test_what_was_not_put_is_not_found() -> None:
    pending = Pending()
    pending.put(opinion(OTHER))

    assert pending.find("opinion", OTHER) is None
    assert pending.find("meeting", OPINION) is None
    assert list(pending.children("ballot", "meeting_id", MEETING)) == []
