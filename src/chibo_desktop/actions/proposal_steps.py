"""What a body does with a proposal on its way: receives it, says whose it is, hands it up, gives it to an agency, urges, joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.proposal_steps import StepRow
from chibo_desktop.lists.proposals import ProposalRow, find_proposal, has_handed_up
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.store import Changes
from chibo_desktop.store.certificates import path_up

Step = tuple[str, Mapping[str, object]]
"""The sort of a step and its other fields."""
TOLD = ("received", "classified", "handed_up", "assigned", "interim", "joined", "parted")
"""What the cell is told of: it stands a second time in the book addressed to it."""
WITH_NOTE = ("interim",)
"""Of these the cell is told the note too: it is written for the cell. Any other stays with the bodies."""


def receive_proposal(
    desk: Desk,
    proposal_id: str,
    received_on: date | None = None,
    *,
    paper_number: str = "",
    paper_on: date | None = None,
    note: str = "",
) -> Changes:
    """Notes on which day a proposal came to this body, by the stamp on its paper; its deadline counts from there.

    None is today. `paper_number` and `paper_on` are those of the paper it came with.
    """
    row, day = _open(desk, proposal_id), received_on or desk.today
    fields = _filled(paper_number=paper_number, paper_on=paper_on, note=note)
    return put_step(desk, row.facts, "received", taken_on=day, received_on=day, **fields)


def classify_proposal(
    desk: Desk,
    proposal_id: str,
    competence: str,
    *,
    field: str = "",
    note: str = "",
    taken_on: date | None = None,
) -> Changes:
    """Says whose matter a proposal is: a cell on its own proposal, a body above by a step. Refusal once it is answered.

    `taken_on` is when it was said, today unless given; not before it was last classified or handed up. The level it has
    already with another day corrects the day of this body's own classification. Refusal where nothing else is said.
    """
    row = _open(desk, proposal_id)
    if row.cell_id == desk.organisation_id:
        return change_part(desk, "proposal", proposal_id, competence=competence)
    said = next((step for step in reversed(row.live_steps) if step.sort == "classified"), None)
    if said is not None and row.competence == competence and not (note or field not in ("", row.field)):
        return _correct_day(desk, said, taken_on)
    fields = _filled(field=field, note=note, taken_on=taken_on)
    return put_step(desk, row.facts, "classified", competence=competence, **fields)


def _correct_day(desk: Desk, newest: StepRow, taken_on: date | None) -> Changes:
    """The day of the newest classification written anew, here and where the cell is told of it."""
    if newest.body_id != desk.organisation_id or taken_on in (None, newest.taken_on):
        since = f" từ ngày {show_day(newest.taken_on)}" if newest.taken_on else ""
        raise Refusal(
            f"Kiến nghị đã phân loại như vậy{since}. Chọn cấp khác, hoặc gõ ngày khác.", "competence"
        )
    told = children(desk.store, "proposal_step", "twin_id", newest.id)
    with desk.writing(newest.facts.book) as writer:
        for step in (newest.facts, *told):
            writer.put("proposal_step", step.id, taken_on=taken_on)
    return writer.changes


def hand_up_proposal(
    desk: Desk,
    proposal_id: str,
    *,
    paper_number: str = "",
    paper_on: date | None = None,
    taken_on: date | None = None,
    note: str = "",
) -> Changes:
    """Hands a proposal to the body directly above, which has to settle it or to hand it on.

    What was this body's own matter becomes the next level's. Refusal where it was handed up already and nobody gave it
    back, and for a `taken_on` before it was last classified or handed up: the day of the paper is `paper_on`.
    """
    row = _open(desk, proposal_id)
    own = desk.organisation_id
    if has_handed_up(row, own, desk.kind):
        raise Refusal("Kiến nghị này đã chuyển lên cấp trên. Cần nhắc, hãy dùng Đôn đốc.")
    mine = LEVELS.index(desk.kind)
    beyond = row.competence in LEVELS and LEVELS.index(row.competence) > mine
    level = row.competence if beyond else LEVELS[mine + 1]
    above = path_up(desk.store, own)[1:2]
    fields = _filled(paper_number=paper_number, paper_on=paper_on, taken_on=taken_on, note=note)
    fields |= {"to_id": above[0]} if above else {}
    steps: list[Step] = [("handed_up", {"competence": level, **fields})]
    if level != row.competence:
        steps.insert(0, ("classified", {"competence": level, **_filled(taken_on=taken_on)}))
    return put_steps(desk, row.facts, steps)


def assign_agency(
    desk: Desk,
    proposal_id: str,
    *,
    agency: str,
    due_on: date | None = None,
    paper_number: str = "",
    paper_on: date | None = None,
    taken_on: date | None = None,
    note: str = "",
) -> Changes:
    """Gives a proposal to an agency to look into; the body still answers itself. Refusal without its name."""
    row = _open(desk, proposal_id)
    if not agency.strip():
        raise Refusal("Ghi tên cơ quan được giao giải quyết.", "agency")
    paper = _filled(paper_number=paper_number, paper_on=paper_on)
    fields = _filled(due_on=due_on, taken_on=taken_on, note=note)
    return put_step(desk, row.facts, "assigned", agency=agency, **paper, **fields)


def note_interim(
    desk: Desk,
    proposal_id: str,
    note: str,
    *,
    paper_number: str = "",
    paper_on: date | None = None,
    due_on: date | None = None,
    taken_on: date | None = None,
) -> Changes:
    """Lets the cell know that more time is needed and why (Quy định 294, point 2.3). Refusal without the reason."""
    row = _open(desk, proposal_id)
    if not note.strip():
        raise Refusal("Ghi lý do chưa trả lời được, để chi bộ biết.", "note")
    fields = _filled(paper_number=paper_number, paper_on=paper_on, due_on=due_on, taken_on=taken_on)
    return put_step(desk, row.facts, "interim", note=note, **fields)


def urge(
    desk: Desk,
    proposal_id: str,
    *,
    agency: str = "",
    note: str = "",
    paper_number: str = "",
    paper_on: date | None = None,
    taken_on: date | None = None,
) -> Changes:
    """Notes that whoever has to settle it was reminded; the cell is not told."""
    row = _open(desk, proposal_id)
    paper = _filled(paper_number=paper_number, paper_on=paper_on)
    return put_step(desk, row.facts, "urged", **paper, **_filled(agency=agency, note=note, taken_on=taken_on))


def join_proposals(
    desk: Desk, proposal_id: str, into_id: str, *, note: str = "", taken_on: date | None = None
) -> Changes:
    """Says that a proposal raises the same matter as another: one answer settles both, the lượt stay two.

    Refusal for one that was answered already, or taken back: its answer would never come to this one's cell.
    """
    row, into = _open(desk, proposal_id), find_proposal(desk.store, into_id)
    if into is None or into_id == proposal_id or into.facts.is_put_away:
        raise Refusal("Chọn kiến nghị cùng việc ấy trong danh sách.", "joined_id")
    if into.is_answered:
        raise Refusal(
            "Kiến nghị ấy đã trả lời rồi. Hãy trả lời luôn kiến nghị này, không nhập nữa.", "joined_id"
        )
    return put_step(desk, row.facts, "joined", joined_id=into_id, **_filled(note=note, taken_on=taken_on))


def part_proposal(desk: Desk, proposal_id: str, *, note: str = "", taken_on: date | None = None) -> Changes:
    """Says that a proposal joined to another is a matter of its own after all: it waits for its own answer again."""
    row = _open(desk, proposal_id)
    if not row.is_joined:
        raise Refusal("Kiến nghị này không nhập vào kiến nghị nào nên không có gì để tách.")
    return put_step(desk, row.facts, "parted", **_filled(note=note, taken_on=taken_on))


def _filled(**given: object) -> dict[str, object]:
    """What is not empty."""
    return {name: value for name, value in given.items() if value}


def _open(desk: Desk, proposal_id: str) -> ProposalRow:
    row = find_proposal(desk.store, proposal_id)
    if row is None:
        raise Refusal(f"Không có kiến nghị mang mã “{proposal_id}”. Hãy chọn lại trên trang.", "id")
    if row.is_answered:
        raise Refusal("Kiến nghị này đã trả lời. Chi bộ còn vướng thì chi bộ mở lại.")
    return row


def put_step(desk: Desk, proposal: Facts, sort: str, /, **fields: object) -> Changes:
    """One step, as `put_steps` writes it."""
    return put_steps(desk, proposal, [(sort, fields)])


def put_steps(desk: Desk, proposal: Facts, steps: Sequence[Step]) -> Changes:
    """Writes steps of this desk's body, each today unless `taken_on` says otherwise: in its own book, and what the cell
    is told of (`TOLD`) in the book addressed to the cell, naming the first: without the notes that are not for the cell,
    and never which proposal of another cell it was joined to. One entry a book.
    """
    same = {"proposal_id": proposal.id, "body_id": desk.organisation_id}
    told: list[dict[str, object]] = []
    home = home_of_cell(desk.store, proposal.text("cell_id"))
    with desk.store.transaction():
        with desk.writing() as writer:
            for sort, fields in steps:
                step_id, values = writer.new_id(), {**same, "sort": sort, "taken_on": desk.today, **fields}
                writer.put("proposal_step", step_id, **values)
                told += [{**_told(desk, home, sort, values), "twin_id": step_id}] if sort in TOLD else []
        if not told:
            return writer.changes
        with desk.writing(f"down:{home}") as down:
            for values in told:
                down.put("proposal_step", down.new_id(), **values)
    return Changes.of_one_action(writer.changes, down.changes)


def _told(desk: Desk, home: str, sort: str, values: Mapping[str, object]) -> dict[str, object]:
    """What of a step the cell `home` is told."""
    into = find(desk.store, "proposal", str(values.get("joined_id", "")))
    is_own = into is not None and home_of_cell(desk.store, into.text("cell_id")) == home
    kept_back = {*(() if sort in WITH_NOTE else ("note",)), *(() if is_own else ("joined_id",))}
    return {name: value for name, value in values.items() if name not in kept_back}
