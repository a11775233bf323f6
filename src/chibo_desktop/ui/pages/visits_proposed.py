"""The visits a plan would get, before any is written: how many, which cells still have none, who goes how often; one press writes them."""

from __future__ import annotations

from html import escape

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.visits import propose_visits
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import plans_of
from chibo_desktop.lists.visit_proposing import Share, Suggestion, suggestion
from chibo_desktop.rules.visit_rota import Slot
from chibo_desktop.store import Changes
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.visits_words import BACK
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

NOTHING = (
    "Không có lượt nào để thêm: chưa có ai ở phần Tổ hay Phân công, hoặc các tháng còn lại đã đủ người đi."
)


class SuggestionView(BackView):
    """What is written is what was shown: it is shown anew whenever something is written or a bundle comes.

    It is worked out on the window's thread from what that remembers already: 15 ms at a commune, 70 ms at a province;
    the worker would begin with nothing and take 3 s.
    """

    TITLE = "Xếp lượt dự"

    def __init__(self, session: Session, plan_id: str) -> None:
        super().__init__(session, BACK)
        own = plans_of(session.store, session.desk.organisation_id)
        self._plan_id = plan_id
        self._year = next((plan.year for plan in own if plan.id == plan_id), session.now().year)
        self._shown = suggestion(session.store, plan_id)
        self._task: Task | None = None
        self.title.set_title(self.TITLE, f"năm {self._year}")
        self.title.primary_chosen.connect(self._write)
        self._said, self._line = Message(), Prose("", width=320)
        self._without, self._people, self._slots = (LongList(wraps=True) for _ in range(3))
        for part in (self._said, self._line, self._without, self._people, self._slots):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._show(self._shown)

    def refresh(self) -> None:
        """What would be proposed by now; not while it is being written."""
        if self._task is None:
            self._shown = suggestion(self.session.store, self._plan_id)
            self._show(self._shown)

    def _show(self, found: Suggestion) -> None:
        count = len(found.slots)
        self.title.set_primary(f"Ghi {count} lượt vào kế hoạch" if count else "", "check")
        names, day = organisations(self.session.store), self.session.now().date()
        self._line.say(escape(self._summary(found)))
        self._without.show_rows(
            f"Chi bộ cả năm {self._year} chưa có lượt nào",
            [Row("", names.name(one, day), "", "diamond", "chưa có lượt nào") for one in found.without],
        )
        self._people.show_rows("Theo người", [_share_row(share) for share in found.people])
        slots = [self._slot_row(slot, found) for slot in sorted(found.slots, key=_by_day)]
        self._slots.show_rows("Các lượt sẽ thêm", slots)

    def _summary(self, found: Suggestion) -> str:
        left = f"{len(found.without)} chi bộ cả năm chưa có lượt nào." if found.without else ""
        if not found.slots:
            return f"{NOTHING} {left}".strip()
        months = sorted({slot.month for slot in found.slots})
        span = f"tháng {months[0]}" if len(months) == 1 else f"tháng {months[0]} đến tháng {months[-1]}"
        cells = len({slot.cell_id for slot in found.slots})
        every = "Chi bộ nào trong năm cũng có người dự."
        return (
            f"Sẽ thêm {len(found.slots)} lượt ở {cells} chi bộ, {span}; chưa ghi gì. {left or every} "
            "Ghi xong, bấm vào từng ô để đổi ngày, đổi người."
        )

    def _slot_row(self, slot: Slot, found: Suggestion) -> Row:
        names, day = organisations(self.session.store), self.session.now().date()
        share = next((each for each in found.people if each.official_id == slot.official_id), None)
        who = ", ".join(part for part in (share.team_name, share.name) if part) if share else ""
        when = show_day(slot.day) if slot.day else f"tháng {slot.month}/{self._year}, chưa định ngày"
        return Row("", f"{when}: {names.name(slot.cell_id, day)}", who)

    def _write(self) -> None:
        """The visits shown, in one action that can be taken back, on the worker."""
        slots = self._shown.slots
        if not slots or self._task is not None:
            return

        def job(desk: Desk, _say: Say) -> tuple[Changes, int]:
            return propose_visits(desk, self._plan_id, slots)

        self._said.say("absent", "")
        self._task = Task(self.session, job, self)
        self._task.done.connect(self._on_written)
        self._task.refused.connect(self._on_refused)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_ended(self) -> None:
        self._task = None

    def _on_refused(self, sentence: str) -> None:
        self._said.say("absent", sentence)
        self._shown = suggestion(self.session.store, self._plan_id)
        self._show(self._shown)

    def _on_written(self, result: tuple[object, int]) -> None:
        self.session.succeeded.emit(f"Đã xếp thêm {result[1]} lượt. Ctrl+Z để bỏ.")
        self.back_chosen.emit()


def _by_day(slot: Slot) -> tuple[int, int, str]:
    return slot.month, slot.day.day if slot.day else 99, slot.cell_id


def _share_row(share: Share) -> Row:
    second = " · ".join(part for part in (share.office, share.team_name or "theo Phân công") if part)
    if not share.made + share.planned + share.proposed:
        return Row("", share.name, second, "diamond", "chưa có lượt nào")
    words = f"đã đi {share.made}, đã xếp {share.planned}, thêm {share.proposed}"
    if share.lacking:
        return Row(
            "", share.name, second, "diamond", f"{words}; cần {share.wanted}, còn thiếu {share.lacking}"
        )
    return Row("", share.name, second, None, words)
