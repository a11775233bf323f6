"""What the values of minutes and resolutions say of stored facts; how they are set stands in the other tests."""

from __future__ import annotations

from datetime import date, time

import pytest

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import (
    add_assignment,
    change_assignment,
    change_resolution,
    report_assignment,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_agenda_item,
    add_guest,
    add_meeting,
    add_opinion,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_member, add_standing, change_member
from chibo_desktop.actions.proposals import add_proposal, announce_answer
from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.decision_values import looked_at
from chibo_desktop.papers.minutes import Minutes
from chibo_desktop.papers.resolution import Resolution
from chibo_desktop.papers.values import minutes_values, resolution_values
from papers.samples import form_named
from papers.test_forms import fits

OCTOBER = date(2026, 10, 5)


def words(code: str, values: Minutes | Resolution, tone_style: str = "new") -> str:
    """The whole paper as one line of words."""
    from chibo_desktop.papers.blocks import texts
    from chibo_desktop.papers.render import render

    made = " ".join(texts(render(form_named(code), {**values}, tone_style=tone_style)))
    return made.replace("\u00a0", " ")


def minutes_in_words(desk: Desk, meeting: str) -> str:
    return words("bien-ban-thuong-ky", minutes_values(desk.store, meeting))


def test_the_values_have_the_shapes_the_forms_are_written_for(desk: Desk, finalised: str) -> None:
    assert fits(minutes_values(desk.store, finalised), Minutes)


def test_a_meeting_just_begun_prints_blanks_for_what_is_not_known(desk: Desk) -> None:
    _, bare = add_meeting(desk, period="2026-10", agenda=False, place="")
    minutes = minutes_values(desk.store, bare)
    resolution = resolution_values(desk.store, bare)
    assert fits(minutes, Minutes)
    assert fits(resolution, Resolution)
    printed = words("bien-ban-thuong-ky", minutes)
    assert "Hôm nay, hồi …… giờ …… phút, ngày … tháng … năm ……" in printed
    assert "Có mặt: …… đồng chí" in printed
    assert "Chủ trì: đồng chí ……" in printed
    assert "Số ……-NQ/CB" in words("nghi-quyet-thuong-ky", resolution)
    assert "Thời lượng sinh hoạt: …… phút" in words("nghi-quyet-thuong-ky", resolution)


def test_a_vote_not_counted_yet_is_printed_with_blanks(desk: Desk, meeting: str) -> None:
    add_ballot(desk, meeting, matter="Thông qua nghị quyết tháng 10")
    assert "Tán thành ……/09 đồng chí, đạt …… %" in minutes_in_words(desk, meeting)
    (vote,) = minutes_values(desk.store, meeting)["votes"]
    assert (vote["yes"], vote["carried"], vote["present_official"]) == (None, None, None)


def test_who_is_not_marked_yet_is_told_while_the_roll_is_called(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    record_attendance(desk, meeting, members[0], "present")
    attendance = minutes_values(desk.store, meeting)["attendance"]
    assert (attendance["present"], attendance["unmarked"], attendance["due"]) == (1, 8, 9)
    assert "Chưa điểm danh: 08 đồng chí." in minutes_in_words(desk, meeting)


def test_the_absent_stand_with_their_reasons_and_the_late_count_as_present(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    record_attendance(desk, meeting, members[4], "excused", "ốm")
    record_attendance(desk, meeting, members[5], "absent")
    record_attendance(desk, meeting, members[6], "late")
    record_all_present(desk, meeting)
    printed = minutes_in_words(desk, meeting)
    assert "Có mặt: 07 đồng chí, trong đó chính thức 07, không có dự bị; đạt tỷ lệ 77,8 %" in printed
    assert "Vắng mặt có lý do: 01 đồng chí (Quàng Văn Kiêm, ốm)" in printed
    assert "Vắng mặt không lý do: 01 đồng chí (Lù Thị Lả)" in printed


def test_an_exempt_member_who_comes_is_named_and_counted_in_the_vote_only(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    for number in (7, 8):
        add_standing(desk, members[number], "exempt", from_on=date(2025, 5, 1))
    record_attendance(desk, meeting, members[7], "present")
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết", yes_count=8)
    values = minutes_values(desk.store, meeting)
    assert values["attendance"]["outside_present"] == ["Lý Go Xá"]
    assert (values["attendance"]["due"], values["attendance"]["present"]) == (7, 7)
    (vote,) = values["votes"]
    assert (vote["base"], vote["present_official"], vote["carried"]) == (8, 8, True)
    assert vote["base_note"] == "Tính trên 08 đảng viên chính thức: 09 trừ 01 miễn sinh hoạt không dự"


def test_a_vote_is_a_full_sentence_with_base_threshold_and_result(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    add_standing(desk, members[8], "away", from_on=date(2026, 1, 1))
    record_all_present(desk, meeting)
    add_ballot(
        desk, meeting, matter="Đề nghị kết nạp quần chúng", yes_count=5, no_count=2, threshold="two_thirds"
    )
    printed = minutes_in_words(desk, meeting)
    assert (
        "Đề nghị kết nạp quần chúng. Tính trên 08 đảng viên chính thức: 09 trừ 01 sinh hoạt tạm thời nơi khác. "
        "Đảng viên chính thức có mặt: 08 đồng chí. Hình thức: giơ tay. Tán thành 05/08 đồng chí, đạt 62,5 %; "
        "không tán thành: 02 đồng chí; ý kiến khác: không; không biểu quyết: 01 đồng chí. "
        "Cần ít nhất hai phần ba, tức 06 đồng chí, tán thành; nội dung không được thông qua."
    ) in printed


def test_the_kept_base_is_printed_when_the_list_changes_after_finalising(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết", yes_count=9)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    add_member(desk, full_name="Lò Văn Pâng")
    (vote,) = minutes_values(desk.store, meeting)["votes"]
    assert vote["base"] == 9
    assert vote["base_note"] == "Tính trên 09 đảng viên chính thức của chi bộ"


def test_opinions_stand_by_name_under_their_item_and_those_on_none_apart(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    _, item = add_agenda_item(desk, meeting, title="Làm đường bản", presenter_id=members[0])
    add_opinion(desk, meeting, body="Nên chia theo nhóm hộ.", member_id=members[3], agenda_item_id=item)
    add_opinion(desk, meeting, body="Đề nghị gửi tài liệu sớm.", member_id=members[2])
    values = minutes_values(desk.store, meeting)
    last = values["items"][-1]
    assert last["presenter"] == "Vàng A Chứ"
    assert last["opinions"] == [{"name": "Pờ Go Hừ", "text": "Nên chia theo nhóm hộ."}]
    assert values["opinions"] == [{"name": "Lò Văn Hặc", "text": "Đề nghị gửi tài liệu sớm."}]


def test_guests_stand_with_office_and_what_they_directed(desk: Desk, meeting: str) -> None:
    add_guest(
        desk, meeting, full_name="Hà Thị Xuân", office="Phó Bí thư Đảng ủy xã", directions="Giao rõ việc."
    )
    add_guest(desk, meeting, full_name="Mào Văn Thiết", office="Chủ tịch Mặt trận xã")
    values = minutes_values(desk.store, meeting)
    assert [guest["name"] for guest in values["guests"]] == ["Hà Thị Xuân", "Mào Văn Thiết"]
    assert [each["text"] for each in values["directions"]] == ["Giao rõ việc."]


def test_last_months_tasks_return_with_what_was_reported(
    desk: Desk, finalised: str, members: list[str]
) -> None:
    _, second = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    values = resolution_values(desk.store, second)
    assert values["last_tasks"] == []
    _, third = add_meeting(desk, period="2026-12", held_on=date(2026, 12, 5), started_at=time(19, 0))
    _, task = add_assignment(desk, second, title="Sửa mương", leader_id=members[2], due_on=date(2026, 11, 30))
    report_assignment(desk, task, third, "done", "xong 400 m")
    (row,) = resolution_values(desk.store, third)["last_tasks"]
    assert row == {
        "task": "Sửa mương",
        "leader": "Lò Văn Hặc",
        "before": "Có mốc thời hạn 30/11/2026",
        "state": "Hoàn thành",
        "result": "xong 400 m",
    }


def test_a_task_under_way_says_how_far_it_is_and_a_milestone_what_it_is(
    desk: Desk, finalised: str, members: list[str]
) -> None:
    _, second = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    _, task = add_assignment(
        desk,
        second,
        title="Học tập chuyên đề năm",
        leader_id=members[2],
        due_on=date(2026, 12, 1),
        milestone="interim",
    )
    assert [each["task"] for each in minutes_values(desk.store, second)["tasks"]] == [
        "Học tập chuyên đề năm (sơ kết)"
    ]
    _, third = add_meeting(desk, period="2026-12", held_on=date(2026, 12, 5), started_at=time(19, 0))
    report_assignment(desk, task, third, "ongoing", "đã học 3 buổi", percent_done=60)
    (row,) = minutes_values(desk.store, third)["last_tasks"]
    assert (row["task"], row["state"]) == ("Học tập chuyên đề năm (sơ kết)", "Đang thực hiện, đạt 60 %")


def test_a_task_says_when_it_is_due_and_a_standing_one_that_it_recurs(desk: Desk, meeting: str) -> None:
    _, task = add_assignment(desk, meeting, title="Giữ sạch đường bản", recurring=True)
    add_assignment(desk, meeting, title="Sửa mương")
    printed = minutes_in_words(desk, meeting)
    assert "Giữ sạch đường bản – Thường xuyên" in printed
    assert "Sửa mương – –" in printed
    change_assignment(desk, task, recurring=False, due_on=date(2026, 10, 31))
    assert "Giữ sạch đường bản – 31/10/2026" in minutes_in_words(desk, meeting)


def test_a_proposal_says_who_asks_and_whose_matter_it_is(desk: Desk, meeting: str) -> None:
    add_proposal(
        desk,
        meeting,
        content="Sửa bể nước",
        source="people",
        raised_by="các hộ đầu bản",
        competence="commune",
    )
    assert "Nhân dân (các hộ đầu bản) kiến nghị (thẩm quyền cấp xã): Sửa bể nước." in minutes_in_words(
        desk, meeting
    )


def test_a_proposal_nobody_answered_is_not_told_as_answered(desk: Desk, meeting: str) -> None:
    _, proposal = add_proposal(desk, meeting, content="Sửa bể nước")
    with pytest.raises(Refusal):
        announce_answer(desk, proposal, OCTOBER)
    assert minutes_values(desk.store, meeting)["answers"] == []


def test_the_resolution_carries_the_vote_on_it_and_the_secretary_signs(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter="Đề nghị kết nạp quần chúng", yes_count=9, threshold="two_thirds")
    add_ballot(desk, meeting, matter="Thông qua nghị quyết tháng 10", yes_count=8, no_count=1)
    change_resolution(desk, meeting, summary="lãnh đạo nhiệm vụ tháng 10", direction="Làm xong đường.")
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    values = resolution_values(desk.store, meeting)
    assert (values["number"], values["minutes"], values["draft"]) == ("01-NQ/CB", 105, False)
    assert values["vote"] is not None
    assert values["vote"]["yes"] == 8
    assert values["signer"] == {"name": "Vàng A Chứ", "office": "Bí thư"}
    assert (
        "Nghị quyết này được chi bộ thông qua tại kỳ sinh hoạt ngày 05 tháng 10 năm 2026 "
        "với 08/09 đồng chí tán thành, đạt tỷ lệ 88,9 %."
    ) in words("nghi-quyet-thuong-ky", values)


def test_the_deputy_signs_a_meeting_the_deputy_led(desk: Desk, meeting: str, members: list[str]) -> None:
    change_member(desk, members[1], office="deputy_secretary")
    change_meeting(desk, meeting, chair_id=members[1], secretary_id=members[2])
    assert resolution_values(desk.store, meeting)["signer"] == {
        "name": "Giàng Thị Dua",
        "office": "Phó Bí thư",
    }


def test_a_conclusion_is_printed_as_one_and_numbered_in_its_own_series(desk: Desk, meeting: str) -> None:
    change_resolution(desk, meeting, kind="conclusion", number=3, direction="Làm xong đường.")
    values = resolution_values(desk.store, meeting)
    assert values["number"] == "03-KL/CB"
    printed = words("ket-luan", values)
    assert "KẾT LUẬN lãnh đạo" in printed
    assert "QUYẾT NGHỊ" not in printed


def test_a_meeting_finalised_without_a_resolution_has_none_to_print(desk: Desk, finalised: str) -> None:
    with pytest.raises(Refusal, match="không có nghị quyết"):
        resolution_values(desk.store, finalised)


def test_the_organisations_own_way_of_writing_reaches_the_paper(desk: Desk, meeting: str) -> None:
    with desk.writing() as writer:
        writer.put(
            "organisation",
            desk.organisation_id,
            parent_name="Đảng bộ xã Mường Sáy",
            header_word="dang_uy",
            tone_style="old",
            signing="committee",
        )
    issuer = resolution_values(desk.store, meeting)["issuer"]
    assert (issuer["superior"], issuer["signing"]) == ("Đảng uỷ xã Mường Sáy", "T/M CHI UỶ")
    change_meeting(desk, meeting, minutes_number=4)
    assert minutes_values(desk.store, meeting)["number"] == "04-BB/CB"


@pytest.mark.parametrize(
    ("month", "held_on", "looked"),
    [
        ("2026-10", date(2026, 10, 5), ("2026-09", "2026-10")),
        ("2026-10", date(2026, 10, 28), ("2026-10", "2026-11")),
        ("2027-01", date(2027, 1, 3), ("2026-12", "2027-01")),
        ("2026-12", date(2027, 1, 2), ("2026-12", "2027-01")),
        ("2026-10", None, ("2026-09", "2026-10")),
        ("", None, ("", "")),
    ],
)
def test_an_early_meeting_looks_back_a_month_and_a_late_one_on_its_own(
    month: str, held_on: date | None, looked: tuple[str, str]
) -> None:
    assert looked_at(month, held_on) == looked


def test_no_paper_is_made_of_a_record_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(Refusal, match="mã này"):
        minutes_values(desk.store, "aaaaaaaa-99")
