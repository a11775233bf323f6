"""What the lines of a roster file say on the screen: shapes, words and counts; no widget stands here."""

from __future__ import annotations

from chibo_desktop.actions.roster_draft import RosterDraft
from chibo_desktop.actions.roster_import import OPEN, Line, Outcome, Plan, Written
from chibo_desktop.excel.headings import labels
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import shown
from chibo_desktop.rules.standing import LABELS
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.rows import Row

SHOWN: dict[Outcome, tuple[glyphs.Kind, str]] = {
    "add": ("todo", "Sẽ thêm"),
    "change": ("half", "Sẽ sửa"),
    "back": ("half", "Sẽ đưa trở lại"),
    "same": ("tick", "Như cũ"),
    "unsaid": ("warning", "Chọn diện"),
    "ask": ("warning", "Chọn người"),
    "refuse": ("absent", "Chưa ghi được"),
    "skip": ("missing", "Bỏ qua"),
    "elsewhere": ("missing", "Chi bộ khác"),
}
GROUPS: dict[str, tuple[Outcome, ...]] = {
    "all": ("add", "change", "back", "same", *OPEN, "skip"),
    "write": ("add", "change", "back"),
    "open": OPEN,
    "rest": ("same", "skip"),
}
"""The filters over the lines; rows of other cells stand in none and are only counted."""


def line_row(line: Line) -> Row:
    """One person: the name, what the file says or what is wrong, and what will become of it."""
    kind, words = SHOWN[line.outcome]
    if line.outcome == "change":
        words = f"Sửa {len(line.changes)} mục"
    title = line.row.name or line.row.raw_name or "(chưa có tên)"
    return Row(
        str(line.row.number), title, second_line(line), kind, words, quiet=line.outcome in ("same", "skip")
    )


def second_line(line: Line) -> str:
    """The most important thing about a line, in one line."""
    if line.problems:
        return str(line.problems[0])
    if line.outcome == "ask":
        return f"Dòng {line.row.number}: có thể là {' · '.join(each.words for each in line.candidates)}"
    if line.outcome == "unsaid":
        return " · ".join((f"Dòng {line.row.number}: tệp không ghi chính thức hay dự bị", *facts_of(line)))
    if line.changes:
        return " · ".join(f"{each.label}: {each.old or 'trống'} → {each.new}" for each in line.changes)
    if line.new is not None:
        parts = [LABELS[line.new.membership], *(LABELS[kind] for kind in line.new.more), *facts_of(line)]
        return " · ".join(parts)
    return line.reason or f"Dòng {line.row.number}"


def facts_of(line: Line) -> list[str]:
    """What the file says of a person beside the name, in the order of the declaration."""
    values, found = line.row.values, []
    if "birth_date" in values:
        found.append(f"sinh {value_words('birth_date', values['birth_date'])}")
    for name in ("office", "other_office", "official_on"):
        if name in values:
            words = value_words(name, values[name])
            found.append(f"chính thức từ {words}" if name == "official_on" else words)
    return found


def value_words(name: str, value: str) -> str:
    """A value of the journal as a person reads it."""
    declared = find_spec("member").field(name)
    return shown(declared, value) if declared else value


def all_facts(line: Line) -> list[tuple[str, str]]:
    """Every field the file says, label and value."""
    return [(labels()[name], value_words(name, value)) for name, value in line.row.values.items()]


def plan_sentence(plan: Plan) -> str:
    """As in "31 người: thêm 28, sửa 2, như cũ 1."; rows of other cells apart."""
    names: dict[Outcome, str] = {
        "add": "thêm",
        "change": "sửa",
        "back": "đưa trở lại",
        "same": "như cũ",
        "skip": "bỏ qua",
        "unsaid": "chưa rõ diện",
        "ask": "chưa rõ là ai",
        "refuse": "chưa ghi được",
    }
    counts = [f"{words} {count}" for outcome, words in names.items() if (count := len(plan.of(outcome)))]
    people = len(plan.of(*GROUPS["all"]))
    if not people:
        return "Chưa thấy người nào trong bảng. Xem lại các cột, hoặc chọn trang tính khác."
    elsewhere = len(plan.of("elsewhere"))
    more = f" Không ghi {elsewhere} dòng của chi bộ khác." if elsewhere else ""
    return f"{people} người: {', '.join(counts)}.{more}"


def hints(draft: RosterDraft, other_cell: str) -> list[str]:
    """What a person should know of how the file was taken."""
    found = []
    if other_cell:
        found.append(f"Tệp ghi danh sách của “{other_cell}”, không phải chi bộ này. Xem lại trước khi ghi.")
    if draft.cell is None:
        found.append("Tệp có nhiều chi bộ. Chọn chi bộ của mình ở ô bên trên.")
    if draft.table.sheet.font:
        found.append(f"Chữ trong tệp viết bằng {draft.table.sheet.font}, đã đổi sang Unicode: xem lại tên.")
    if draft.remembered:
        found.append("Các cột lấy theo lần trước đã nhập mẫu này.")
    return found


def write_words(plan: Plan) -> str:
    """The words of the red button."""
    return f"Ghi {plan.to_write} đảng viên" if plan.to_write else "Chưa có ai để ghi"


def written_words(written: Written, left: int) -> tuple[str, str]:
    """As in "Đã ghi vào sổ: thêm 28, sửa 2 đảng viên.", and what becomes of the `left` people not written."""
    counts = [f"thêm {written.added}"] if written.added else []
    counts += [f"sửa {written.changed}"] if written.changed else []
    counts += [f"đưa trở lại {written.back}"] if written.back else []
    more = f"Còn {left} người chưa ghi được: sửa tệp rồi nhập lại, không ai bị ghi hai lần."
    return f"Đã ghi vào sổ: {', '.join(counts)} đảng viên.", more if left else ""
