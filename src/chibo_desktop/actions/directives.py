"""Directives entered in the register, the targets they set, and a cell's own regulation of a term."""

from __future__ import annotations

from chibo_desktop.actions.derived import put_once
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.rows import children
from chibo_desktop.store import Changes


def register_directive(
    desk: Desk, /, *, sort: str, summary: str, shared: bool = False, **fields: object
) -> tuple[Changes, str]:
    """Enters a directive in this organisation's register; gives its id.

    `shared`: it stands in the book that everybody below reads, and may set targets; where it stands cannot be
    changed afterwards. A cell has nobody below and shares nothing.
    """
    if not clean_line(summary):
        raise Refusal("Chưa có trích yếu. Gõ văn bản nói về việc gì.", "summary")
    if shared and desk.kind == "cell":
        raise Refusal("Chi bộ không có cấp dưới để phổ biến. Hãy ghi vào sổ của chi bộ.", "shared")
    with desk.writing(f"all:{desk.organisation_id}" if shared else None) as writer:
        directive_id = writer.new_id()
        writer.put(
            "directive", directive_id, body_id=desk.organisation_id, sort=sort, summary=summary, **fields
        )
    return writer.changes, directive_id


def change_directive(desk: Desk, /, directive_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "directive", directive_id, **fields)


def put_away_directive(desk: Desk, directive_id: str) -> Changes:
    """Takes a directive off the register, with the targets it sets."""
    directive = need_part(desk, "directive", directive_id)
    with desk.writing(directive.book) as writer:
        for target in children(desk.store, "target", "directive_id", directive_id):
            writer.put("target", target.id, put_away=True)
        writer.put("directive", directive_id, put_away=True)
    return writer.changes


def set_target(
    desk: Desk, /, directive_id: str, *, indicator: str, percent: int, **fields: object
) -> tuple[Changes, str]:
    """Sets what share an indicator has to reach, for everybody below or one kind of area; gives its id."""
    directive = need_part(desk, "directive", directive_id)
    with desk.writing(directive.book) as writer:
        target_id = writer.new_id()
        writer.put(
            "target", target_id, directive_id=directive_id, indicator=indicator, percent=percent, **fields
        )
    return writer.changes, target_id


def change_target(desk: Desk, /, target_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "target", target_id, **fields)


def put_away_target(desk: Desk, target_id: str) -> Changes:
    """The directive sets this target no more; the guidance's own applies again."""
    return change_part(desk, "target", target_id, put_away=True)


def add_review(
    desk: Desk, /, directive_id: str, *, year: int, sort: str = "interim", **fields: object
) -> tuple[Changes, str]:
    """Writes down that this organisation reviewed the carrying out of a directive for a year, or at its end; gives its id."""
    need_part(desk, "directive", directive_id)
    with desk.writing() as writer:
        review_id = put_once(
            writer,
            "directive_review",
            (directive_id, str(year), sort),
            directive_id=directive_id,
            sort=sort,
            year=year,
            **fields,
        )
    return writer.changes, review_id


def change_review(desk: Desk, /, review_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "directive_review", review_id, **fields)


def put_away_review(desk: Desk, review_id: str) -> Changes:
    """It was not reviewed after all."""
    return change_part(desk, "directive_review", review_id, put_away=True)
