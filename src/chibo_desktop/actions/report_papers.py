"""Papers made from a list: filled, saved, noted; papers of one record are in papers.py, what stands on them in papers/."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.paper_sources import tone_of
from chibo_desktop.base.dates import month_of
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.lists.rows import find
from chibo_desktop.store.access import note_access

if TYPE_CHECKING:
    from chibo_desktop.papers.blocks import Block
    from chibo_desktop.papers.scope import Scope

PDF, WORD = "pdf", "docx"


@dataclass(frozen=True)
class ReportPaper:
    """A filled report: its title, the name its file gets without an ending, whose it is, its version and its blocks.

    `landscape`: the sheet is laid across.
    """

    title: str
    name: str
    author: str
    note: str
    blocks: list[Block]
    landscape: bool = False


def report_scope(
    desk: Desk,
    first: date,
    last: date,
    *,
    organisation_id: str = "",
    record_id: str = "",
    level: str = "",
    reason: str = "",
) -> Scope:
    """The scope of a report of this desk's own body, or of another organisation; dated today."""
    from chibo_desktop.papers.scope import Scope

    whose = organisation_id or desk.organisation_id
    return Scope(whose, first, last, desk.today, record_id, level, reason)


def fill_report(desk: Desk, code: str, scope: Scope) -> ReportPaper:
    """The report as blocks, on the form in force on the day it is issued; nothing is logged. Refusal for an unknown form."""
    from chibo_desktop.papers.catalogue import form_in_force
    from chibo_desktop.papers.pack import file_name
    from chibo_desktop.papers.render import in_tone, render
    from chibo_desktop.papers.sources import list_values

    form = form_in_force(code, scope.issued_on)
    own = find(desk.store, "organisation", desk.organisation_id)
    tone = tone_of(own)
    values = list_values(desk.store, form.values, scope)
    usual = [in_tone(each, tone) for each in form.recipients]
    values["issuer"] = {**values["issuer"], "recipients": values["issuer"]["recipients"] or usual}
    name = cell_name(desk.store, scope.organisation_id)
    stem = file_name(month_of(scope.last), name, code, PDF).removesuffix(f".{PDF}")
    blocks = render(form, values, tone_style=tone)
    return ReportPaper(form.title, stem, name, f"{form.code} {form.version}", blocks, form.landscape)


def save_report(desk: Desk, code: str, scope: Scope, place: Path) -> Path:
    """Writes the report into a folder under its own name, or as the file `place` when that ends in .pdf or .docx.

    Logged as saved, with a `reason` also that masked facts went along; gives the file. Trouble when it is open elsewhere or the disk refuses.
    """
    paper = fill_report(desk, code, scope)
    ending = place.suffix.lower().removeprefix(".")
    target = place if ending in (PDF, WORD) else place / f"{paper.name}.{PDF}"
    write_whole(target, report_bytes(paper, WORD if ending == WORD else PDF))
    whose, user = scope.organisation_id, desk.user
    with desk.store.transaction():
        if scope.reason:
            note_access(desk.store, "unmasked", "organisation", whose, user=user, note=scope.reason)
        note_access(desk.store, "saved", "organisation", whose, user=user, note=paper.note)
    return target


def report_bytes(paper: ReportPaper, ending: str = PDF) -> bytes:
    """The paper as a PDF or, with "docx", as a Word file; about 50 ms a page."""
    if ending == WORD:
        from chibo_desktop.papers.docx import write_docx

        return write_docx(paper.blocks, title=paper.title, landscape=paper.landscape)
    from chibo_desktop.papers.pdf import write_pdf
    from chibo_desktop.papers.setting import Layout

    layout = Layout(landscape=paper.landscape)
    return write_pdf(paper.blocks, title=paper.title, author=paper.author, layout=layout)
