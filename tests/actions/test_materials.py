"""Promises of sending down, of confirming and of using at a meeting: what is refused and what undo gives back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import (
    change_directive,
    put_away_directive,
    register_directive,
    set_target,
)
from chibo_desktop.actions.materials import (
    confirm_reading,
    confirm_readings,
    hand_out,
    put_away_use,
    remind,
    send_material,
    send_to_several,
    take_agenda,
    use_material,
)
from chibo_desktop.actions.meetings import add_agenda_item, add_meeting, add_opinion, change_meeting
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.materials import received, to_read
from chibo_desktop.lists.materials_used import issues_of, used_at, used_titles
from chibo_desktop.lists.rows import children, find
from chibo_desktop.papers.values import minutes_values

TITLE = "Bản tin số 10"


@pytest.fixture
def commune(tmp_path: Path, evening: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


@pytest.fixture
def typed(commune: Desk) -> Desk:
    """The desk of a cell the commune types for, on the same store."""
    return commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1])


def agenda(desk: Desk, meeting: str) -> list[str]:
    return [item.text("title") for item in children(desk.store, "agenda_item", "meeting_id", meeting)]


def test_a_cell_sends_nothing_down(desk: Desk) -> None:
    with pytest.raises(Refusal):
        send_material(desk, sort="bulletin", title=TITLE)


def test_a_reminder_needs_somebody_to_remind(commune: Desk) -> None:
    with pytest.raises(Refusal, match="Chọn nơi cần nhắc"):
        send_material(commune, sort="reminder", title="Nộp biên bản")


def test_nobody_is_reminded_who_does_not_stand_below(commune: Desk, desk: Desk) -> None:
    with pytest.raises(Refusal, match="không thuộc cấp mình"):
        remind(commune, desk.organisation_id, title="Nộp biên bản")


def test_what_is_sent_to_some_needs_somebody_and_is_undone_as_one(commune: Desk, typed: Desk) -> None:
    with pytest.raises(Refusal, match="Chọn nơi nhận"):
        send_to_several(commune, [], sort="notice", title=TITLE)
    chosen = [typed.organisation_id, add_cell(commune, name="Chi bộ bản Huổi Lóng")[1]]
    changes = send_to_several(commune, [*chosen, *chosen], sort="notice", title=TITLE)[0]
    assert len(changes.entries) == 2
    assert len(to_read(typed.store, typed.organisation_id)) == 1
    undo(commune, changes)
    assert [to_read(typed.store, one) for one in chosen] == [[], []]


def test_nobody_among_several_stands_elsewhere_and_then_nobody_gets_it(
    commune: Desk, typed: Desk, desk: Desk
) -> None:
    with pytest.raises(Refusal, match="không thuộc cấp mình"):
        send_to_several(commune, [typed.organisation_id, desk.organisation_id], sort="notice", title=TITLE)
    assert received(typed.store, typed.organisation_id) == []


def test_nothing_is_sent_without_a_name(commune: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        send_material(commune, sort="bulletin", title="  ")
    assert refused.value.field == "title"


def test_nothing_is_dated_ahead(commune: Desk) -> None:
    with pytest.raises(Refusal, match="chưa đến"):
        send_material(commune, sort="bulletin", title=TITLE, issued_on=date(2026, 10, 6))


def test_a_cell_typed_for_confirms_in_its_own_book(commune: Desk, typed: Desk) -> None:
    material = remind(commune, typed.organisation_id, title="Nộp biên bản")[1]
    assert [row.title for row in to_read(typed.store, typed.organisation_id)] == ["Nộp biên bản"]
    confirm_reading(typed, material)
    reading = find(typed.store, "material_reading", f"{material}/{typed.organisation_id}")
    assert reading is not None
    assert (reading.book, reading.day("read_on")) == (typed.organisation_id, date(2026, 10, 5))


def test_a_confirmation_taken_back_waits_again_and_can_be_given_again(commune: Desk, typed: Desk) -> None:
    material = send_material(commune, sort="notice", title="Thông báo")[1]
    changes = confirm_reading(typed, material)
    undo(typed, changes)
    assert len(to_read(typed.store, typed.organisation_id)) == 1
    confirm_reading(typed, material)
    assert to_read(typed.store, typed.organisation_id) == []


def test_all_that_waits_is_confirmed_in_one_entry(commune: Desk, typed: Desk) -> None:
    ids = [send_material(commune, sort="bulletin", title=f"Bản tin số {n}")[1] for n in range(1, 4)]
    changes = confirm_readings(typed, ids)
    assert len(changes.items) == 3
    assert len(changes.entries) == 1
    assert not confirm_readings(typed, ids)


def test_nobody_confirms_what_did_not_come_to_him(commune: Desk, typed: Desk) -> None:
    other = add_cell(commune, name="Chi bộ bản Huổi Lóng")[1]
    material = remind(commune, other, title="Nộp biên bản")[1]
    with pytest.raises(Refusal, match="không gửi cho máy này"):
        confirm_reading(typed, material)


def test_the_log_of_printed_copies_has_a_line_for_each_place(commune: Desk, typed: Desk) -> None:
    material = send_material(commune, sort="bulletin", title=TITLE)[1]
    hand_out(commune, material, [typed.organisation_id], copies=12)
    assert [(row.name, row.copies) for row in issues_of(commune.store, material)] == [
        ("Chi bộ bản Nà Hừ", 12)
    ]


def test_a_meeting_uses_a_material_once(desk: Desk, meeting: str) -> None:
    use_material(desk, meeting, title=TITLE)
    with pytest.raises(Refusal, match="đã ghi tài liệu ấy"):
        use_material(desk, meeting, title="bản tin số 10")


def test_a_title_that_came_from_above_means_that_material(commune: Desk, typed: Desk) -> None:

    material = send_material(commune, sort="bulletin", title=TITLE)[1]
    held = add_meeting(typed, period="2026-10", held_on=date(2026, 10, 5))[1]
    use_material(typed, held, title="bản tin số 10")
    assert [use.material_id for use in used_at(typed.store, held)] == [material]


def test_the_minutes_name_what_was_typed_and_what_was_used(desk: Desk, meeting: str) -> None:
    change_meeting(desk, meeting, materials="Báo cáo tháng 9.")
    use = use_material(desk, meeting, title=TITLE)[1]
    use_material(desk, meeting, title="báo cáo tháng 9")
    assert minutes_values(desk.store, meeting)["materials"] == "Báo cáo tháng 9; Bản tin số 10"
    put_away_use(desk, use)
    assert minutes_values(desk.store, meeting)["materials"] == "Báo cáo tháng 9."


def test_what_a_finalised_meeting_used_stays(desk: Desk, meeting: str, finalised: str) -> None:
    with pytest.raises(Refusal, match="đã chốt"):
        use_material(desk, finalised, title=TITLE)


def test_a_guidance_becomes_the_agenda_and_counts_as_used(commune: Desk, typed: Desk) -> None:

    guidance = send_material(
        commune, sort="guidance", title="Chuyên đề nêu gương", content="1. Mở đầu\n2. Thảo luận"
    )[1]
    held = add_meeting(typed, kind="thematic", held_on=date(2026, 10, 5))[1]
    before = agenda(typed, held)
    changes = take_agenda(typed, held, guidance)
    assert agenda(typed, held) == ["Mở đầu", "Thảo luận"]
    assert used_titles(typed.store, held) == ["Chuyên đề nêu gương"]
    undo(typed, changes)
    assert agenda(typed, held) == before


def test_an_agenda_on_which_somebody_spoke_is_not_replaced(commune: Desk, typed: Desk) -> None:

    guidance = send_material(commune, sort="guidance", title="Chuyên đề", content="Mở đầu")[1]
    held = add_meeting(typed, kind="thematic", held_on=date(2026, 10, 5))[1]
    item = add_agenda_item(typed, held, title="Liên hệ")[1]
    add_opinion(typed, held, body="Nhất trí", agenda_item_id=item)
    with pytest.raises(Refusal, match="Đã có ý kiến"):
        take_agenda(typed, held, guidance)


def test_a_guidance_without_lines_is_no_agenda(commune: Desk, typed: Desk) -> None:
    received(typed.store, typed.organisation_id)
    guidance = send_material(commune, sort="guidance", title="Chuyên đề")[1]

    held = add_meeting(typed, kind="thematic", held_on=date(2026, 10, 5))[1]
    with pytest.raises(Refusal, match="chưa ghi tiến trình"):
        take_agenda(typed, held, guidance)


def test_a_directive_of_the_own_register_sets_no_targets(commune: Desk) -> None:
    directive = register_directive(commune, sort="resolution", summary="Nghị quyết chuyên đề")[1]
    with pytest.raises(Refusal, match="phổ biến xuống dưới"):
        set_target(commune, directive, indicator="IND-1", percent=90)


@pytest.mark.parametrize(("percent", "strict"), [(0, False), (101, False), (100, True)])
def test_a_target_nobody_can_miss_or_reach_is_refused(commune: Desk, percent: int, strict: bool) -> None:
    directive = register_directive(commune, sort="plan", summary="Kế hoạch", shared=True)[1]
    with pytest.raises(Refusal) as refused:
        set_target(commune, directive, indicator="IND-1", percent=percent, strict=strict)
    assert refused.value.field == "percent"


def test_a_directive_sets_an_indicator_once_for_a_time_and_area(commune: Desk) -> None:
    directive = register_directive(commune, sort="plan", summary="Kế hoạch", shared=True)[1]
    set_target(commune, directive, indicator="IND-1", percent=90, until_on=date(2025, 12, 31))
    set_target(commune, directive, indicator="IND-1", percent=95, from_on=date(2026, 1, 1))
    set_target(commune, directive, indicator="IND-1", percent=85, area="school")
    with pytest.raises(Refusal, match="đã giao chỉ tiêu ấy"):
        set_target(commune, directive, indicator="IND-1", percent=80, from_on=date(2026, 6, 1))


def test_a_directive_does_not_end_before_it_begins(commune: Desk) -> None:
    directive = register_directive(commune, sort="plan", summary="Kế hoạch", valid_from=date(2026, 1, 1))[1]
    with pytest.raises(Refusal, match="trước ngày bắt đầu"):
        change_directive(commune, directive, valid_until=date(2025, 12, 31))


def test_a_directive_put_away_takes_its_targets_with_it(commune: Desk) -> None:
    directive = register_directive(commune, sort="plan", summary="Kế hoạch", shared=True)[1]
    target = set_target(commune, directive, indicator="IND-1", percent=90)[1]
    put_away_directive(commune, directive)
    found = find(commune.store, "target", target)
    assert found is not None
    assert found.is_put_away
