"""What a cell could write in the name of others, one lie a kind of record at least; what must come of it is in test_said.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.store import Writer

TODAY, DAY, BEFORE = date(2027, 8, 5), date(2027, 7, 5), date(2026, 10, 5)
JULY = PartialDate(2027, 7)

Said = Callable[[Writer, Mapping[str, str]], None]


def said(kind: str, /, **values: object) -> Said:
    """One record; a value that names something of the scene stands as "@name"."""

    def write(writer: Writer, at: Mapping[str, str]) -> None:
        meant = {
            name: at[value[1:]] if isinstance(value, str) and value[:1] == "@" else value
            for name, value in values.items()
        }
        writer.put(kind, writer.new_id(), **meant)

    return write


def ghost(writer: Writer, at: Mapping[str, str]) -> None:
    """A cell that never was."""
    one = writer.new_id()
    writer.put("organisation", one, name="Chi bộ ma", kind="cell", historic=True, grassroots=True)
    writer.put("placement", writer.new_id(), organisation_id=one, parent_id=at["C"], from_on=date(2020, 1, 1))


def ghost_below(writer: Writer, at: Mapping[str, str]) -> None:
    """The same, as if the cell typed for it."""
    writer.put("organisation", writer.new_id(), name="Chi bộ ma", kind="cell", grassroots=True)


def grown(writer: Writer, at: Mapping[str, str]) -> None:
    """Its own record says that it is no cell, and gone."""
    writer.put("organisation", at["A"], kind="commune", historic=True, put_away=True)


def trained(writer: Writer, at: Mapping[str, str]) -> None:
    """A class of its own at which the secretary of another cell was taught."""
    one = writer.new_id()
    writer.put("gathering", one, body_id=at["A"], sort="training", title="Lớp", held_on=DAY)
    writer.put(
        "participant", writer.new_id(), gathering_id=one, group="secretary", member_id=at["meeting member"]
    )


def threatened(writer: Writer, at: Mapping[str, str]) -> None:
    """A directive in the commune's name, with a target."""
    one = writer.new_id()
    writer.put("directive", one, body_id=at["C"], sort="resolution", summary="Hạ chỉ tiêu")
    writer.put("target", writer.new_id(), directive_id=one, indicator="IND-1", percent=10)


def present(writer: Writer, at: Mapping[str, str]) -> None:
    """Somebody of another cell was there."""
    marked = {"meeting_id": at["meeting"], "member_id": at["meeting member"]}
    writer.put("attendance", f"{at['meeting']}/{at['meeting member']}", state="present", **marked)


def considered(meeting: str) -> Said:
    """A vote for the candidate of another cell."""

    def write(writer: Writer, at: Mapping[str, str]) -> None:
        case, of = writer.new_id(), {"meeting_id": at[meeting], "position": 1}
        writer.put("person_case", case, matter="admission", candidate_id=at["candidate"], **of)
        counts = {"yes_count": 3, "base_count": 3, "threshold": "two_thirds"}
        writer.put("ballot", writer.new_id(), case_id=case, matter="Kết nạp", **of, **counts)

    return write


def step(sort: str, **values: object) -> Said:
    return said("proposal_step", proposal_id="@proposal", body_id="@C", sort=sort, taken_on=TODAY, **values)


LIES: dict[str, Said] = {
    "placement of itself": said(
        "placement", organisation_id="@A", name="Chi bộ đổi tên", until_on=date(2026, 12, 31)
    ),
    "placement of another": said("placement", organisation_id="@B", until_on=date(2026, 12, 31)),
    "placement of the body": said("placement", organisation_id="@C", until_on=date(2026, 12, 31)),
    "organisation": ghost,
    "organisation below": ghost_below,
    "organisation: itself": grown,
    "succession": said(
        "succession", predecessor_id="@B", successor_id="@A", how="replaced", on=date(2027, 1, 1)
    ),
    "visit": said("visit", body_id="@C", organisation_id="@A", month=JULY, made_on=DAY, team_id="@team"),
    "visit in its own name": said("visit", body_id="@A", organisation_id="@B", month=JULY, made_on=DAY),
    "visit_notice": said(
        "visit_notice", visit_id="@official", body_id="@C", organisation_id="@A", month=JULY, made_on=DAY
    ),
    "visit_notice in its own name": said(
        "visit_notice", visit_id="@team", body_id="@A", organisation_id="@B", month=JULY, made_on=DAY
    ),
    "visit_plan": said("visit_plan", body_id="@C", year=2028),
    "visit_team": said("visit_team", body_id="@C", name="Tổ 9"),
    "official": said("official", body_id="@C", full_name="Pờ Go Hừ"),
    "team_member": said("team_member", team_id="@team", official_id="@official", leads=True),
    "visit_duty": said("visit_duty", official_id="@official", organisation_id="@A"),
    "round": said("round", body_id="@C", number=7),
    "inspection": said("inspection", body_id="@C", organisation_id="@A", sort="inspection", held_on=DAY),
    "inspection in its own name": said(
        "inspection", body_id="@A", organisation_id="@B", sort="inspection", held_on=DAY
    ),
    "gathering": said("gathering", body_id="@C", sort="study", title="Học nghị quyết", held_on=DAY),
    "gathering in its own name": trained,
    "participant": said("participant", gathering_id="@gathering", group="secretary", member_id="@own member"),
    "follow_up": said("follow_up", body_id="@C", organisation_id="@B", sort="conclusion", title="Việc"),
    "follow_up_report": said(
        "follow_up_report", follow_up_id="@task", organisation_id="@B", result="Xong", done_on=DAY
    ),
    "assessment": said(
        "assessment", body_id="@C", organisation_id="@A", period=JULY, meeting_id="@own", feasible="yes"
    ),
    "assessment in its own name": said(
        "assessment", body_id="@A", organisation_id="@A", period=JULY, meeting_id="@own", feasible="yes"
    ),
    "directive": threatened,
    "target": said("target", directive_id="@directive", indicator="IND-1", percent=10),
    "material": said("material", body_id="@C", sort="bulletin", title="Bản tin giả"),
    "material_issue": said("material_issue", material_id="@material", organisation_id="@B", copies=9),
    "material_reading": said("material_reading", material_id="@material", organisation_id="@B", read_on=DAY),
    "material_use": said("material_use", meeting_id="@meeting", material_id="@material"),
    "hand_figure": said(
        "hand_figure",
        body_id="@C",
        indicator="IND-12-masses",
        period_from=PartialDate(2027),
        period_until=PartialDate(2027),
        denominator=1,
        source="giả",
    ),
    "hand_figure in its own name": said(
        "hand_figure",
        body_id="@A",
        organisation_id="@C",
        indicator="IND-12-masses",
        period_from=PartialDate(2027),
        period_until=PartialDate(2027),
        denominator=1,
        source="giả",
    ),
    "organisation_rating": said(
        "organisation_rating", body_id="@C", organisation_id="@A", year=2026, grade="excellent"
    ),
    "organisation_rating in its own name": said(
        "organisation_rating", body_id="@A", organisation_id="@B", year=2026, grade="failed"
    ),
    "qualification": said("qualification", member_id="@meeting member", theory="advanced"),
    "badge": said("badge", member_id="@meeting member", years=30, awarded_on=DAY),
    "snapshot": said("snapshot", organisation_id="@C", on=DAY, measure="members", count=9_000),
    "member_rating": said("member_rating", member_id="@meeting member", year=2025, grade="failed"),
    "commendation": said(
        "commendation", body_id="@C", organisation_id="@A", level="commune", form="Giấy khen"
    ),
    "place": said("place", body_id="@C", name="Bản Ma", kind="hamlet"),
    "place_served": said("place_served", place_id="@place", cell_id="@A"),
    "place_standing": said("place_standing", place_id="@place", state="no_members"),
    "place_person": said(
        "place_person", place_id="@place", role="head", member_id="@own member", is_member=True
    ),
    "admission_target": said(
        "admission_target", body_id="@C", organisation_id="@B", first_year=2027, last_year=2027, count=99
    ),
    "admission_target in its own name": said(
        "admission_target", body_id="@A", organisation_id="@A", first_year=2027, last_year=2027, count=1
    ),
    "proposal": said("proposal", cell_id="@B", source="cell", content="Việc giả", raised_on=DAY),
    "step answered": step("answered", outcome="settled"),
    "step classified": step("classified", competence="upper"),
    "step handed_up": step("handed_up", competence="upper"),
    "step assigned": step("assigned", agency="Phòng Kinh tế"),
    "step joined": step("joined", joined_id="@lure"),
    "answer": said(
        "answer", proposal_id="@proposal", body_id="@C", outcome="settled", content="Xong", answered_on=TODAY
    ),
    "meeting": said(
        "meeting",
        cell_id="@B",
        kind="regular",
        period=PartialDate(2027, 6),
        held_on=date(2027, 6, 5),
        finalised_at=datetime(2027, 6, 5, 22, tzinfo=VIETNAM),
    ),
    "agenda_item at its own meeting": said(
        "agenda_item", meeting_id="@own", position=9, title="Đọc trả lời", answer_id="@answer"
    ),
    "agenda_item at the meeting of another": said(
        "agenda_item", meeting_id="@meeting", position=9, title="Đọc trả lời", answer_id="@answer"
    ),
    "attendance": present,
    "standing": said("standing", member_id="@meeting member", kind="exempt", from_on=BEFORE),
    "member": said("member", cell_id="@B", full_name="Người Lạ", office="secretary"),
    "assignment": said("assignment", cell_id="@B", title="Việc giả", meeting_id="@meeting"),
    "assignment of its own meeting": said("assignment", cell_id="@B", title="Việc giả", meeting_id="@own"),
    "assignment without a meeting": said("assignment", cell_id="@B", title="Việc giả", recurring=True),
    "assignment_report": said(
        "assignment_report", assignment_id="@given", meeting_id="@own", state="done", result="Xong"
    ),
    "candidate": said("candidate", cell_id="@B", full_name="Người Lạ"),
    "candidate_step of another": said("candidate_step", candidate_id="@candidate", step="stopped", on=DAY),
    "candidate_step of the body": said("candidate_step", candidate_id="@candidate", step="decided", on=DAY),
    "person_case at its own meeting": considered("own"),
    "person_case at the meeting of another": considered("meeting"),
    "helping": said("helping", candidate_id="@candidate", member_id="@own member", from_on=DAY),
    "helper_remark": said("helper_remark", helping_id="@helping", month=JULY, words="Kém"),
    "score": said(
        "score", meeting_id="@meeting", frame="national", total=98, out_of=100, parts=1, grade="good"
    ),
    "meeting of a later month": said(
        "meeting",
        cell_id="@B",
        kind="regular",
        period=PartialDate(2027, 8),
        held_on=date(2027, 8, 5),
        finalised_at=datetime(2027, 8, 5, 22, tzinfo=VIETNAM),
    ),
    "guest": said("guest", meeting_id="@meeting", full_name="Mùa A Sính", level="upper"),
    "opinion": said("opinion", meeting_id="@meeting", position=1, body="Đồng ý"),
    "resolution": said("resolution", meeting_id="@meeting", issued_on=DAY),
}
