"""Scenes of the gallery: every widget of the kit at least once, with invented people and places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.glyphs import TONES, WORDS
from chibo_desktop.ui.widgets.board import Board, BoardCell, BoardRow
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chart import Chart, ChartPoint
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.choice_boxes import Choice, ChoiceBoxes
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person
from chibo_desktop.ui.widgets.page_list import PageItem, PageList
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.popover import Popover
from chibo_desktop.ui.widgets.progress import Progress
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip, StripPoint
from chibo_desktop.ui.widgets.title_row import TitleRow
from ui.scene_parts import column, row
from ui.scenes_meeting import roll_call, vote


def shapes() -> QWidget:
    grid_of = QWidget()
    grid = QGridLayout(grid_of)
    for place, kind in enumerate(TONES):
        grid.addWidget(Pill(kind, f"{kind}: {WORDS[kind]}"), place // 4, place % 4)
        quiet = Pill(kind, WORDS[kind], tinted=False)
        grid.addWidget(quiet, 4 + place // 4, place % 4)
    for place, name in enumerate(icons.PATHS):
        button = Button(name, "quiet", icon=name)
        grid.addWidget(button, 9 + place // 6, place % 6)
    return grid_of


def buttons() -> QWidget:
    title = TitleRow("Hôm nay", "Thứ Ba, ngày 03 tháng 11 năm 2026", back=True)
    title.set_primary("Phát tài liệu kỳ tháng 11", "papers")
    title.add(Button("Chọn từng dòng"))
    off = Button("Chưa dùng được")
    off.setEnabled(False)
    picks = ChoiceBoxes(
        [
            Choice("cell", "Chi bộ bản", "bí thư, chi ủy"),
            Choice("commune", "Đảng ủy xã", "theo dõi nhiều chi bộ"),
            Choice("above", "Cấp tỉnh", "theo dõi nhiều xã"),
        ],
        "cell",
    )
    plain = ChoiceBoxes(
        [Choice("a", "Gói do xã gửi"), Choice("b", "Tệp Excel"), Choice("c", "Nhập tay")], "a"
    )
    chips = Chips(
        [
            Chip("all", "Tất cả", 288),
            Chip("received", "Xã đã nhận", 240, "tick"),
            Chip("half", "Nhận chưa đủ", 7, "half"),
            Chip("below", "Dự dưới 90 %", 10, "warning"),
            Chip("none", "Chưa sinh hoạt", 5, "diamond"),
            Chip("missed", "Bỏ kỳ", 2, "absent"),
        ]
    )
    segments = Segments([("secret", "Phiếu kín"), ("card", "Thẻ đảng viên")], "secret", "Cách biểu quyết")
    line = row(
        Button("Giữ bản này"),
        Button("Xem thử với dữ liệu mẫu", icon="eye"),
        Button("xem lại điểm danh", "link"),
        Button("In thử", "quiet", icon="print", key="F9"),
        off,
        segments,
    )
    work = Progress()
    work.start("In biên bản 30 chi bộ", 30)
    work.advance(12)
    return column(title, line, picks, plain, chips, work, gap=16)


def fields() -> QWidget:
    name = LineField("Tên chi bộ", "Chi bộ bản Suối Lanh")
    secret = LineField("Mật khẩu", "suoilanh26", secret=True, note="Quên thì Đảng ủy xã mở lại được")
    yes, no, other = (
        NumberField("Tán thành", 14),
        NumberField("Không tán thành", 3),
        NumberField("Ý kiến khác", 0),
    )
    no.show_error(
        "14 + 3 là 17 phiếu, nhưng chỉ 16 đảng viên chính thức có mặt.",
        'Ô “Không tán thành” nhiều nhất là 2. Sửa số phiếu, hoặc <a href="attendance">xem lại điểm danh</a>.',
    )
    day = DayField("Ngày sinh hoạt", date(2026, 11, 5))
    wrong = DayField("Ngày quyết định")
    wrong.show_error("Tháng 2 năm 2026 không có ngày 31.")
    prose = ProseField(
        "Nội dung", "Sửa đường nước bản, 420 m, mỗi hộ một công.", "Viết như nói, chương trình đặt vào câu."
    )
    people = [Person("1", "Vàng A Chứ"), Person("2", "Giàng Thị Dua", "Phó Bí thư")]
    picker = NamePicker("Ai phát biểu", people)
    kind = ChoiceField("Loại kỳ", [("regular", "Thường kỳ"), ("thematic", "Chuyên đề")], "regular")
    agreed = CheckBox("Đã đăng Sổ tay trước 01 ngày")
    agreed.setChecked(True)
    later = CheckBox("Đã đăng trong 02 ngày")
    said = Message()
    said.say("warning", "Đồng hồ máy chậm hơn lần ghi cuối. Xem lại ngày giờ của máy.")
    top = row(name, secret)
    return column(
        top, row(yes, other, day, kind), no, row(wrong, picker), prose, row(agreed, later), said, gap=16
    )


def today() -> QWidget:
    pages = PageList(
        (
            PageItem("today", "Hôm nay", "today"),
            PageItem("meetings", "Sinh hoạt", "meetings"),
            PageItem("tasks", "Nhiệm vụ", "tasks", 3),
            PageItem("growth", "Phát triển đảng", "growth"),
        ),
        "today",
    )
    left = column(_clock(), _tasks(), gap=16)
    right = column(_share(), EmptyState("Chưa có kiến nghị nào được trả lời.", "Ghi kiến nghị"), gap=16)
    pages.setFixedWidth(look.px(192))
    return column(row(pages, left, right), _journey(), gap=8)


def _clock() -> Card:
    clock = Card("Kỳ sinh hoạt tháng 11", "Nhà văn hóa bản Suối Lanh")
    clock.add(
        Figure(
            "26\u00a0giờ",
            "nữa là hết hạn phát tài liệu cho đảng viên (trước giờ sinh hoạt ít nhất 1 ngày)",
            "warn",
        )
    )
    clock.add(
        Strip(
            (
                StripPoint("Bây giờ", "17:14 thứ Ba 03/11", "now", "solid", "warn", strong=True),
                StripPoint("Hết hạn phát tài liệu", "19:30 thứ Tư 04/11", "diamond", "quiet", strong=True),
                StripPoint("Sinh hoạt", "19:30 thứ Năm 05/11", "todo", strong=True),
            )
        )
    )
    clock.add(
        row(
            Pill("done", "Giấy mời đã in 02/11", tinted=False),
            Pill("done", "Dự thảo nghị quyết 01/11", tinted=False),
            Pill("warning", "Tài liệu: còn 2 trên 3", tinted=False, strong=True),
        )
    )
    return clock


def _tasks() -> Card:
    tasks = Card("Nhiệm vụ đến hạn", "3 trên 7 việc đang làm", opens=True)
    tasks.add(
        RowList(
            (
                Row(
                    "1",
                    "Rà soát 6 hộ cận nghèo, lập danh sách",
                    "Lù Thị Lả · hạn 31/10",
                    "absent",
                    "Quá hạn 3 ngày",
                ),
                Row(
                    "2", "Sửa đường nước bản, 420 m", "Giàng A Vừ, Sùng A Nhà phối hợp", "late", "Còn 1 ngày"
                ),
                Row(
                    "3",
                    "Giúp đỡ quần chúng Mùa A Sấu học lớp nhận thức",
                    "Giàng Thị Dua",
                    "late",
                    "Còn 2 ngày",
                ),
            )
        )
    )
    return tasks


def _share() -> Card:
    share = Card("Tỷ lệ dự sinh hoạt", "12 tháng, 10 đạt")
    values = (95.0, 91, 95.1, 85.7, 91, 95.1, 91, 90.5, 85.0, 95, 90.2, 95.0)
    share.add(
        Chart(
            [
                ChartPoint(f"T{(place + 10) % 12 + 1}", value, f"{value:.1f}".replace(".", ","))
                for place, value in enumerate(values)
            ],
            target=90,
            target_words="90\u00a0%",
            last_words="95,0\u00a0%",
        )
    )
    return share


def _journey() -> Card:
    journey = Card()
    journey.add(
        Strip(
            (
                StripPoint("Đã chốt", "05/10"),
                StripPoint("Đã in", "05/10"),
                StripPoint("Đã rời bản", "06/10, USB"),
                StripPoint("Xã đã nhận", "07/10"),
                StripPoint("Cấp trên", "chưa có tin", "missing"),
            )
        )
    )
    return journey


def board() -> QWidget:
    names = ("Bản Suối Lanh", "Bản Huổi Săn", "Bản Pá Lằn", "Bản Nậm Sủ", "Bản Sín Lòm", "Bản Tà Xuân")
    odd = {(1, 3): "warning", (2, 9): "half", (3, 10): "half", (4, 6): "absent", (2, 10): "diamond"}
    rows = []
    for place, name in enumerate(names):
        cells = tuple(
            BoardCell(
                odd.get((place, month), "dot" if month == 11 else "tick"),  # type: ignore[arg-type]
                "xã đã nhận",
            )
            for month in range(12)
        )
        rows.append(BoardRow(f"c{place}", name, cells))
    made = Board([str(month) for month in range(1, 13)], now="11")
    made.set_rows(rows)
    made.set_current("c3", "3")
    card = Card()
    card.add(made)
    page = column(card)
    told = Popover(page, "Bản Nậm Sủ, kỳ tháng 3")
    told.add(Pill("half", "Đã sinh hoạt 05/3, xã nhận chưa đủ", tinted=False, strong=True))
    points = (
        StripPoint("Đã chốt", "06/3"),
        StripPoint("Rời bản", "10/3"),
        StripPoint("Xã nhận", "còn thiếu phần 3/5", "half", strong=True),
        StripPoint("Tỉnh nhận", "chưa", "missing"),
    )
    told.add(Strip(points))
    told.add(row(Button("Mở biên bản"), Button("Nhắc chi bộ")))
    QTimer.singleShot(0, told, lambda: told.point_at(made, made.cell_rect()))
    return page


SCENES: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "shapes": (shapes, 1100, 720),
    "buttons": (buttons, 1120, 470),
    "fields": (fields, 900, 640),
    "roll_call": (roll_call, 1366, 676),
    "today": (today, 1366, 780),
    "vote": (vote, 1120, 720),
    "board": (board, 860, 380),
}
