"""Papers as a person handles them: list, preview, make, save, pack a month; what stands on them is papers' work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import write_whole
from chibo_desktop.base.text import fold
from chibo_desktop.lists.meetings import cell_name, resolution_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.store.access import note_access

if TYPE_CHECKING:
    from chibo_desktop.papers.blocks import Block
    from chibo_desktop.papers.catalogue import Form

MINUTES, RESOLUTION = "bien-ban-thuong-ky", "nghi-quyet-thuong-ky"
PRINT_ORDER = (MINUTES, RESOLUTION)
RECOVERY = "phieu-khoi-phuc"


@dataclass(frozen=True)
class Listed:
    """One form of the catalogue; `of` is the kind of record it is printed from, `valid` whether it is in force today."""

    code: str
    title: str
    of: str
    valid: bool


@dataclass(frozen=True)
class Paper:
    """A finished PDF, its title, and the name its file gets."""

    title: str
    name: str
    data: bytes


@dataclass(frozen=True)
class _Filled:
    """A form filled from a record, before it is set; `kind` and `id` are the record's, for the access log."""

    form: Form
    meeting: Facts
    kind: str
    id: str
    blocks: list[Block]

    @property
    def note(self) -> str:
        return f"{self.form.code} {self.form.version}"


def list_papers(desk: Desk) -> list[Listed]:
    """The papers that can be made from a record, in print order."""
    from chibo_desktop.papers.catalogue import list_forms

    found = [
        Listed(form.code, form.title, form.record, form.is_valid_on(desk.today))
        for form in list_forms()
        if form.code in PRINT_ORDER
    ]
    return sorted(found, key=lambda each: (PRINT_ORDER.index(each.code), not each.valid))


def preview_blocks(desk: Desk, code: str, record_id: str) -> list[Block]:
    """The paper as blocks, for a preview beside the typing; nothing is logged. A draft has dotted blanks.

    Refusal for an unknown form or record. About 20 ms.
    """
    return _fill(desk, code, record_id).blocks


def make_paper(desk: Desk, code: str, record_id: str) -> Paper:
    """The paper as a PDF, logged as looked at; for the minutes and the resolution the meeting's id will do.

    Refusal for an unknown form or record, Trouble where the machine has no fit font.
    """
    filled = _fill(desk, code, record_id)
    paper = _set(desk, filled)
    _note(desk, "looked", filled)
    return paper


def save_paper(desk: Desk, code: str, record_id: str, place: Path) -> Path:
    """Writes the PDF into a folder the person chose, under its own name, or as the file `place` when that ends in .pdf.

    Logged as saved; gives the file. An earlier file of that name is replaced. Trouble when it is open elsewhere or
    the disk refuses.
    """
    filled = _fill(desk, code, record_id)
    paper = _set(desk, filled)
    target = place if place.suffix.lower() == ".pdf" else place / paper.name
    write_whole(target, paper.data)
    _note(desk, "saved", filled)
    return target


def note_printed(desk: Desk, code: str, record_id: str) -> None:
    """Logs that the paper went to a printer: from then on the meeting stays finalised."""
    _note(desk, "printed", _fill(desk, code, record_id))


def pack_month(
    desk: Desk,
    period: str,
    cells: Sequence[str] | None = None,
    on_paper: Callable[[int, int], None] | None = None,
) -> bytes:
    """Every finalised minutes and resolution of a month ("2026-10") this desk holds as one PDF, cell by cell.

    `cells` None is all of them. `on_paper(which, of)` is called as each paper is set; what it raises stops the
    work. Each paper is logged as looked at. Refusal when there is none; takes about 50 ms a paper.
    """
    filled = _fill_month(desk, period, cells)
    data = _pack(desk, period, filled, on_paper)
    with desk.store.transaction():
        for each in filled:
            _note(desk, "looked", each)
    return data


def save_pack(
    desk: Desk,
    period: str,
    target: Path,
    cells: Sequence[str] | None = None,
    on_paper: Callable[[int, int], None] | None = None,
) -> None:
    """Writes what `pack_month` makes to a file and logs each paper as saved: its meeting stays finalised.

    Trouble when the disk refuses.
    """
    filled = _fill_month(desk, period, cells)
    write_whole(target, _pack(desk, period, filled, on_paper))
    with desk.store.transaction():
        for each in filled:
            _note(desk, "saved", each)


def _fill_month(desk: Desk, period: str, cells: Sequence[str] | None) -> list[_Filled]:
    month = _month_in_words(period)
    filled = [
        each
        for meeting in _finalised(desk, period, cells)
        for code in PRINT_ORDER
        if (each := _fill_if_there(desk, code, meeting)) is not None
    ]
    if not filled:
        raise Refusal(f"Chưa có buổi sinh hoạt nào của {month} đã chốt ở máy này. Hãy chọn tháng khác.")
    return filled


def _pack(
    desk: Desk, period: str, filled: Sequence[_Filled], on_paper: Callable[[int, int], None] | None
) -> bytes:
    from chibo_desktop.papers.pack import pack

    return pack(
        [(f"{_cell_of(desk, each)}: {each.form.title}", each.blocks) for each in filled],
        title=f"Văn bản sinh hoạt chi bộ {_month_in_words(period)}",
        author=cell_name(desk.store, desk.organisation_id),
        on_paper=on_paper,
    )


def recovery_sheet(desk: Desk, code: str) -> bytes:
    """The sheet with the recovery code, to be printed once; the code is kept nowhere and nothing is logged here."""
    from chibo_desktop.papers.catalogue import list_forms
    from chibo_desktop.papers.pdf import write_pdf
    from chibo_desktop.papers.recovery import RecoverySheet
    from chibo_desktop.papers.render import render

    # the newest whatever the clock says: a dead battery must not keep anybody from the sheet
    form = [each for each in list_forms() if each.code == RECOVERY][-1]
    cell = find(desk.store, "organisation", desk.organisation_id)
    name = cell_name(desk.store, desk.organisation_id)
    values = RecoverySheet(
        desk=name,
        superior=cell.text("parent_name") if cell else "",
        code=code,
        made_on=desk.today.isoformat(),
    )
    blocks = render(form, values, tone_style=_tone(cell))
    return write_pdf(blocks, title=form.title, author=name)


def _fill_if_there(desk: Desk, code: str, meeting: Facts) -> _Filled | None:
    if code == RESOLUTION and resolution_of(desk.store, meeting.id) is None:
        return None
    return _fill(desk, code, meeting.id)


def _fill(desk: Desk, code: str, record_id: str) -> _Filled:
    from chibo_desktop.papers.catalogue import form_in_force
    from chibo_desktop.papers.render import render
    from chibo_desktop.papers.values import meeting_of, minutes_values, resolution_values

    if code not in PRINT_ORDER:
        raise Refusal(
            f"Không in được “{code}” từ một bản ghi. Các văn bản in được: {', '.join(PRINT_ORDER)}."
        )
    meeting = meeting_of(desk.store, record_id)
    form = form_in_force(code, meeting_day(meeting))
    values: dict[str, Any]
    if code == MINUTES:
        values = {**minutes_values(desk.store, meeting.id)}
    else:
        values = {**resolution_values(desk.store, meeting.id)}
    values["issuer"] = {
        **values["issuer"],
        "recipients": values["issuer"]["recipients"] or list(form.recipients),
    }
    paper = resolution_of(desk.store, meeting.id) if code == RESOLUTION else None
    subject = paper or meeting
    cell = find(desk.store, "organisation", meeting.text("cell_id"))
    return _Filled(form, meeting, subject.kind, subject.id, render(form, values, tone_style=_tone(cell)))


def _tone(cell: Facts | None) -> str:
    return cell.text("tone_style") if cell else "new"


def _set(desk: Desk, filled: _Filled) -> Paper:
    from chibo_desktop.papers.pack import file_name
    from chibo_desktop.papers.pdf import write_pdf

    cell = _cell_of(desk, filled)
    title = f"{filled.form.title}, {show_month(_period(filled.meeting))}"
    data = write_pdf(filled.blocks, title=title, author=cell)
    return Paper(title, file_name(_period(filled.meeting), cell, filled.form.code), data)


def _cell_of(desk: Desk, filled: _Filled) -> str:
    return cell_name(desk.store, filled.meeting.text("cell_id"))


def _period(meeting: Facts) -> str:
    """As 2026-10; a period that is no month gives that of the meeting's day."""
    period = meeting.text("period")
    return period if len(period) == 7 else meeting_day(meeting).isoformat()[:7]


def _note(desk: Desk, what: str, filled: _Filled) -> None:
    note_access(desk.store, what, filled.kind, filled.id, user=desk.user, note=filled.note)


def _month_in_words(period: str) -> str:
    try:
        return show_month(period)
    except ValueError:
        raise Refusal(f"“{period}” không phải là một tháng. Ghi như 2026-10.", "period") from None


def _finalised(desk: Desk, period: str, cells: Sequence[str] | None) -> list[Facts]:
    """The month's finalised meetings, ordered by the cell's name, then by day."""
    found = [
        meeting
        for meeting in select(desk.store, "meeting", "period = ?", (period,))
        if meeting.moment("finalised_at") and (cells is None or meeting.text("cell_id") in cells)
    ]
    return sorted(found, key=lambda each: _place_in_pack(desk, each))


def _place_in_pack(desk: Desk, meeting: Facts) -> tuple[str, str, str]:
    name = cell_name(desk.store, meeting.text("cell_id"))
    return fold(name), meeting.text("cell_id"), meeting_day(meeting).isoformat()
