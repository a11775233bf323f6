"""What finalising asks of the elections of a congress, and what is worth saying of them and blocks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import fold
from chibo_desktop.lists.ballots import Gap, papers_counted
from chibo_desktop.lists.elections import (
    ElectionRow,
    NomineeRow,
    elections_with,
    is_same_person,
    title_of_election,
)
from chibo_desktop.lists.new_offices import GIVES
from chibo_desktop.lists.roster import kind_at, meeting_day, office_words
from chibo_desktop.lists.rows import Facts, of_cell
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import missing
from chibo_desktop.rules.elections import (
    committee_advice,
    list_advice,
    office_advice,
    one_office_advice,
    teller_advice,
)
from chibo_desktop.rules.presence import Person
from chibo_desktop.rules.voting import check_papers
from chibo_desktop.store import Store


def election_gaps(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """Elections without a list or a number, and those that cannot be as the roll call stands now."""
    rows = elections_with(store, meeting, people)
    for row in rows:
        called = title_of_election(row.office, row.facts.count("round") or 1)
        yield from _empty(called, row.facts)
        if not row.nominees:
            yield _gap(row, f"{called}: chưa ghi danh sách bầu.", "seats")
        for place, each in enumerate(row.nominees, 1):
            if not each.name:
                yield _gap(row, f"{called}: người thứ {place} trong danh sách chưa có tên.", "seats")
            yield from _empty(f"{called}, {each.name or 'người thứ ' + str(place)}", each.facts)
        try:
            check_papers(papers_counted(row.facts), (0, 0, 0), row.counted.present_official)
        except Refusal as refusal:
            yield _gap(row, f"{called}: {refusal.sentence}", refusal.field or "")
        for said in against_earlier(row, rows):
            yield _gap(row, f"{called}: {said}", "seats")


def _empty(called: str, facts: Facts) -> Iterator[Gap]:
    for field in missing(find_spec(facts.kind), facts.values):
        if field.name not in facts.absent:
            said = f"{called}: chưa ghi “{field.label}”."
            yield Gap(said, "elections", field.name, facts.kind, facts.id)


def _gap(row: ElectionRow, sentence: str, field: str) -> Gap:
    return Gap(sentence, "elections", field, "election", row.facts.id)


def against_earlier(row: ElectionRow, rows: Sequence[ElectionRow]) -> tuple[str, ...]:
    """Why a later round cannot stand beside the earlier ones as they are counted now; () when it can.

    Fewer seats than were left are the congress's to decide.
    """
    number, seats = row.facts.count("round") or 1, row.facts.count("seats") or 0
    same = [other for other in rows if other.office == row.office]
    earlier = [other for other in same if (other.facts.count("round") or 1) < number]
    before = next((other for other in earlier if (other.facts.count("round") or 1) == number - 1), None)
    said = []
    if before is not None and before.is_counted and seats > before.seats_left:
        left = f"chỉ còn thiếu {before.seats_left} người" if before.seats_left else "đã bầu đủ"
        said.append(
            f"Lần này bầu {seats} người, nhưng lần trước {left}. Xem lại số phiếu, hoặc bỏ lần bầu này."
        )
    if again := _elected_at(row.nominees, earlier):
        said.append(f"{', '.join(again)} đã trúng cử lần trước. Bỏ tên ấy, hoặc sửa số phiếu lần trước.")
    return tuple(said)


def _elected_at(nominees: Iterable[NomineeRow], rows: Iterable[ElectionRow]) -> list[str]:
    """Which of these names those rounds elected."""
    won = [each.facts for row in rows for each in row.elected]
    return [each.name for each in nominees if any(is_same_person(each.facts, other) for other in won)]


def election_advice(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """A congress without an election, seats left, lists and tellers against the rules."""
    rows = elections_with(store, meeting, people)
    if kind_at(meeting).congress and not rows:
        yield Gap("Đại hội chưa ghi cuộc bầu cử nào.", "elections", "", "meeting", meeting.id)
    yield from _leaderless(store, meeting, rows)
    for row in rows:
        called = title_of_election(row.office, row.facts.count("round") or 1)
        for said in advice_of(meeting, row, rows):
            yield _gap(row, f"{called}: {said}", "seats")
        if row.next_round:
            yield _gap(row, f"{called}: còn thiếu {row.seats_left} người. {row.follows}", "seats")


def _leaderless(store: Store, meeting: Facts, rows: Sequence[ElectionRow]) -> Iterator[Gap]:
    """No secretary was elected, or no deputy where there is one or a committee was elected; delegates lead nothing.

    A round of that office that another can follow says so itself.
    """
    of_cell_offices = [row for row in rows if row.office in GIVES]
    members = of_cell(store, "member", meeting.text("cell_id"))
    for office in ("secretary", "deputy_secretary") if of_cell_offices else ():
        holders = [each.text("full_name") for each in members if each.text("office") == office]
        rounds = [row for row in rows if row.office == office]
        has_committee = any(row.office == "committee" for row in rows)
        is_asked = office == "secretary" or holders or rounds or has_committee
        if is_asked and not any(row.elected or row.next_round for row in rounds):
            called, names = office_words(office), ", ".join(each for each in holders if each)
            stays = f"vẫn giữ {called} {names}".rstrip() if holders else f"không có {called}"
            said = f"Đại hội chưa bầu được {called}: sau khi chốt, danh sách {stays}."
            yield Gap(said, "elections", "", "meeting", meeting.id)


def advice_of(meeting: Facts, row: ElectionRow, rows: Sequence[ElectionRow]) -> tuple[str, ...]:
    """What the rules say against one round as it was written down; () when nothing."""
    day, seats = meeting_day(meeting), row.facts.count("seats") or 0
    said = [office_advice(row.office, seats, row.counted.official, day)]
    if (row.facts.count("round") or 1) == 1:
        said.append(list_advice(row.office, seats, len(row.nominees), day))
    outside = _outside_committee(meeting, row, rows)
    if outside:
        said.append(f"{committee_advice(row.office, day)} Không có trong chi ủy mới: {', '.join(outside)}.")
    twice = _elected_at(row.elected, _apart_before(row, rows, day))
    if twice:
        said.append(f"{one_office_advice(row.office, day)} Xem lại: {', '.join(twice)}.")
    counting = [each.name for each in row.nominees if each.name and _is_teller(row.facts, each.name)]
    if counting:
        said.append(f"{teller_advice(day)} Xem lại: {', '.join(counting)}.")
    issued, collected = row.facts.count("issued_count"), row.facts.count("collected_count")
    if issued is not None and collected is not None and collected < issued:
        said.append(f"{issued - collected} phiếu phát ra không thu về.")
    return tuple(each for each in said if each)


def _is_teller(election: Facts, name: str) -> bool:
    return f" {fold(name)} " in f" {fold(election.text('tellers')).replace(',', ' ').replace(';', ' ')} "


def _apart_before(row: ElectionRow, rows: Sequence[ElectionRow], day: date) -> list[ElectionRow]:
    """The rounds held before, for an office that nobody has beside this one."""
    if not one_office_advice(row.office, day):
        return []
    before = rows[: [other.facts.id for other in rows].index(row.facts.id)]
    return [other for other in before if other.office != row.office and one_office_advice(other.office, day)]


def _outside_committee(meeting: Facts, row: ElectionRow, rows: Sequence[ElectionRow]) -> list[str]:
    """Who is on a list for an office taken from the committee without being elected to it at this congress."""
    members = [each.facts for other in rows if other.office == "committee" for each in other.elected]
    if not members or not committee_advice(row.office, meeting_day(meeting)):
        return []
    return [
        each.name
        for each in row.nominees
        if not any(is_same_person(each.facts, member) for member in members)
    ]
