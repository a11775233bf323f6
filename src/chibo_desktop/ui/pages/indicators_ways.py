"""How every indicator is counted and what was chosen where no paper says it; the counting is lists/indicators."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtCore import Signal

from chibo_desktop.base.dates import last_day, show_day
from chibo_desktop.lists.indicator_words import target_words
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.figure import Figure
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.rules import guidance
from chibo_desktop.ui.pages.indicators_counting import Counted
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.words import Prose

SURE = (
    "So sánh bằng số nguyên, không bằng tỷ lệ đã làm tròn. Mẫu số bằng 0 thì ghi “–”, không tính là đạt hay chưa đạt.",
    "Phải dự: đảng viên chính thức, dự bị có tên ngày họp, trừ người được miễn, sinh hoạt nơi khác, bị đình chỉ.",
    "Đến muộn là có mặt; vắng có lý do vẫn là vắng.",
    "Số liệu nhập tay để riêng, có đánh dấu, không cộng vào số của chương trình.",
)
CHOSEN = (
    "Kỳ là các tháng trọn. Buổi hoãn sang tháng sau vẫn tính cho tháng của kỳ sinh hoạt.",
    "Chỉ tính buổi đã chốt, có họp, loại thường kỳ, chuyên đề hoặc kết hợp. Họp chi ủy, giao ban, sinh hoạt cộng đồng không tính.",
    "Buổi ghi lại từ sổ cũ tính theo số ghi trong sổ, và có ghi chú bao nhiêu buổi như vậy.",
    "Chi bộ thuộc cấp ủy nào: theo ngày họp đối với buổi; theo ngày cuối kỳ đối với số chi bộ.",
    "Chi bộ phải họp trong tháng khi có từ đầu đến hết tháng ấy.",
    "“Mỗi buổi từ 90 %” được tính là đạt khi mọi buổi của mọi chi bộ đều đủ tỷ lệ, dù tỷ lệ buổi đạt cao đến đâu.",
    "Nghị quyết khả thi theo phiếu đánh giá của chính buổi ấy; cả bốn điều kiện phải có trong một buổi.",
    "Nhiều nhất, ít nhất trong dự sinh hoạt: đếm số chi bộ khác nhau của từng tổ, từng cấp ủy có đi.",
    "Số quần chúng học nghị quyết chia cho số nhập tay; chưa nhập thì ghi “–”.",
    "Kết nạp tính cho chi bộ lúc ấy; người nay đã chuyển đi, qua đời vẫn tính; người từ nơi khác chuyển đến thì không.",
    "Chỉ tiêu kết nạp: số cấp trên giao cho năm; chưa giao thì tổng các số đã giao xuống; kỳ không trọn năm vẫn chia cho cả năm.",
    "Nơi chưa có đảng viên tính cả vào nơi chưa có chi bộ; nơi không ghi tình trạng thì xem có chi bộ nào lãnh đạo.",
    "Bí thư kiêm trưởng thôn, bản có hai mẫu số: bí thư chi bộ thôn, bản và bí thư mọi chi bộ; chức vụ theo danh sách hiện nay.",
)
MARKS = {"I": "do chương trình đặt, cấp ủy giao khác thì theo văn bản giao"}


class Ways(ScrolledPage):
    """`back_chosen` leads to the figures."""

    TITLE: ClassVar[str] = "Cách tính"
    back_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        back = Button("Chỉ tiêu", "quiet", icon="back", key="Esc")
        back.clicked.connect(self.back_chosen)
        self.title.add_first(back)
        self._each = Card("Từng chỉ tiêu")
        self._set = Card("Mức đặt sẵn")
        sure = Card("Chung cho mọi chỉ tiêu")
        sure.add(_listed(SURE))
        chosen = Card("Chỗ văn bản không nói rõ", "chương trình chọn như sau")
        chosen.add(_listed(CHOSEN))
        for card in (self._each, sure, chosen, self._set):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """What is shown comes through `show_counted`."""

    def show_counted(self, counted: Counted) -> None:
        """The formulas with the targets of the organisation shown, and the dated choices of that day."""
        empty(self._each.body)
        figures = counted.report.own.figures
        for each in INDICATORS:
            target = _target(figures.get(each.key))
            words = f"<b>{escape(each.title)}.</b> {escape(each.formula)}{target}"
            self._each.add(Prose(words, width=320))
        empty(self._set.body)
        rule = guidance.in_force("indicators", last_day(counted.report.last))
        admissions = guidance.in_force("admissions", last_day(counted.report.last))
        mark = MARKS.get(rule.mark, rule.mark)
        lines = [
            f"Cấp cơ sở (kiến nghị): {_named(rule.values['grassroots'])}; cấp trên: {_named(rule.values['above'])}.",
            f"{rule.source}.",
            f"Hiệu lực từ {show_day(rule.valid_from)}; {mark}.",
            f"Kết nạp tính theo ngày nào: {admissions.note} {admissions.source}.",
        ]
        self._set.add(_listed(tuple(lines)))

    def take_focus(self) -> None:
        """The keyboard where the page can be left."""
        self.title.setFocus()


def _listed(sentences: tuple[str, ...]) -> Prose:
    return Prose("<br>".join(f"•\u2002{escape(sentence)}" for sentence in sentences), width=320)


def _target(figure: Figure | None) -> str:
    if figure is None or figure.target is None:
        return ""
    return f" {escape(target_words(figure))} (theo {escape(figure.target.rule)})."


def _named(levels: list[str]) -> str:
    words = dict(COMPETENCES)
    return ", ".join(words.get(level, level) for level in levels)
