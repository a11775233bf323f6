"""What goes down and comes back: materials by bundles, who reads what, who confirmed it, what meetings used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive
from chibo_desktop.actions.materials import (
    change_material,
    confirm_reading,
    put_away_material,
    put_away_use,
    remind,
    send_material,
    send_to_several,
    use_material,
)
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.materials import count_to_read, new_to_read, received, to_read
from chibo_desktop.lists.materials_sent import coverage, sent
from chibo_desktop.lists.materials_used import agenda_lines, meetings_using, used_at
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.search import search
from chibo_desktop.store.entry import read_entry
from exchange.province import Province, is_clean
from visiting import make_visited

TITLE = "Bản tin Công tác xây dựng Đảng"
TODAY = date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def down(province: Province) -> None:
    """From the upper body to the commune and on to both cells."""
    province.send(province.upper, province.commune)
    for cell in province.cells:
        province.send(province.commune, cell)


def up(province: Province) -> None:
    for cell in province.cells:
        province.send(cell, province.commune)
    province.send(province.commune, province.upper)


def titles(desk: Desk) -> list[str]:
    found = [row.title for row in to_read(desk.store, desk.organisation_id)]
    assert count_to_read(desk.store, desk.organisation_id, TODAY) == len(found)
    return found


def bulletin(desk: Desk, title: str = TITLE, **fields: Any) -> str:
    return send_material(desk, sort="bulletin", title=title, **fields)[1]


def test_a_bulletin_of_the_commune_reaches_its_cells_and_their_readings_come_back(province: Province) -> None:
    material = bulletin(province.commune, issue="số 10")
    down(province)
    assert [titles(cell) for cell in province.cells] == [[TITLE], [TITLE]]
    confirm_reading(province.cell, material)
    assert titles(province.cell) == []
    up(province)
    cover = coverage(province.commune.store, material, today=TODAY)
    assert (cover.read, cover.due) == (1, 2)
    assert [reader.name for reader in cover.readers if not reader.is_read] == ["Chi bộ bản Nà Hừ"]
    assert all(is_clean(desk) for desk in (province.commune, *province.cells))


def test_what_the_upper_body_sends_to_all_is_read_by_communes_and_cells(province: Province) -> None:
    material = bulletin(province.upper)
    down(province)
    (row,) = received(province.cell.store, province.cell.organisation_id)
    assert (row.title, row.body_name) == (TITLE, "Đảng bộ tỉnh Nậm Sơn")
    assert titles(province.commune) == [TITLE]
    confirm_reading(province.commune, material)
    confirm_reading(province.cells[1], material)
    up(province)
    cover = coverage(province.upper.store, material, today=TODAY)
    assert (cover.read, cover.due) == (2, 3)


def test_a_commune_does_not_get_what_it_sent_itself(province: Province) -> None:
    bulletin(province.commune)
    assert received(province.commune.store, province.commune.organisation_id) == []


def test_a_reminder_reaches_only_the_cell_it_is_for(province: Province) -> None:
    remind(province.commune, province.cell.organisation_id, title="Chưa sinh hoạt tháng 9")
    bulletin(province.commune)
    down(province)
    assert titles(province.cell) == ["Chưa sinh hoạt tháng 9", TITLE]
    assert titles(province.cells[1]) == [TITLE]


def test_what_is_to_be_read_begins_with_what_asks_for_something(province: Province) -> None:
    bulletin(province.commune, title="Bản tin", issued_on=date(2026, 10, 4))
    send_material(province.commune, sort="notice", title="Thông báo", issued_on=date(2026, 9, 1))
    down(province)
    assert titles(province.cell) == ["Thông báo", "Bản tin"]


def test_what_asks_for_no_reading_waits_for_none(province: Province) -> None:
    bulletin(province.commune, asks_reading=False)
    down(province)
    assert titles(province.cell) == []
    assert len(received(province.cell.store, province.cell.organisation_id)) == 1


def test_what_was_taken_back_is_gone_below_after_the_next_bundle(province: Province) -> None:
    material = bulletin(province.commune)
    down(province)
    put_away_material(province.commune, material)
    down(province)
    assert received(province.cell.store, province.cell.organisation_id) == []


def test_the_sender_sees_at_which_meetings_it_was_used(province: Province) -> None:
    material, cell = bulletin(province.commune), province.cell
    down(province)
    meeting = add_meeting(cell, period="2026-10", held_on=TODAY)[1]
    use_material(cell, meeting, material_id=material)
    up(province)
    (row,) = sent(province.commune.store, province.commune.organisation_id, today=TODAY)
    assert row.used == 1
    assert [found[:2] for found in meetings_using(province.commune.store, material)] == [
        (meeting, "Chi bộ bản Suối Lanh")
    ]


def test_what_a_meeting_used_is_read_there_and_at_the_sender_until_the_use_is_taken_off(
    province: Province,
) -> None:
    material, cell = bulletin(province.commune), province.cell
    down(province)
    meeting = add_meeting(cell, period="2026-10", held_on=TODAY)[1]
    use = use_material(cell, meeting, material_id=material)[1]
    assert [titles(each) for each in province.cells] == [[], [TITLE]]
    up(province)
    (row,) = sent(province.commune.store, province.commune.organisation_id, today=TODAY)
    cover = coverage(province.commune.store, material, today=TODAY)
    assert (row.read, cover.read, cover.due) == (1, 1, 2)
    put_away_use(cell, use)
    assert titles(cell) == [TITLE]


def test_a_title_changed_above_does_not_change_what_a_meeting_used(province: Province) -> None:
    material, cell = bulletin(province.commune), province.cell
    down(province)
    meeting = add_meeting(cell, period="2026-10", held_on=TODAY)[1]
    use_material(cell, meeting, material_id=material)
    change_material(province.commune, material, title="Tên khác")
    down(province)
    assert [use.title for use in used_at(cell.store, meeting)] == [TITLE]


def test_a_cell_that_came_after_the_sending_is_not_waited_for(province: Province) -> None:
    material = bulletin(province.commune)
    add_cell(province.commune, name="Chi bộ bản Huổi Lóng")
    assert coverage(province.commune.store, material, today=TODAY).due == 3


def test_the_lines_of_a_guidance_become_items_without_bullet_number_or_heading() -> None:
    content = "Tiến trình:\n1. Nêu mục đích;\n- Trình bày dự thảo.\n\n• Thảo luận, liên hệ\nKết luận"
    assert agenda_lines(content) == ["Nêu mục đích", "Trình bày dự thảo", "Thảo luận, liên hệ", "Kết luận"]


def test_a_notice_is_found_by_its_words_and_a_directive_by_its_summary(province: Province) -> None:
    commune = province.commune
    send_material(commune, sort="notice", title="Thông báo lũ", content="Sạt lở ở dốc bản Suối Lanh")
    register_directive(commune, sort="plan", summary="Kế hoạch phòng lũ", content="Trực 24 giờ")
    found = [(hit.kind, hit.title.words) for group in search(commune.store, "lũ") for hit in group.hits]
    assert found == [("directive", "Kế hoạch phòng lũ"), ("material", "Thông báo lũ")]


def test_the_sender_sees_who_holds_it_before_anybody_has_read_it(province: Province) -> None:
    material = bulletin(province.commune)
    province.send(province.commune, province.cell)
    province.send(province.cell, province.commune)
    received_on = {
        reader.name: reader.received_on
        for reader in coverage(province.commune.store, material, today=TODAY).readers
    }
    assert received_on == {"Chi bộ bản Suối Lanh": TODAY, "Chi bộ bản Nà Hừ": None}


def test_a_cell_typed_for_confirms_for_itself_and_not_for_its_commune(province: Province) -> None:
    cell = add_cell(province.commune, name="Chi bộ bản Huổi Lóng")[1]
    material = bulletin(province.commune)
    confirm_reading(province.commune.for_organisation(cell), material)
    cover = coverage(province.commune.store, material, today=TODAY)
    assert [reader.organisation_id for reader in cover.readers if reader.is_read] == [cell]


def test_one_sent_to_some_reaches_each_of_them_alone_and_is_one_at_the_sender(province: Province) -> None:
    commune, (first, second) = province.commune, province.cells
    third = add_cell(commune, name="Chi bộ bản Huổi Lóng")[1]
    chosen = (first.organisation_id, second.organisation_id)
    material = send_to_several(commune, chosen, sort="notice", title="Họp giao ban")[1]
    down(province)
    assert [titles(cell) for cell in (first, second)] == [["Họp giao ban"], ["Họp giao ban"]]
    assert received(commune.store, third) == []
    (held,) = select(second.store, "material")
    assert first.organisation_id.partition("-")[0] not in str(held.values)
    confirm_reading(second, held.id)
    up(province)
    (row,) = sent(commune.store, commune.organisation_id, today=TODAY)
    assert (row.material.id, row.whom) == (material, "Chi bộ bản Suối Lanh và 1 nơi khác")
    assert (row.read, row.due) == (1, 2)
    assert [reader.name for reader in coverage(commune.store, material, today=TODAY).readers] == [
        "Chi bộ bản Suối Lanh",
        "Chi bộ bản Nà Hừ",
    ]


def test_nobody_who_got_one_can_tell_whether_others_did(province: Province) -> None:
    commune, (first, second) = province.commune, province.cells
    chosen = (first.organisation_id, second.organisation_id)
    material = send_to_several(commune, chosen, sort="notice", title="Họp giao ban")[1]
    send_material(commune, sort="notice", title="Riêng", organisation_id=second.organisation_id)
    down(province)
    book = (f"down:{second.organisation_id}",)
    bodies = [row["body"].decode() for row in second.store.rows("SELECT body FROM journal WHERE b = ?", book)]
    assert len(bodies) == 2
    assert not [body for body in bodies if material in body]
    assert second.store.value("SELECT COUNT(*) FROM private_part WHERE b = ? AND body IS NOT NULL", book) == 0
    named = [[part.fields for part in read_entry(body.encode()).changes[0].parts] for body in bodies]
    assert named[0] == named[1] == [("sent_with_id",)]
    assert len(sent(commune.store, commune.organisation_id, today=TODAY)) == 2


def test_what_went_to_some_is_changed_and_taken_back_for_all_of_them(province: Province) -> None:
    commune = province.commune
    chosen = [cell.organisation_id for cell in province.cells]
    material = send_to_several(commune, chosen, sort="notice", title="Họp giao ban")[1]
    change_material(commune, material, title="Họp giao ban tháng 10")
    down(province)
    assert [titles(cell) for cell in province.cells] == [["Họp giao ban tháng 10"]] * 2
    put_away_material(commune, material)
    down(province)
    assert [titles(cell) for cell in province.cells] == [[], []]
    assert sent(commune.store, commune.organisation_id, today=TODAY) == []


def test_a_meeting_that_used_its_own_copy_stands_with_what_was_sent_to_several(province: Province) -> None:
    commune, cell = province.commune, province.cells[1]
    chosen = [each.organisation_id for each in province.cells]
    material = send_to_several(commune, chosen, sort="material", title="Tài liệu chuyên đề")[1]
    down(province)
    meeting = add_meeting(cell, period="2026-10", held_on=TODAY)[1]
    use_material(cell, meeting, title="tài liệu chuyên đề")
    up(province)
    assert [found[0] for found in meetings_using(commune.store, material)] == [meeting]
    (row,) = sent(commune.store, commune.organisation_id, today=TODAY)
    assert (row.read, row.used, row.due) == (1, 1, 2)


def test_what_is_older_than_the_guidance_says_is_listed_but_not_counted_as_new(province: Province) -> None:
    bulletin(province.commune, title="Số 7", issued_on=date(2026, 7, 5))
    bulletin(province.commune, title="Số 8", issued_on=date(2026, 7, 6))
    down(province)
    store, own = province.cell.store, province.cell.organisation_id
    assert [row.title for row in to_read(store, own)] == ["Số 8", "Số 7"]
    assert count_to_read(store, own, TODAY) == len(new_to_read(store, own, TODAY)) == 1
