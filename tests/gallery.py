"""Renders every widget at 100 % and 150 % to PNG, for the eye: python tests/gallery.py OUTDIR [theme]."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import icons, look, vietnamese
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
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from chibo_desktop.ui.widgets.key_buttons import KeyButtons
from chibo_desktop.ui.widgets.lanes import LanePoint, Lanes
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person
from chibo_desktop.ui.widgets.page_list import PageItem, PageList
from chibo_desktop.ui.widgets.paper_view import Paper, PaperView
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.progress import Progress
from chibo_desktop.ui.widgets.roster import Roster, RosterRow
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip, StripPoint
from chibo_desktop.ui.widgets.thread import Step, Thread
from chibo_desktop.ui.widgets.title_row import TitleRow
from chibo_desktop.ui.widgets.vote_boxes import VoteBoxes
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

STEPS = (
    Step(1, "Chuẩn bị", "done"),
    Step(2, "Điểm danh", "now"),
    Step(3, "Tháng trước", "todo"),
    Step(4, "Nội dung", "todo"),
    Step(5, "Biểu quyết", "optional"),
    Step(6, "Nghị quyết, nhiệm vụ", "todo"),
    Step(7, "Kiến nghị", "optional"),
    Step(8, "Chấm điểm", "todo"),
    Step(9, "Đọc lại", "todo"),
    Step(10, "Chốt và in", "todo"),
    Step(11, "Gửi lên", "todo"),
)
MEMBERS = (
    RosterRow("m1", 1, "Vàng A Chứ", "", "present"),
    RosterRow("m2", 2, "Giàng Thị Dua", "Phó Bí thư", "present"),
    RosterRow("m3", 3, "Lò Văn Hặc", "", "excused", "Vắng có lý do: ốm"),
    RosterRow("m4", 4, "Pờ Go Hừ", "", "present"),
    RosterRow("m5", 5, "Quàng Văn Kiêm", "", "excused", "Vắng có lý do: con nằm viện"),
    RosterRow("m6", 6, "Lù Thị Lả", "Chi ủy viên", "present"),
    RosterRow("m7", 7, "Nguyễn Văn Lâm", "", "late", "Muộn 19:50"),
    RosterRow("m8", 8, "Lò Văn Pâng", "Bí thư", ""),
    RosterRow("m9", 9, "Sùng A Nhà", "", "absent"),
)
PAPERS = (
    Paper(
        "ĐẢNG BỘ XÃ MƯỜNG SÁY<br><b>CHI BỘ BẢN SUỐI LANH</b><br>*<br>Số 11-BB/CB",
        right="<b><u>ĐẢNG CỘNG SẢN VIỆT NAM</u></b><br><br><i>Mường Sáy, ngày 05 tháng 11 năm 2026</i>",
    ),
    Paper("BIÊN BẢN<br>sinh hoạt chi bộ thường kỳ tháng 11 năm 2026<br>-----", "title"),
    Paper(
        "Hôm nay, hồi 19 giờ 30 phút, ngày 05 tháng 11 năm 2026, tại Nhà văn hóa bản Suối Lanh, "
        "Chi bộ bản Suối Lanh tổ chức sinh hoạt thường kỳ tháng 11 năm 2026."
    ),
    Paper("I- THÀNH PHẦN", "heading"),
    Paper("1. Đảng viên", "heading"),
    Paper(
        "Tổng số đảng viên của chi bộ: 24 đồng chí; trong đó chính thức 22, dự bị 02. Miễn sinh hoạt 02 "
        "đồng chí; giới thiệu sinh hoạt tạm thời nơi khác 02 đồng chí."
    ),
    Paper("Số đảng viên phải dự: 20 đồng chí. Có mặt: 18 đồng chí; đạt tỷ lệ 90,0 %.", key="present"),
    Paper(
        "Vắng mặt có lý do: 02 đồng chí (Lò Văn Hặc, ốm; Quàng Văn Kiêm, con nằm viện). "
        "Vắng mặt không lý do: không.",
        key="excused",
    ),
    Paper("<b>2. Đại biểu cấp trên:</b> đồng chí Hà Thị Xuân, Ủy viên Ban Thường vụ Đảng ủy xã."),
    Paper("<b>3. Chủ trì:</b> đồng chí Lò Văn Pâng, Bí thư Chi bộ. <b>Thư ký:</b> đồng chí Giàng Thị Dua."),
    Paper("II- NỘI DUNG", "heading"),
)


def column(*parts: QWidget, gap: int = 12) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setSpacing(look.px(gap))
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return made


def row(*parts: QWidget, gap: int = 16) -> QWidget:
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(look.px(gap))
    for part in parts:
        box.addWidget(part)
    return made


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


def roll_call() -> QWidget:
    made = QWidget()
    made.setProperty("look", "page")
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    thread = Thread(STEPS)
    thread.setFixedWidth(look.px(248))
    box.addWidget(thread, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Rule("down"))
    middle = QWidget()
    middle.setFixedWidth(look.px(582))
    inner = QVBoxLayout(middle)
    inner.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(8))
    title = TitleRow("Điểm danh")
    title.set_primary("Tiếp: Tháng trước")
    inner.addWidget(title)
    inner.addWidget(
        row(
            Words("Phải dự 20 · có mặt 18 · vắng có lý do 2", "emphasis_strong"),
            Pill("done", "90,0 %, đạt"),
            gap=8,
        )
    )
    keys = KeyButtons()
    keys.set_counts({"present": 17, "excused": 2, "late": 1})
    inner.addWidget(keys)
    roster = Roster()
    roster.set_rows(MEMBERS)
    roster.set_current("m5")
    inner.addWidget(roster, 1)
    box.addWidget(middle)
    paper = PaperView()
    paper.set_paper(PAPERS, "excused")
    box.addWidget(paper, 1)
    roster.setFocus()
    return made


def today() -> QWidget:
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
    pages = PageList(
        (
            PageItem("today", "Hôm nay", "today"),
            PageItem("meetings", "Sinh hoạt", "meetings"),
            PageItem("tasks", "Nhiệm vụ", "tasks", 3),
            PageItem("growth", "Phát triển đảng", "growth"),
        ),
        "today",
    )
    left = column(clock, tasks, gap=16)
    right = column(share, EmptyState("Chưa có kiến nghị nào được trả lời.", "Ghi kiến nghị"), gap=16)
    pages.setFixedWidth(look.px(192))
    return column(row(pages, left, right), journey, gap=8)


def vote() -> QWidget:
    base = Card(kind="tinted")
    base.add(
        Prose(
            "Tính trên <b>18</b> đảng viên chính thức: 22 trừ 2 miễn sinh hoạt không dự (Lý Go Xá, Pờ Lò Hừ) "
            "và 2 sinh hoạt tạm thời nơi khác (Sùng A Dơ, Vàng Thị Mai).",
            width=600,
        )
    )
    card = Card("Vàng A Páo")
    card.add_to_head(Pill("done", "Đủ điều kiện"))
    card.add(VoteBoxes(18, 15, 12))
    card.add(Words("15 trên 18 tán thành, đạt 83,3 %: đủ điều kiện đề nghị kết nạp.", "strong"))
    few = Card("Lò Thị Inh", "chưa đủ")
    few.add(VoteBoxes(30, 4, 20))
    lanes = Card()
    lanes.add(
        Lanes(
            ("Chi bộ bản", "Đảng ủy xã", "Cấp tỉnh"),
            (
                LanePoint(0, "Nêu ở kỳ T8", "05/8"),
                LanePoint(1, "Xã nhận", "07/8"),
                LanePoint(1, "Chuyển tỉnh", "14/8"),
                LanePoint(2, "Tỉnh nhận", "17/8"),
                LanePoint(2, "Có trả lời", "22/10"),
                LanePoint(1, "Xã nhận lại", "28/10"),
                LanePoint(0, "Về chi bộ", "02/11"),
                LanePoint(0, "Đọc ở kỳ T11", "05/11", "todo"),
            ),
        )
    )
    return column(base, card, few, lanes, gap=16)


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
    made.set_current("c3", "11")
    card = Card()
    card.add(made)
    return column(card)


SCENES: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "shapes": (shapes, 1100, 720),
    "buttons": (buttons, 1120, 470),
    "fields": (fields, 900, 640),
    "roll_call": (roll_call, 1366, 676),
    "today": (today, 1366, 780),
    "vote": (vote, 1120, 720),
    "board": (board, 640, 320),
}


def main(folder: Path, theme: look.Theme) -> None:
    app = QApplication([])
    vietnamese.install(app)
    ring = FocusRing.install(app)
    look.set_theme(theme)
    folder.mkdir(parents=True, exist_ok=True)
    for zoom in (100, 150):
        look.set_zoom(zoom)
        look.apply()
        for name, (make, width, height) in SCENES.items():
            scene = make()
            scene.setProperty("look", "page")
            scene.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            scene.resize(look.px(width), look.px(height))
            scene.show()
            scene.activateWindow()
            app.processEvents()
            target = folder / f"{name}-{theme}-{zoom}.png"
            scene.grab().save(str(target))
            print(target)
            scene.close()
            scene.deleteLater()
    ring.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), cast("look.Theme", sys.argv[2] if len(sys.argv) > 2 else "light"))
