"""Scenes of the meeting sheet for the gallery: roll call and vote, with invented people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.printing import page_images
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.key_buttons import KeyButtons
from chibo_desktop.ui.widgets.lanes import LanePoint, Lanes
from chibo_desktop.ui.widgets.paper_view import Mark, PaperView
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.roster import Roster, RosterRow
from chibo_desktop.ui.widgets.thread import Step, Thread
from chibo_desktop.ui.widgets.title_row import TitleRow
from chibo_desktop.ui.widgets.vote_boxes import VoteBoxes
from chibo_desktop.ui.widgets.words import Prose, Rule, Words
from papers.samples import printed
from ui.scene_parts import column, row

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
    paper.show_pages(list(page_images(printed("bien-ban-thuong-ky"), 110)))
    paper.show_marks([Mark(0, 470, 510)])
    box.addWidget(paper, 1)
    roster.setFocus()
    return made


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
