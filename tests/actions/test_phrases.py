"""Sentences to use again: kept once, put away, come back; what the minutes say often is offered too."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, change_agenda_item, change_meeting
from chibo_desktop.actions.phrases import keep_phrase, put_away_phrase
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.phrases import phrases_of
from chibo_desktop.records import find_spec

AGREED = "Chi bộ nhất trí với báo cáo."


def offered(desk: Desk) -> list[str]:
    return [row.body for row in phrases_of(desk.store, desk.organisation_id)]


def test_a_sentence_is_kept_and_offered_the_newest_first(desk: Desk) -> None:
    keep_phrase(desk, AGREED)
    keep_phrase(desk, "Giao đồng chí Bí thư theo dõi.")
    assert offered(desk) == ["Giao đồng chí Bí thư theo dõi.", AGREED]


def test_the_same_sentence_is_kept_once_and_never_without_words(desk: Desk) -> None:
    keep_phrase(desk, AGREED)
    for words in (f"  {AGREED.lower()}", " \n "):
        with pytest.raises(Refusal):
            keep_phrase(desk, words)
    assert offered(desk) == [AGREED]


def test_one_put_away_is_offered_no_more_and_comes_back_as_the_same(desk: Desk) -> None:
    _, first = keep_phrase(desk, AGREED)
    put_away_phrase(desk, first)
    assert offered(desk) == []
    assert keep_phrase(desk, AGREED)[1] == first
    assert offered(desk) == [AGREED]


def test_what_the_minutes_say_at_several_meetings_is_offered_after_what_is_kept(desk: Desk) -> None:
    keep_phrase(desk, "Giao đồng chí Bí thư theo dõi.")
    for month in (8, 9):
        _, made = add_meeting(desk, period=f"2026-{month:02d}", held_on=date(2026, month, 5))
        change_meeting(desk, made, conclusion=f"{AGREED} Riêng tháng {month} làm thêm đường.")
        sheet = meeting_sheet(desk.store, made)
        assert sheet is not None
        change_agenda_item(desk, sheet.agenda[0].facts.id, conclusion=AGREED)
    rows = phrases_of(desk.store, desk.organisation_id)
    assert [(row.body, bool(row.id), row.meetings) for row in rows] == [
        ("Giao đồng chí Bí thư theo dõi.", True, 0),
        (AGREED, False, 2),
    ]
    keep_phrase(desk, AGREED)
    assert offered(desk) == [AGREED, "Giao đồng chí Bí thư theo dõi."]


def test_a_kept_sentence_never_leaves_the_cell() -> None:
    body = find_spec("phrase").field("body")
    assert body is not None
    assert body.reach == "own"
