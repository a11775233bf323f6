"""Proposals shaped like those of article L: 317 lượt over 11 rounds, 282 above and 35 at the grassroots; invented matters."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.typing_for import add_cell

MATTERS = (
    "Sửa đoạn đường vào bản sau mưa lũ",
    "Khơi cống thoát nước trước nhà văn hóa bản",
    "Đền bù đất làm kênh mương",
    "Mở lớp bồi dưỡng nhận thức về Đảng tại cụm xã",
    "Cấp tài liệu sinh hoạt chi bộ đúng kỳ",
    "Cấp loa cho nhà văn hóa bản",
    "Bố trí khu tái định cư xa bãi rác",
)
PLACES = ("bản Suối Lanh", "bản Nà Hừ", "bản Pa Thơm", "bản Huổi Chát")
LEVELS = ("commune", "upper", "upper", "centre")
LUOT, ABOVE, ROUNDS = 317, 282, 11


def make_rounds(commune: Desk, last: date) -> None:
    """The proposals of four cells a commune types for, a round every six weeks, the newest on `last`; every ninth repeats."""
    cells = [add_cell(commune, name=f"Chi bộ {place}")[1] for place in PLACES]
    with commune.writing(commune.organisation_id) as writer:
        rounds = [writer.new_id() for _ in range(ROUNDS)]
        for place, each in enumerate(rounds):
            day = last - timedelta(days=42 * (ROUNDS - 1 - place))
            days = {"from_on": day, "until_on": day + timedelta(days=6)}
            writer.put("round", each, body_id=commune.organisation_id, number=place + 1, **days)
    ids: dict[int, str] = {}
    for which, cell in enumerate(cells):
        with commune.for_organisation(cell).writing(cell) as writer:
            for number in range(which, LUOT, len(cells)):
                ids[number] = writer.new_id()
                writer.put("proposal", ids[number], **_said(number, cell, rounds, last, ids))


def _said(number: int, cell: str, rounds: list[str], last: date, ids: dict[int, str]) -> dict[str, object]:
    place = number * ROUNDS // LUOT
    above = number * ABOVE // LUOT != (number + 1) * ABOVE // LUOT
    again = number - len(PLACES) * len(MATTERS)
    repeats = {"repeats_id": ids[again]} if number % 9 == 0 and again in ids else {}
    return {
        "cell_id": cell,
        "content": f"{MATTERS[number % len(MATTERS)]}, nhóm hộ số {number % 40 + 1}",
        "source": ("cell", "member", "people")[number % 3],
        "raised_on": last - timedelta(days=42 * (ROUNDS - 1 - place)),
        "round_id": rounds[place],
        "competence": LEVELS[number % len(LEVELS)] if above else "cell",
        "party_matter": "party" if number % 7 in (3, 4) else "civic",
        "number": number // len(PLACES) + 1,
        **repeats,
    }
