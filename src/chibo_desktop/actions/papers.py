"""Papers as a person handles them: list, preview, make, save, pack a month; what stands on them is papers' work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.offered_papers import offered_papers
from chibo_desktop.actions.paper_forms import (
    ADDENDUM,
    BLANK_ROLL,
    COUNT,
    EXCERPT,
    INVITATION,
    MINUTES,
    PRINT_ORDER,
    PROGRAMME,
    RESOLUTION,
    ROLL,
)
from chibo_desktop.actions.paper_sources import Filled, fill, presumed_rules, tone_of
from chibo_desktop.base.clock import SystemClock
from chibo_desktop.base.dates import show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import write_whole
from chibo_desktop.base.text import fold
from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, children, find, select
from chibo_desktop.store.access import note_access
from chibo_desktop.store.draft_view import drafts_shown

if TYPE_CHECKING:
    from chibo_desktop.papers.blocks import Block
    from chibo_desktop.papers.catalogue import Form
    from chibo_desktop.papers.pdf import Piece

__all__ = [
    "ADDENDUM",
    "BLANK_ROLL",
    "COUNT",
    "EXCERPT",
    "INVITATION",
    "MINUTES",
    "PDF",
    "PRINT_ORDER",
    "PROGRAMME",
    "RESOLUTION",
    "ROLL",
    "WORD",
    "Listed",
    "Paper",
    "Preview",
    "invitations_of",
    "list_papers",
    "make_paper",
    "make_set",
    "minutes_of",
    "note_printed",
    "pack_month",
    "presumed_rules",
    "preview_blocks",
    "preview_paper",
    "records_of",
    "recovery_sheet",
    "save_pack",
    "save_paper",
]

RECOVERY = "phieu-khoi-phuc"
PDF, WORD = "pdf", "docx"
"""What a paper's file can be, by the end of its name."""


@dataclass(frozen=True)
class Listed:
    """One form of the catalogue; `of` is the kind of record it is printed from, `valid` whether it is in force today."""

    code: str
    title: str
    of: str
    valid: bool
    form: Form


@dataclass(frozen=True)
class Paper:
    """A finished PDF, its title, and the name its file gets."""

    title: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Preview:
    """A paper as it would be printed now, with its blocks and where on which page each of them stands."""

    title: str
    blocks: Sequence[Block]
    data: bytes
    pieces: Sequence[Piece]


def list_papers(desk: Desk | None = None) -> list[Listed]:
    """The papers that can be made, in print order: those of a record first, then those that are of none.

    Without a desk the machine's clock says which version is in force.
    """
    from chibo_desktop.papers.catalogue import list_forms

    today = desk.today if desk else SystemClock().now().date()
    found = [
        Listed(form.code, form.title, form.record, form.is_valid_on(today), form) for form in list_forms()
    ]
    order = {code: place for place, code in enumerate(PRINT_ORDER)}
    return sorted(found, key=lambda each: (order.get(each.code, len(order)), each.code, not each.valid))


def preview_blocks(desk: Desk, code: str, record_id: str) -> list[Block]:
    """The paper as blocks, to be read on the screen; nothing is logged. A draft has dotted blanks.

    Refusal for an unknown form or record. About 20 ms.
    """
    return fill(desk, code, record_id).blocks


def preview_paper(desk: Desk, code: str, record_id: str) -> Preview:
    """The very page that would be printed, with the words being typed in it; nothing is logged or written.

    Refusal for an unknown form or record, Trouble where the machine has no fit font. About 150 ms for four pages.
    """
    from chibo_desktop.papers.pdf import write_pdf

    with drafts_shown(desk.store):
        filled = fill(desk, code, record_id)
    pieces: list[Piece] = []
    data = write_pdf(filled.blocks, title=filled.title, author=filled.cell, on_piece=pieces.append)
    return Preview(filled.title, filled.blocks, data, pieces)


def make_paper(desk: Desk, code: str, record_id: str) -> Paper:
    """The paper as a PDF, logged as looked at; for what a meeting has only one of, the meeting's id will do.

    Refusal for an unknown form or record, Trouble where the machine has no fit font.
    """
    return make_set(desk, code, [record_id])


def make_set(desk: Desk, code: str, record_ids: Sequence[str]) -> Paper:
    """The papers of one form of several records in one PDF, each on pages of its own, logged as looked at."""
    from chibo_desktop.papers.pdf import Document, write_pdf

    filled = [fill(desk, code, record_id) for record_id in record_ids]
    first = filled[0]
    content = [Document(each.title, each.blocks) for each in filled] if filled[1:] else first.blocks
    data = write_pdf(content, title=first.title, author=first.cell, fronts=False)
    _note_all(desk, "looked", filled)
    return Paper(first.title, first.file_name(PDF), data)


def records_of(desk: Desk, code: str, record_id: str) -> list[str]:
    """What a paper asked for is printed from: a meeting's id gives every record of that paper it has.

    So a meeting's resolutions are the one that closes it and those on persons; any other id is that record alone.
    """
    if code == INVITATION:
        return invitations_of(desk, record_id)
    offered = offered_papers(desk.store, record_id)
    return [each.record_id for each in offered if each.code == code] or [record_id]


def invitations_of(desk: Desk, meeting_id: str) -> list[str]:
    """Whose invitations a meeting needs: its own id for the members, then that of every guest written down."""
    return [meeting_id, *(guest.id for guest in children(desk.store, "guest", "meeting_id", meeting_id))]


def save_paper(desk: Desk, code: str, record_id: str, place: Path, *, ending: str = PDF) -> Path:
    """Writes the paper into a folder the person chose, under its own name, or as the file `place` when that ends
    in .pdf or .docx; `ending` is what to write into a folder.

    Logged as saved; gives the file. An earlier file of that name is replaced. Trouble when it is open elsewhere or
    the disk refuses.
    """
    filled = fill(desk, code, record_id)
    named = place.suffix.lower().removeprefix(".")
    if named in (PDF, WORD):
        target, ending = place, named
    else:
        target = place / filled.file_name(ending)
    write_whole(target, _as_word(filled) if ending == WORD else _as_pdf(filled))
    _note_all(desk, "saved", [filled])
    return target


def note_printed(desk: Desk, code: str, record_id: str) -> None:
    """Logs that the paper went to a printer: from then on the meeting stays finalised."""
    _note_all(desk, "printed", [fill(desk, code, record_id)])


def pack_month(
    desk: Desk,
    period: str,
    cells: Sequence[str] | None = None,
    on_paper: Callable[[int, int], None] | None = None,
) -> bytes:
    """Every finalised minutes, addendum and resolution of a month ("2026-10") this desk holds as one PDF, cell by cell.

    `cells` None is all of them. `on_paper(which, of)` is called as each paper is set; what it raises stops the
    work. Each paper is logged as looked at. Refusal when there is none; takes about 50 ms a paper.
    """
    filled = _fill_month(desk, period, cells)
    data = _pack(desk, period, filled, on_paper)
    _note_all(desk, "looked", filled)
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
    _note_all(desk, "saved", filled)


def _fill_month(desk: Desk, period: str, cells: Sequence[str] | None) -> list[Filled]:
    month = _month_in_words(period)
    filled = [
        fill(desk, code, record_id)
        for meeting in _finalised(desk, period, cells)
        for code, record_id in _papers_of(desk, meeting)
    ]
    if not filled:
        raise Refusal(f"Chưa có buổi sinh hoạt nào của {month} đã chốt ở máy này. Hãy chọn tháng khác.")
    return filled


def _pack(
    desk: Desk, period: str, filled: Sequence[Filled], on_paper: Callable[[int, int], None] | None
) -> bytes:
    from chibo_desktop.papers.pack import pack

    return pack(
        [(f"{each.cell}: {each.form.title}", each.blocks) for each in filled],
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
    blocks = render(form, values, tone_style=tone_of(cell))
    return write_pdf(blocks, title=form.title, author=name)


def minutes_of(desk: Desk, meeting: Facts) -> list[tuple[str, str]]:
    """The minutes of a finalised meeting with what belongs to them, in print order: form and record."""
    offered = offered_papers(desk.store, meeting.id)
    minutes = [(each.code, each.record_id) for each in offered if each.code in (MINUTES, COUNT)]
    addenda = [
        (ADDENDUM, each.id)
        for each in children(desk.store, "addendum", "meeting_id", meeting.id)
        if each.moment("finalised_at")
    ]
    return [*minutes, *addenda]


def _papers_of(desk: Desk, meeting: Facts) -> list[tuple[str, str]]:
    """What of a finalised meeting is put together at the end of a month, in print order: form and record."""
    offered = offered_papers(desk.store, meeting.id)
    decided = [(each.code, each.record_id) for each in offered if each.code == RESOLUTION]
    return [*minutes_of(desk, meeting), *decided]


def _as_pdf(filled: Filled) -> bytes:
    from chibo_desktop.papers.pdf import write_pdf

    return write_pdf(filled.blocks, title=filled.title, author=filled.cell)


def _as_word(filled: Filled) -> bytes:
    from chibo_desktop.papers.docx import write_docx

    return write_docx(filled.blocks, title=filled.title)


def _note_all(desk: Desk, what: str, filled: Sequence[Filled]) -> None:
    with desk.store.transaction():
        for each in filled:
            note_access(desk.store, what, each.subject.kind, each.subject.id, user=desk.user, note=each.note)


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
