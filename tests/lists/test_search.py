"""Searching finds what was written as people look for it, best first, in groups, and never what was put away among the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import put_away_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.search import Group, search
from chibo_desktop.lists.search_texts import Marked


@dataclass
class Book:
    """A cell's desk with two meetings and what was said, decided and asked at them."""

    desk: Desk
    members: list[str]
    october: str
    ids: dict[str, str]

    def find(self, typed: str, limit: int = 5) -> list[Group]:
        return search(self.desk.store, typed, limit=limit)

    def found(self, typed: str) -> dict[str, list[str]]:
        """Ids by the label of their group."""
        return {group.label: [hit.id for hit in group.hits] for group in self.find(typed)}


def put(desk: Desk, kind: str, /, **values: object) -> str:
    """One record of the desk's own book, unguarded by the checks of a whole meeting."""
    with desk.store.writing(desk.organisation_id, "bt") as writer:
        made = writer.new_id()
        writer.put(kind, made, **values)
    return made


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    clock = FixedClock(datetime(2026, 9, 5, 20, 0, tzinfo=VIETNAM))
    desk = make_desk(Path(tmp_path_factory.mktemp("book")) / "cell", clock)
    members = make_members(desk)
    september = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5), started_at=time(19, 30))[1]
    ids = {
        "old": put_opinion(desk, september, members[1], "Sửa đường vào bãi nghỉ."),
        "cost": put(desk, "agenda_item", meeting_id=september, position=7, title="Bàn về đường nước"),
    }
    clock.set(datetime(2026, 10, 5, 20, 0, tzinfo=VIETNAM))
    october = add_meeting(desk, period="2026-10", held_on=date(2026, 10, 5), started_at=time(19, 30))[1]
    ids["new"] = put_opinion(desk, october, members[2], "Chia đoạn đường cho từng hộ.")
    decide(desk, october, members[1], ids)
    yield Book(desk, members, october, ids)
    desk.close()


def put_opinion(desk: Desk, meeting: str, member: str, body: str) -> str:
    return put(desk, "opinion", meeting_id=meeting, position=1, member_id=member, body=body)


def decide(desk: Desk, october: str, leader: str, ids: dict[str, str]) -> None:
    """What October resolved, gave out and asked for, with the report and the answer that came of it."""
    own = desk.organisation_id
    ids["resolution"] = put(
        desk,
        "resolution",
        meeting_id=october,
        number=3,
        issued_on=date(2026, 10, 5),
        direction="Thu hoạch lúa mùa",
    )
    ids["task"] = put(
        desk, "assignment", cell_id=own, meeting_id=october, title="Làm bồn nước", leader_id=leader
    )
    ids["report"] = put(
        desk,
        "assignment_report",
        assignment_id=ids["task"],
        meeting_id=october,
        state="done",
        result="xây xong bể",
    )
    ids["proposal"] = put(
        desk,
        "proposal",
        cell_id=own,
        meeting_id=october,
        source="people",
        content="Dưỡng lão cho cụ già trong bản",
    )
    ids["answer"] = put(
        desk, "answer", proposal_id=ids["proposal"], paper_number="218-CV/ĐU", outcome="settled",
        content="Đảng ủy đồng ý mở lớp",
    )  # fmt: skip


DUA = [
    "giang thi dua", "Giàng Thị Dua", "GIÀNG THỊ", "giangf thij dua", "gia2ng thi5 dua", "dua", "gtd", "GTD",
    "thị dua giàng",
]  # fmt: skip


@pytest.mark.parametrize("typed", DUA)
def test_a_person_is_found_with_and_without_marks_by_raw_keys_and_by_first_letters(
    book: Book, typed: str
) -> None:
    assert book.found(typed)["Đảng viên, đại biểu"] == [book.members[1]]


def test_what_a_person_said_and_leads_is_found_by_the_name(book: Book) -> None:
    found = book.found("giang thi dua")
    assert found["Nội dung biên bản"] == [book.ids["old"]]
    assert found["Nhiệm vụ"] == [book.ids["task"]]


def test_a_title_comes_before_a_text_and_the_newer_before_the_older(book: Book) -> None:
    assert book.found("duong")["Nội dung biên bản"] == [book.ids["cost"], book.ids["new"], book.ids["old"]]


def test_words_side_by_side_come_before_words_apart(book: Book) -> None:
    assert book.found("duong vao")["Nội dung biên bản"][0] == book.ids["old"]


def test_marks_that_were_typed_put_the_literal_first_and_lose_nothing(book: Book) -> None:
    assert "Kiến nghị, trả lời" in book.found("dưỡng")
    assert book.found("đường")["Nội dung biên bản"][0] == book.ids["cost"]
    assert book.found("duỡng")["Nội dung biên bản"]


@pytest.mark.parametrize("typed", ["05/10/2026", "t10/2026", "10/2026", "tháng 10 năm 2026", "5/10"])
def test_a_meeting_is_found_by_its_day_or_month(book: Book, typed: str) -> None:
    found = book.found(typed)
    assert found["Buổi sinh hoạt"] == [book.october]
    assert found["Nghị quyết, kết luận"] == [book.ids["resolution"]]


def test_a_month_narrows_words_to_what_belongs_to_its_meetings(book: Book) -> None:
    assert book.found("t10/2026 duong")["Nội dung biên bản"] == [book.ids["new"]]
    assert book.found("duong 09/2026")["Nội dung biên bản"] == [book.ids["cost"], book.ids["old"]]


@pytest.mark.parametrize("typed", ["03-NQ/CB", "3-nq", "nq 03", "nghị quyết số 3"])
def test_a_resolution_is_found_by_its_number(book: Book, typed: str) -> None:
    (group,) = book.find(typed)
    assert [hit.id for hit in group.hits] == [book.ids["resolution"]]
    assert group.hits[0].title.words.startswith("Nghị quyết 03-NQ/")


def test_an_answer_is_found_by_its_number_and_opens_its_proposal(book: Book) -> None:
    (group,) = book.find("218-CV/ĐU")
    assert [(hit.id, hit.opens) for hit in group.hits] == [(book.ids["answer"], book.ids["proposal"])]


def test_a_report_is_shown_under_the_name_of_its_task(book: Book) -> None:
    (group,) = book.find("xay xong be")
    (hit,) = group.hits
    assert (hit.title.words, hit.text.words, hit.meeting_id) == ("Làm bồn nước", "xây xong bể", book.october)


def marked(shown: Marked) -> list[str]:
    return [shown.words[start:end] for start, end in shown.marks]


def test_the_sought_words_are_marked_where_they_stand(book: Book) -> None:
    (hit,) = next(
        group for group in book.find("t10/2026 doan duong") if group.label == "Nội dung biên bản"
    ).hits
    assert marked(hit.text) == ["đoạn", "đường"]
    assert marked(hit.title) == []
    (person,) = book.find("giangf")[0].hits
    assert marked(person.title) == ["Giàng"]


def test_a_long_text_is_cut_around_the_words(book: Book) -> None:
    long = "Mở đầu dài dòng về việc khác. " * 20 + "Ở đây có cây gạo già. " + "Kết thúc. " * 20
    opinion = put(book.desk, "opinion", meeting_id=book.october, position=9, body=long)
    (hit,) = book.find("cay gao gia")[0].hits
    assert hit.id == opinion
    assert marked(hit.text) == ["cây", "gạo", "già"]
    assert hit.text.words.startswith("… ")
    assert len(hit.text.words) < 130


def test_more_than_fit_are_said_to_be_more(book: Book) -> None:
    for place in range(7):
        put(
            book.desk,
            "agenda_item",
            meeting_id=book.october,
            position=20 + place,
            title=f"Trồng quế đồi {place}",
        )
    (group,) = book.find("trong que")
    assert (len(group.hits), group.has_more) == (5, True)
    (group,) = book.find("trong que", limit=20)
    assert (len(group.hits), group.has_more) == (7, False)


@pytest.mark.parametrize("typed", ["xyzq", "a", "", "giàng không có ai", "08/08/2031"])
def test_nothing_is_found_where_nothing_is(book: Book, typed: str) -> None:
    assert book.find(typed) == []


def test_card_number_and_day_of_birth_find_nobody(book: Book) -> None:
    put(
        book.desk, "member", cell_id=book.desk.organisation_id, full_name="Hờ A Lềnh", card_number="099345678901",
        birth_date=date(1961, 8, 8),
    )  # fmt: skip
    assert book.found("ho a lenh")
    assert book.found("099345678901") == {}
    assert book.found("08/08/1961") == {}


def test_what_was_put_away_stands_in_its_own_group(book: Book) -> None:
    put_away_member(book.desk, book.members[7], left_on=date(2026, 10, 4))
    with book.desk.store.writing(book.desk.organisation_id, "bt") as writer:
        writer.put("member", book.members[7], put_away=True)
    assert book.found("ly go xa") == {"Đã cho vào lưu trữ": [book.members[7]]}


def test_what_belongs_to_a_meeting_put_away_is_put_away_with_it(book: Book) -> None:
    desk = book.desk
    meeting = add_meeting(desk, period="2026-11", held_on=date(2026, 10, 5), started_at=time(19, 30))[1]
    opinion = put(desk, "opinion", meeting_id=meeting, position=1, body="Nuôi ong rừng")
    with desk.store.writing(desk.organisation_id, "bt") as writer:
        writer.put("meeting", meeting, put_away=True)
    assert book.found("nuoi ong rung") == {"Đã cho vào lưu trữ": [opinion]}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(alphabet="abcđ 0123456789/-.\"*():{}^+\t'NQtORANDEAR", max_size=30))
def test_nothing_that_can_be_typed_is_an_error(book: Book, typed: str) -> None:
    assert all(group.hits for group in book.find(typed))


def test_a_question_to_one_book_finds_nothing_of_another(book: Book) -> None:
    store = book.desk.store
    assert search(store, "giang thi dua", book=book.desk.organisation_id)
    assert search(store, "giang thi dua", book="cccccccc-1") == []
