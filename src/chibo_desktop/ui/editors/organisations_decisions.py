"""The decisions about how an organisation below stands that a person can write down: a form for each; who follows whom is beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.actions.structure import (
    begin_organisation,
    districts_ended_on,
    end_district_level,
    end_organisation,
    place_organisation,
    record_historic,
)
from chibo_desktop.actions.structure_told import Notice, Sort, decide_and_tell
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.structure import parents_to_choose
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records.organisation import KINDS, SORTS
from chibo_desktop.store import Changes
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

Make = Callable[[Session, str, date], DecisionForm]


def _basis() -> LineField:
    return LineField("Quyết định", placeholder="số, ngày, cơ quan; không bắt buộc", max_len=160)


def effective(field: DayField) -> date:
    """The day a decision takes effect; Refusal while there is none."""
    day = field.day()
    if day is None:
        raise Refusal("Gõ ngày có hiệu lực của quyết định.", "on")
    return day


def _span(first: DayField, last: DayField) -> tuple[date | None, date | None]:
    since, until = first.day(), last.day()
    if since is None and until is None:
        raise Refusal("Gõ ngày bắt đầu; nếu ghi lại thời trước thì gõ ngày cuối ở ô dưới.", "from_on")
    return since, until


def _spanned(form: DecisionForm) -> tuple[DayField, DayField, LineField]:
    """The three fields of a period, put into a form."""
    first, last = DayField("Từ ngày"), DayField("Đến hết ngày", hint="để trống nếu đến nay")
    basis = _basis()
    form.add_pair(first, last, "from_on", "until_on")
    form.add_field(basis, "basis")
    return first, last, basis


def dated(form: DecisionForm, words: str = "Từ ngày") -> tuple[DayField, LineField]:
    """Day and paper of a decision, put into a form."""
    on, basis = DayField(words), _basis()
    form.add_field(on, "on", "from_on", "until_on")
    form.add_field(basis, "basis")
    return on, basis


def tell_box(form: DecisionForm, session: Session) -> CheckBox | None:
    """Whether the committees between are told; at a commune there are none."""
    if session.desk.kind != "upper":
        return None
    box = CheckBox("Gửi thông báo cho đảng ủy xã liên quan")
    box.setChecked(True)
    form.add(box)
    return box


def write_decision(
    session: Session, told: CheckBox | None, decide: Callable[[Desk], Changes], notice: Notice, said: str
) -> str:
    """Writes it, with a notice where the box is ticked; gives what was done in words, `said` first."""
    if told is None or not told.isChecked():
        session.do(decide)
        return said
    _, whom = session.do(decide_and_tell, decide, notice)
    known = organisations(session.store)
    names = ", ".join(known.name(one, notice.on) for one in whom)
    return f"{said} Thông báo đi theo gói tới cho {names}." if whom else said


def rename(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """Another name from a day on, or the name of former times."""
    form = DecisionForm(session, "Đổi tên", ("placement", f"rename {organisation_id}"), "Ghi tên này")
    name = LineField("Tên mới", max_len=120)
    name.set_value(organisations(session.store).name(organisation_id, today))
    form.explain("Trước ngày ấy tên cũ vẫn đứng trong số liệu và văn bản.")
    form.add_field(name, "name")
    save_placing = _placing(session, form, organisation_id)

    def save() -> str:
        old, new = organisations(session.store).name(organisation_id, today), _needed(name, "Gõ tên mới.")
        return save_placing({"name": new}, f"{old} đổi tên thành “{new}”.", f"Đã ghi tên “{new}”.")

    form.on_save(save)
    return form


def _needed(field: LineField, sentence: str) -> str:
    if not field.draft().strip():
        raise Refusal(sentence, "name")
    return field.draft()


def _placing(
    session: Session, form: DecisionForm, organisation_id: str
) -> Callable[[dict[str, str], str, str], str]:
    """Puts period and paper into a form; gives what writes the change named for those days, and tells of it."""
    first, last, basis = _spanned(form)
    told = tell_box(form, session)

    def save(change: dict[str, str], says: str, said: str) -> str:
        since, until = _span(first, last)
        paper = basis.draft()

        def decide(desk: Desk) -> Changes:
            return place_organisation(
                desk, organisation_id, from_on=since, until_on=until, basis=paper, **change
            )

        if since is None:  # how it once stood: nobody has anything to do about it
            session.do(decide)
            return said
        sort: Sort = "renamed" if "name" in change else "moved"
        notice = Notice((organisation_id,), since, sort, f"Từ ngày {show_day(since)}, {says}", paper)
        return write_decision(session, told, decide, notice, said)

    return save


def move(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """Another parent from a day on, or that of former times."""
    choices = parents_to_choose(session.store, session.desk.organisation_id, today)
    form = DecisionForm(
        session, "Chuyển nơi trực thuộc", ("placement", f"move {organisation_id}"), "Ghi nơi trực thuộc"
    )
    always = _always_under(session, organisation_id, today)
    left = [pair for pair in choices if pair[0] not in (organisation_id, always)]
    if not left:
        form.only_say(MOVED_ABOVE)
        return form
    parent = ChoiceField("Trực thuộc", [("", "chưa chọn"), *left])
    form.explain(
        "Số liệu tính theo nơi trực thuộc mới từ ngày ấy; gói tin, kiến nghị vẫn đi qua đảng ủy cũ. Để nối với đảng "
        "bộ mới, chi bộ lập sổ mới rồi xin nối theo giấy mời của đảng bộ mới; nối xong thì ghi Lập mới thay thế."
    )
    form.add_field(parent, "parent_id", "name")
    save_placing = _placing(session, form, organisation_id)

    def save() -> str:
        if not parent.value():
            raise Refusal("Chọn nơi trực thuộc.", "parent_id")
        name, under = (
            organisations(session.store).name(organisation_id, today),
            dict(choices)[parent.value()],
        )
        said = f"Đã ghi: trực thuộc {under}."
        return save_placing({"parent_id": parent.value()}, f"{name} chuyển về trực thuộc {under}.", said)

    form.on_save(save)
    return form


MOVED_ABOVE = (
    "Ở đây không còn nơi nào khác để chuyển tới. Chuyển sang xã khác do cấp tỉnh ghi: hãy báo cấp tỉnh. Trước kia ở dưới "
    "nơi đã thôi hoạt động thì bấm Ghi tổ chức cũ để ghi nơi ấy trước."
)


def _always_under(session: Session, organisation_id: str, today: date) -> str:
    """Under whom it stands today, where it never stood under another; "" else."""
    known = organisations(session.store)
    parents = {known.above(organisation_id, spell.from_on)[:1] for spell in known.times(organisation_id)}
    now = known.above(organisation_id, today)[:1]
    return now[0] if now and parents == {now} else ""


ENDING = (
    "Kết thúc hoạt động",
    "Ghi kết thúc",
    "Không xóa gì: sổ và số liệu trước ngày ấy vẫn tính như cũ.",
    "Thôi hoạt động từ ngày",
    "thôi hoạt động",
)
BEGINNING = (
    "Bắt đầu hoạt động",
    "Ghi ngày bắt đầu",
    "Trước ngày ấy tổ chức này không tính vào số liệu.",
    "Hoạt động từ ngày",
    "hoạt động",
)
"""Title, button, explanation, the day's label, what happens."""


def ending(session: Session, organisation_id: str, _today: date) -> DecisionForm:
    """It stands no more from a day on."""
    return _turning(session, organisation_id, "ended", ENDING, end_organisation)


def beginning(session: Session, organisation_id: str, _today: date) -> DecisionForm:
    """It stands from a day on: founded then, or again."""
    return _turning(session, organisation_id, "begun", BEGINNING, begin_organisation)


def _turning(
    session: Session,
    organisation_id: str,
    sort: Sort,
    words: tuple[str, str, str, str, str],
    act: Callable[..., Changes],
) -> DecisionForm:
    """A day from which it stands, or no more."""
    title, button, explained, label, happens = words
    form = DecisionForm(session, title, ("placement", f"{title} {organisation_id}"), button)
    form.explain(explained)
    on, basis = dated(form, label)
    told = tell_box(form, session)

    def save() -> str:
        day, paper = effective(on), basis.draft()
        name = organisations(session.store).name(organisation_id, day)
        notice = Notice((organisation_id,), day, sort, f"Từ ngày {show_day(day)}, {name} {happens}.", paper)
        said = f"Đã ghi: {happens} từ ngày {show_day(day)}."
        return write_decision(
            session, told, lambda desk: act(desk, organisation_id, on=day, basis=paper), notice, said
        )

    form.on_save(save)
    return form


def history(session: Session, _organisation_id: str, today: date) -> DecisionForm:
    """An organisation of former times that has no desk."""
    body = session.desk.organisation_id
    form = DecisionForm(session, "Ghi tổ chức cũ", ("organisation", "historic/new"), "Ghi tổ chức này")
    form.explain(
        "Cho tổ chức không còn hoặc chưa từng có máy: đảng bộ huyện trước 7/2025, chi bộ đã sáp nhập."
    )
    name = LineField("Tên đầy đủ", max_len=120)
    kinds = [pair for pair in KINDS if pair[0] != "upper"]
    kind = ChoiceField("Loại", kinds if session.desk.kind == "upper" else kinds[:1], "cell")
    sort = ChoiceField("Loại hình", (("", "như tên cấp"), *SORTS))
    parent = ChoiceField("Trực thuộc", parents_to_choose(session.store, body, today), body)
    form.add_field(name, "name")
    form.add_field(kind, "kind")
    form.add_field(sort, "sort")
    form.show_when(kind, lambda taken: taken != "cell", sort)
    form.add_field(parent, "parent_id")
    first, last, basis = _spanned(form)

    def save() -> str:
        session.do(
            record_historic,
            name=name.draft(),
            kind=kind.value(),
            sort=sort.value() or None if kind.value() != "cell" else None,
            parent_id=parent.value() or None,
            from_on=first.day(),
            until_on=last.day(),
            basis=basis.draft(),
        )
        return f"Đã ghi “{name.draft()}”."

    form.on_save(save)
    return form


def districts(session: Session, _organisation_id: str, today: date) -> DecisionForm:
    """Every district ends, what stood under it stands here."""
    form = DecisionForm(
        session, "Kết thúc cấp huyện", ("placement", "districts/new"), "Ghi kết thúc cấp huyện"
    )
    form.explain("Mọi đảng bộ huyện đã ghi thôi hoạt động; các xã của huyện chuyển về trực thuộc đơn vị này.")
    on, basis = dated(form)
    if not on.draft():
        on.set_day(districts_ended_on())

    def save() -> str:
        day = effective(on)
        session.do(end_district_level, on=day, basis=basis.draft())
        return f"Đã ghi: cấp huyện kết thúc từ ngày {show_day(day)}."

    form.on_save(save)
    return form


TOLD_STAYS = " Thông báo đã gửi cho đảng ủy xã không tự thu hồi: mở thông báo ấy ở trang Văn bản, phần Đã gửi xuống, rồi bấm Thu hồi."
"""A line put away later takes no notice back; the undo of the decision does."""


def dropping(session: Session, kind: str, record_id: str, words: str) -> DecisionForm:
    """One line written wrongly is put away; `words` say which."""
    form = DecisionForm(session, "Ghi nhầm dòng này?", (kind, record_id), "Cho vào lưu trữ")
    told = TOLD_STAYS if session.desk.kind == "upper" else ""
    form.explain(
        f"{words}. Cho vào lưu trữ thì thôi tính; đưa trở lại được ở trang Nhật ký, phần Lưu trữ.{told}"
    )

    def save() -> str:
        session.do(put_away, kind, record_id)
        return "Đã cho vào lưu trữ."

    form.on_save(save)
    return form
