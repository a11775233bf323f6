"""The score in the one-document form of a meeting: the frame, points of items as people write them, and reasons."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.document_reader import as_list, as_object
from chibo_desktop.actions.scoring import choose_frame, give_points, note_weaknesses
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.scoring import score_sheet
from chibo_desktop.rules.scoring import read_points, show_points

KEYS = ("frame", "weaknesses", "items")
ITEM_KEYS = ("item", "points", "reason")


def put_score(desk: Desk, meeting_id: str, given: dict[str, Any]) -> None:
    """Enters the part `score` of a document, after everything the proposals are made from.

    Items that are not named keep what the facts propose. Refusal names the item and what is wrong there.
    """
    _refuse_unknown(given, KEYS)
    meeting = find(desk.store, "meeting", meeting_id)
    usual = score_sheet(desk.store, meeting) if meeting else None
    choose_frame(desk, meeting_id, _words(given, "frame") or (usual.frame.key if usual else ""))
    if weaknesses := _words(given, "weaknesses"):
        note_weaknesses(desk, meeting_id, weaknesses)
    for place, each in enumerate(as_list(given.get("items"), "items")):
        _put_item(desk, meeting_id, as_object(each, f"items[{place}]"), f"items[{place}]")


def _put_item(desk: Desk, meeting_id: str, item: dict[str, Any], place: str) -> None:
    _refuse_unknown(item, ITEM_KEYS)
    code = _words(item, "item")
    meeting = find(desk.store, "meeting", meeting_id)
    sheet = score_sheet(desk.store, meeting) if meeting else None
    row = sheet.row(code) if sheet else None
    if sheet is None or row is None:
        raise Refusal(f"{place}: khung không có mục “{code}”. Ghi mã mục như trong phiếu.", "item")
    points = _points(item, sheet.frame.parts)
    if points is None:
        most = show_points(sheet.frame.parts, row.item.most)
        raise Refusal(f"{place}: điểm mục {code} phải là số từ 0 đến {most}.", "points")
    give_points(desk, meeting_id, code, points, _words(item, "reason") or None)


def _points(item: dict[str, Any], parts: int) -> int | None:
    """A whole number, or words such as "4,5"; a JSON fraction is no exact number and is refused."""
    given = item.get("points")
    if isinstance(given, bool) or not isinstance(given, int | str):
        return None
    return read_points(parts, str(given))


def _words(given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise Refusal(f"mục “{key}” phải là chữ.", key)
    return value or ""


def _refuse_unknown(given: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in given:
        if key not in known:
            raise Refusal(f"mục lạ “{key}”. Các mục có: {', '.join(known)}.", key)
