"""Materials, notices and reminders: sent down, handed out in print, confirmed as read, used at a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_part, change_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.materials import received, sent_together
from chibo_desktop.lists.materials_used import agenda_lines, used_at
from chibo_desktop.lists.rows import children
from chibo_desktop.store import Changes


def send_material(
    desk: Desk, /, *, sort: str, title: str, organisation_id: str | None = None, **fields: object
) -> tuple[Changes, str]:
    """Writes a material for everybody below, or for one organisation; it goes down with the next bundles. Gives its id.

    Without `issued_on` it is dated today.
    """
    return _send(desk, [organisation_id or ""], sort=sort, title=title, **fields)


def send_to_several(
    desk: Desk, /, organisation_ids: Iterable[str], *, sort: str, title: str, **fields: object
) -> tuple[Changes, str]:
    """The same for some of those below, a record for each in one action; gives the id of the first.

    None of them learns that there are others: the link between them stays with the sender.
    """
    chosen = list(dict.fromkeys(organisation_ids))
    if not all(chosen):
        raise Refusal("Chọn nơi nhận.", "organisation_id")
    return _send(desk, chosen, sort=sort, title=title, **fields)


def _send(desk: Desk, whom: Sequence[str], *, sort: str, title: str, **fields: object) -> tuple[Changes, str]:
    """To each of these, "" being everybody below."""
    if not clean_line(title):
        raise Refusal("Chưa có tên. Gõ tên tài liệu, thông báo.", "title")
    if not whom:
        raise Refusal("Chọn nơi nhận.", "organisation_id")
    same = {"body_id": desk.organisation_id, "sort": sort, "title": title, "issued_on": desk.today, **fields}
    written: list[Changes] = []
    first = ""
    with desk.store.transaction():
        for one in whom:
            with desk.writing(f"down:{one}" if one else f"all:{desk.organisation_id}") as writer:
                material_id = writer.new_id()
                first = first or material_id
                alone = {"organisation_id": one, "sent_with_id": first} if one else {}
                writer.put("material", material_id, **same, **alone)
            written.append(writer.changes)
    return Changes.of_one_action(*written), first


def remind(
    desk: Desk, organisation_id: str, /, *, title: str, content: str = "", **fields: object
) -> tuple[Changes, str]:
    """Reminds one organisation below of something; it stands on that desk's "Hôm nay" until it is confirmed as read."""
    return send_material(
        desk, sort="reminder", title=title, organisation_id=organisation_id, content=content, **fields
    )


def change_material(desk: Desk, /, material_id: str, **fields: object) -> Changes:
    """Writes only the fields given, of what was sent to several in all of them; whom it was sent to stays."""
    need_part(desk, "material", material_id)
    fellows = sent_together(desk.store, material_id)
    with desk.writing(fellows[0].book) as writer:
        for each in fellows:
            writer.put("material", each.id, **fields)
    return writer.changes


def put_away_material(desk: Desk, material_id: str) -> Changes:
    """Takes it back from all it was sent to: it is shown no more once the next bundle has come; readings and uses stay."""
    return change_material(desk, material_id, put_away=True)


def hand_out(
    desk: Desk,
    material_id: str,
    organisation_ids: Iterable[str],
    *,
    copies: int,
    issued_on: date | None = None,
) -> Changes:
    """Notes that each of these organisations was given so many printed copies; `issued_on` None is today."""
    need_part(desk, "material", material_id)
    with desk.writing() as writer:
        for organisation_id in organisation_ids:
            writer.put(
                "material_issue",
                writer.new_id(),
                material_id=material_id,
                organisation_id=organisation_id,
                issued_on=issued_on or desk.today,
                copies=copies,
            )
    return writer.changes


def put_away_issue(desk: Desk, issue_id: str) -> Changes:
    """Takes a line of the log of copies back."""
    return change_part(desk, "material_issue", issue_id, put_away=True)


def confirm_reading(desk: Desk, material_id: str) -> Changes:
    """Says that this organisation has read it, today; nothing when it was said before."""
    return confirm_readings(desk, [material_id])


def confirm_readings(desk: Desk, material_ids: Iterable[str]) -> Changes:
    """Says it of several in one entry; Refusal for one that did not come to this organisation."""
    held = {row.id: row for row in received(desk.store, desk.organisation_id)}
    wanted = list(dict.fromkeys(material_ids))
    if any(one not in held for one in wanted):
        raise Refusal("Tài liệu này không gửi cho máy này. Hãy chọn lại trong danh sách.", "id")
    with desk.writing() as writer:
        for material_id in wanted:
            if not held[material_id].is_read:
                reading_id = f"{material_id}/{desk.organisation_id}"
                again = {"put_away": False} if writer.find("material_reading", reading_id) else {}
                writer.put(
                    "material_reading",
                    reading_id,
                    material_id=material_id,
                    organisation_id=desk.organisation_id,
                    read_on=desk.today,
                    **again,
                )
    return writer.changes


def use_material(
    desk: Desk, /, meeting_id: str, *, material_id: str | None = None, title: str = ""
) -> tuple[Changes, str]:
    """Notes that the meeting uses a material from above, or one that is known by its title; gives the use's id.

    A title that is one of a received material means that material. The title is kept as it is now: the minutes do not
    change when the body above changes it.
    """
    title = clean_line(title)
    came = received(desk.store, need_meeting(desk, meeting_id).text("cell_id"))
    if material_id:
        title = title or next((row.title for row in came if row.id == material_id), "")
    else:
        material_id = next((row.id for row in came if row.title.casefold() == title.casefold()), None)
    if not material_id and not title:
        raise Refusal("Chưa có tên tài liệu. Gõ tên, hoặc chọn trong những tài liệu đã nhận.", "title")
    named = {"material_id": material_id} if material_id else {}
    return add_part(desk, "material_use", meeting_id, title=title, **named)


def put_away_use(desk: Desk, use_id: str) -> Changes:
    """The meeting does not use it after all."""
    return change_part(desk, "material_use", use_id, put_away=True)


def take_agenda(desk: Desk, meeting_id: str, material_id: str) -> Changes:
    """Makes the lines of a guidance the meeting's agenda and notes the guidance as used, in one entry.

    The items there were go off the agenda; Refusal when an opinion hangs on one of them, or the guidance has no lines.
    """
    meeting, guidance = need_meeting(desk, meeting_id), need_part(desk, "material", material_id)
    lines = agenda_lines(guidance.text("content"))
    if not lines:
        raise Refusal("Hướng dẫn này chưa ghi tiến trình nên không lấy làm chương trình được.", "content")
    listed = children(desk.store, "agenda_item", "meeting_id", meeting_id)
    old = [item for item in listed if not item.text("answer_id")]  # answers are read out whatever the agenda
    if any(children(desk.store, "opinion", "agenda_item_id", item.id) for item in old):
        raise Refusal("Đã có ý kiến ghi theo chương trình hiện nay. Hãy thêm từng nội dung còn thiếu.")
    is_used = any(use.material_id == material_id for use in used_at(desk.store, meeting_id))
    with desk.writing(meeting.book) as writer:
        for item in old:
            writer.put("agenda_item", item.id, put_away=True)
        for position, line in enumerate(lines, 1):
            writer.put(
                "agenda_item", writer.new_id(), meeting_id=meeting_id, position=position, title=line[:300]
            )
        if not is_used:
            used = {"material_id": material_id, "title": guidance.text("title")}
            writer.put("material_use", writer.new_id(), meeting_id=meeting_id, **used)
    return writer.changes
