"""Promises of IND-13 and IND-15: places without a cell, heads who are members or secretaries (practice.md A13, N06, N09, X15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chibo_desktop.lists.place_states import counted, history_of, place_rows, places_gone
from chibo_desktop.lists.search import search
from chibo_desktop.records.derived_id import derived_id
from lists.small_upper import SmallUpper, make_small_upper, row_of, said, share

DAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def upper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path_factory.mktemp("upper"))
    yield made
    made.desk.close()


def add(upper: SmallUpper, commune: str, name: str = "Bản Nà Hừ", kind: str = "hamlet") -> str:
    return upper.put("place", book=commune, body_id=commune, name=name, kind=kind)


def of_place(upper: SmallUpper, record: str, place: str, **values: Any) -> str:
    """A record of a place in the book the place stands in."""
    book = str(upper.store.value("SELECT _book FROM place WHERE id = ?", (place,)))
    return upper.put(record, book=book, place_id=place, **values)


def figure(upper: SmallUpper, key: str, commune: str) -> Any:
    return upper.figure(key, "2026-01", "2026-03", commune)


def test_twenty_of_seventy_hamlets_eleven_of_thirty_two_schools_eight_of_eleven_clinics(
    upper: SmallUpper,
) -> None:
    commune = upper.commune()
    cell = upper.cell(commune, 0)
    with upper.store.transaction():
        for kind, every, without in (("hamlet", 70, 20), ("school", 32, 11), ("clinic", 11, 8)):
            for number in range(every):
                place = add(upper, commune, f"{kind} {number}", kind)
                if number >= without:
                    of_place(upper, "place_served", place, cell_id=cell)
    found = figure(upper, "IND-13", commune)
    assert (share(found), said(found), found.met) == ((20, 70), "28,6 %", None)
    told = {row.key: said(row) for row in found.rows}
    assert told == {
        "hamlets": "28,6 %",
        "school": "34,4 %",
        "clinic": "72,7 %",
        "no_members": "0,0 %",
        "unstable": "0,0 %",
    }
    assert len(row_of(found, "school").ids.numerator) == 11


def test_the_states_exclude_one_another_and_what_was_written_counts_before_who_leads(
    upper: SmallUpper,
) -> None:
    commune = upper.commune()
    cell = upper.cell(commune, 0)
    places = [add(upper, commune, f"Bản số {number}", "village") for number in range(4)]
    for place, state in zip(places, ("no_members", "no_cell", "unstable"), strict=False):
        of_place(upper, "place_served", place, cell_id=cell)
        of_place(upper, "place_standing", place, state=state, until_on=DAY)
    of_place(upper, "place_standing", places[0], state="has_cell", from_on=date(2026, 4, 1))
    found = figure(upper, "IND-13", commune)
    assert (share(found), share(row_of(found, "no_members")), share(row_of(found, "unstable"))) == (
        (3, 4),
        (1, 4),
        (1, 4),
    )
    rows = place_rows(upper.store, commune, DAY)
    assert [row.state for row in rows] == ["no_members", "no_cell", "no_cell", "unstable"]
    assert counted(rows) == [("Thôn, bản", Counter(no_members=1, no_cell=2, unstable=1))]
    assert [row.state for row in place_rows(upper.store, commune, date(2026, 4, 1))] == [
        "no_cell",
        "has_cell",
        "has_cell",
        "has_cell",
    ]


def test_a_place_has_no_cell_once_the_cell_that_led_it_stands_no_more(upper: SmallUpper) -> None:
    commune = upper.commune()
    cell = upper.cell(commune, 0, until_on=date(2026, 2, 28))
    of_place(upper, "place_served", add(upper, commune), cell_id=cell)
    assert share(figure(upper, "IND-13", commune)) == (1, 1)
    assert share(upper.figure("IND-13", "2026-01", "2026-02", commune)) == (0, 1)


def test_the_places_of_a_body_that_ended_go_on_with_the_one_that_followed(upper: SmallUpper) -> None:
    old, new = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    upper.place(old, upper.upper, until_on=date(2025, 6, 30))
    upper.put("succession", predecessor_id=old, successor_id=new, how="merged", on=date(2025, 7, 1))
    add(upper, old)
    assert share(figure(upper, "IND-13", new)) == (1, 1)


def test_a_cell_has_no_such_figures_and_a_body_without_places_says_so(upper: SmallUpper) -> None:
    commune = upper.commune()
    cell = upper.cell(commune, 0)
    own = upper.report("2026-01", "2026-03", cell, with_below=False).own.figures
    assert not {"IND-13", "IND-15"} & own.keys()
    none = figure(upper, "IND-13", commune)
    assert (none.percent_shown, none.notes) == ("–", ("Chưa ghi thôn, bản nào.",))


def head(upper: SmallUpper, place: str, member: str = "", **values: Any) -> str:
    who: dict[str, Any] = {"member_id": member} if member else {"full_name": "Lò Văn Hặc"}
    return of_place(upper, "place_person", place, role="head", **(who | values))


def test_heads_who_are_members_and_secretaries_who_are_heads_by_both_denominators(upper: SmallUpper) -> None:
    commune = upper.commune()
    cells = [upper.cell(commune, 0) for _ in range(4)]
    secretaries = [upper.member(cell, office="secretary") for cell in cells]
    places = [add(upper, commune, f"Bản số {number}") for number in range(4)]
    for place, cell in zip(places[:3], cells, strict=False):
        of_place(upper, "place_served", place, cell_id=cell)
    head(upper, places[0], secretaries[0])
    head(upper, places[1], is_member=True)
    head(upper, places[2])
    head(upper, places[2], secretaries[2], from_on=date(2026, 4, 1))
    head(upper, add(upper, commune, "Trường Tiểu học", "school"))
    found = figure(upper, "IND-15", commune)
    assert (share(found), said(found)) == ((2, 3), "66,7 %")
    assert share(row_of(found, "secretaries_leading")) == (1, 3)
    assert share(row_of(found, "secretaries_all")) == (1, 4)
    assert row_of(found, "secretaries_all").ids.numerator == (("member", secretaries[0]),)


def test_a_secretary_whose_list_passed_to_another_cell_is_still_the_head(upper: SmallUpper) -> None:
    commune = upper.commune()
    old, new = upper.cell(commune, 0, until_on=date(2026, 2, 28)), upper.cell(commune, 0)
    upper.put("succession", predecessor_id=old, successor_id=new, how="merged", on=date(2026, 3, 1))
    member = upper.member(old, office="secretary")
    upper.put("member", member, put_away=True)
    moved = upper.put(
        "member", derived_id(member, new), cell_id=new, full_name="Vàng A Chứ", office="secretary"
    )
    upper.standing(moved, "official", from_on=date(2026, 3, 1))
    place = add(upper, commune)
    of_place(upper, "place_served", place, cell_id=new)
    head(upper, place, member)
    assert share(row_of(figure(upper, "IND-15", commune), "secretaries_leading")) == (1, 1)
    shown = place_rows(upper.store, commune, DAY)[0].head
    assert shown is not None
    assert shown.is_secretary


def test_the_history_of_a_place_tells_states_cells_and_people_the_newest_first(upper: SmallUpper) -> None:
    place = add(upper, upper.upper, "Bản Pa Thơm")
    of_place(upper, "place_standing", place, state="no_members", until_on=date(2020, 1, 1))
    of_place(upper, "place_served", place, cell_id=upper.cell(official=0), from_on=date(2020, 1, 2))
    head(upper, place, from_on=date(2024, 5, 1))
    assert [(line.kind, line.words) for line in history_of(upper.store, place)] == [
        ("place_person", "Trưởng thôn, bản: Lò Văn Hặc"),
        ("place_served", "Chi bộ bản Suối Lanh"),
        ("place_standing", "Chưa có đảng viên"),
    ]


def test_a_head_who_left_the_party_list_is_a_member_no_more(upper: SmallUpper) -> None:
    commune = upper.commune()
    cell, place = upper.cell(commune, 0), add(upper, commune)
    left = upper.put("member", cell_id=cell, full_name="Lù Thị Lả", decided_on=date(2010, 5, 3))
    standing = upper.standing(left, "official", from_on=date(2024, 1, 1), until_on=date(2026, 2, 28))
    head(upper, place, left)
    assert share(figure(upper, "IND-15", commune)) == (0, 1)
    # before the list was typed a member, as the decision to admit says
    for month in ("2026-02", "2020-01"):
        assert share(upper.figure("IND-15", month, month, commune)) == (1, 1)
    assert share(upper.figure("IND-15", "2010-04", "2010-04", commune)) == (0, 1)
    upper.put("standing", standing, put_away=True)
    upper.put("member", left, put_away=True)  # entered by mistake
    assert share(upper.figure("IND-15", "2026-02", "2026-02", commune)) == (0, 1)


def test_a_place_that_is_no_more_stays_in_the_figures_of_its_years(upper: SmallUpper) -> None:
    commune = upper.commune()
    gone, new = add(upper, commune, "Bản Pa Thơm"), add(upper, commune, "Bản Nà Thơm")
    head(upper, gone)
    upper.put("place", gone, book=commune, until_on=date(2025, 6, 30))
    upper.put("place", new, book=commune, from_on=date(2025, 7, 1))
    for month, place in (("2025-06", gone), ("2025-07", new)):
        figure_then = upper.figure("IND-13", month, month, commune)
        assert figure_then.ids.denominator == (("place", place),)
    assert [
        upper.figure("IND-15", month, month, commune).denominator for month in ("2025-06", "2025-07")
    ] == [
        1,
        0,
    ]
    assert [row.id for row in place_rows(upper.store, commune, DAY)] == [new]
    assert [place.id for place in places_gone(upper.store, commune, DAY)] == [gone]


def test_names_of_people_stay_with_the_commune_that_wrote_them_down(upper: SmallUpper) -> None:
    place = add(upper, upper.commune())
    head(upper, place, is_member=True)
    assert [line.words for line in history_of(upper.store, place)] == ["Trưởng thôn, bản: đảng viên"]


def test_a_place_is_found_by_its_name_and_by_its_head(upper: SmallUpper) -> None:
    place = add(upper, upper.upper, "Bản Hua Ngài")
    head(upper, place, full_name="Sùng A Lềnh")
    for typed in ("hua ngai", "sung a lenh"):
        (group,) = search(upper.store, typed)
        assert (group.label, [hit.opens for hit in group.hits]) == ("Thôn, bản", [place])
