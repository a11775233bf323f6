"""What a change of one organisation means for those that stand under it, and what of its own past forbids it; the changes are in structure.py."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.periods import Change, put_pieces
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import first_meeting
from chibo_desktop.lists.tree import Organisations


def hand_over(
    writer: GuardedWriter,
    known: Organisations,
    old: str,
    new: str,
    *,
    on: date,
    basis: str,
    staying: Collection[str] = (),
) -> None:
    """What stands under `old` on that day or comes under it later stands under `new`, but those `staying`."""
    change = Change(None, new, basis)
    for one in _below_from(known, old, on):
        if one != new and one not in staying:
            days = list(_under(known, one, old, on))
            put_pieces(writer, known, one, change, first=days[0][0], last=days[-1][1])


def _below_from(known: Organisations, body: str, on: date) -> list[str]:
    """Those that stand directly under a body on a day, or come under it later."""
    return [one for one in known.ids if any(_under(known, one, body, on))]


def _under(known: Organisations, one: str, body: str, on: date) -> Iterator[tuple[date, date]]:
    for spell in known.times(one):
        first = max(spell.from_on, on)
        if first <= spell.until_on and known.above(one, first)[:1] == (known.same(body),):
            yield first, spell.until_on


def refuse_with_below(known: Organisations, organisation_id: str, on: date) -> None:
    if below := _below_from(known, organisation_id, on):
        raise Refusal(
            f"Còn {len(below)} tổ chức trực thuộc {known.name(organisation_id, on)} từ ngày {show_day(on)}. "
            "Chuyển nơi trực thuộc của các tổ chức ấy trước, hoặc ghi Sáp nhập để chuyển tất cả một lần.",
            "on",
        )


def refuse_not_standing(known: Organisations, successors: Sequence[str], on: date) -> None:
    for one in successors:
        if not known.stood(one, on, on):
            raise Refusal(
                f"{known.name(one, on)} không hoạt động vào ngày {show_day(on)}. Chọn tổ chức khác hoặc ngày khác.",
                "successor_id",
            )


def refuse_held(desk: Desk, known: Organisations, organisation_id: str, on: date) -> None:
    """Of one nobody placed yet: whoever met before that day stood before it."""
    one = known.same(organisation_id)
    if known.written(one):
        return
    cells = {one, *known.at(on - timedelta(days=1)).cells(one)}
    held = first_meeting(desk.store, cells)
    if held is not None and held < on:
        raise Refusal(
            f"{known.name(one, on)} đã có buổi sinh hoạt ngày {show_day(held)} nên không "
            f"phải mới hoạt động từ ngày {show_day(on)}. Nếu nhận nơi khác về, hãy ghi Sáp nhập; nếu trước đó ở "
            "dưới nơi khác, hãy ghi nơi trực thuộc của thời ấy trước.",
            "on",
        )
