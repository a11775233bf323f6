"""People out of a table: each row's facts with the cell each came from, what was changed on the way, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chibo_desktop.base import text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel import cells, headings
from chibo_desktop.excel.cells import Got, is_mark, says_nothing, words_of
from chibo_desktop.excel.limits import address
from chibo_desktop.excel.names import proper_name, without_note
from chibo_desktop.excel.sheets import Step, Value
from chibo_desktop.excel.table import Table, has_name
from chibo_desktop.lists.ethnic_groups import proper_group

MEMBERSHIPS = frozenset({"official", "probationary", "visiting"})
_DAYS = ("decided_on", "admitted_on", "official_on", "joined_on", "card_issued_on")
_FILE_NUMBER = re.compile(r"\d{6}\s*[A-ZĐ]{2,3}")
_END = re.compile(
    r"(t m|tm|nguoi lap|xac nhan|noi nhan|ghi chu|viet tat|k t bi thu|kt bi thu|thu truong)( .*)?"
)
_DATED = re.compile(r"(.* )?ngay .*thang .*nam.*")
_SUM = re.compile(r"(tong( so| cong)?|cong)( .*)?")
_GROUP = re.compile(r"(chi bo|dang bo|to dang|([ivx]+|[a-d]|\d+) (chi bo|to dang|dang vien|dv)) ?.*")
_EXAMPLE = re.compile(r"(vi du|vd|mau)( .*)?")
_EXAMPLES = {
    "schooling": "Trung học cơ sở, 9/12",
    "professional": "Trung cấp, Đại học",
    "theory": "Sơ cấp, Trung cấp",
    "education": "12/12, Trung cấp",
}
_TITLED = re.compile(r"^\s*(đ/c|đc|đồng chí|ông|bà)[.:\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A sentence about one cell; `field` is the key of its column."""

    cell: str
    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return f"Ô {self.cell}: {self.sentence}"


@dataclass
class RosterRow:
    """One person of the file. `values` are a member's fields as the journal carries them; only what the file says.

    `levels` are those of schooling, profession and theory, by the name of each sort.
    `standings` are kinds of standing that the file names, `gone` why the person is no longer on any list.
    """

    number: int
    raw_name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    standings: set[str] = field(default_factory=set)
    gone: str = ""
    joined_on: str = ""
    cell_name: str = ""
    places: dict[str, str] = field(default_factory=dict)
    notes: list[Said] = field(default_factory=list)
    problems: list[Said] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.values.get("full_name", "")

    def place_of(self, name: str | None) -> str:
        """The cell a field came from; that of the name when the file does not say the field."""
        return self.places.get(name or "", self.places.get("full_name", f"A{self.number}"))


@dataclass(frozen=True)
class People:
    """Everybody in the table, and how many filled rows were no person (sums, signatures, repeated heads)."""

    rows: tuple[RosterRow, ...]
    passed_over: int


def read_people(table: Table, on_step: Step = lambda _done, _of: None) -> People:
    """Reads every row of the table; Refusal when no column holds the names."""
    if not has_name(table.mapped):
        raise Refusal("Chưa biết cột nào là họ và tên. Chọn “Họ và tên” ở đầu cột ấy.", "full_name")
    reader, found, passed, signed = _Reader(table), [], 0, False
    body = table.sheet.rows[table.body :]
    for place, row in enumerate(body):
        if place % 200 == 0:
            on_step(place, len(body))
        words = [words_of(each) for each in row]
        if all(map(says_nothing, words)):
            continue
        signed = signed or is_signature(words, reader.raw_name(words))
        if reader.is_person(words, signed=signed):
            found.append(reader.read(table.body + place, row, words))
        else:
            passed += 1
    return People(tuple(found), passed)


def is_signature(words: list[str], name: str) -> bool:
    """Whether the list has ended and the signing begins: a few cells, one with such words; or place and day alone."""
    filled = [headings.plain(each) for each in words if each]
    if len(filled) > 4:
        return False
    return any(map(_END.fullmatch, filled)) or (not name and any(map(_DATED.fullmatch, filled)))


def _is_sum(words: str) -> bool:
    return words[:1] in "TtCc" and bool(_SUM.fullmatch(headings.plain(words)))


def _is_example(words: str) -> bool:
    return words[:1] in "VvMm" and bool(_EXAMPLE.fullmatch(headings.plain(words)))


class _Reader:
    def __init__(self, table: Table) -> None:
        self._columns: dict[str, list[int]] = {}
        for column, key in sorted(table.mapped.items()):
            self._columns.setdefault(key, []).append(column)
        self._head = [headings.plain(each) for each in table.headings]
        self._name = (self._columns.get("full_name") or self._columns["given_name"])[0]

    def is_person(self, words: list[str], *, signed: bool) -> bool:
        """Whether the row is about somebody; a row of facts without a name is, so that it is not lost."""
        if _is_sum(next(each for each in words if each)) or any(map(_is_example, words)):
            return False
        name = headings.plain(self.raw_name(words))
        facts = self._fact_count(words)
        if is_signature(words, name) or (signed and not (name and facts)):
            return False
        if not name:
            return facts > 0 and sum(map(bool, words)) > 1
        is_head = name == self._head[self._name].rpartition(">")[2].strip() or name == self._head[self._name]
        return not (is_head or _SUM.fullmatch(name) or (not facts and _GROUP.fullmatch(name)))

    def _fact_count(self, words: list[str]) -> int:
        named = {"full_name", "family_name", "given_name", "cell"}
        columns = [column for key, places in self._columns.items() if key not in named for column in places]
        return sum(not says_nothing(words[column]) for column in columns)

    def raw_name(self, words: list[str]) -> str:
        """The name as it stands in the row, in one line."""
        keys = ("full_name",) if "full_name" in self._columns else ("family_name", "given_name")
        order = [column for key in keys for column in self._columns.get(key, ())]
        return " ".join(" ".join(words[column] for column in order).split())

    def read(self, number: int, row: tuple[Value, ...], words: list[str]) -> RosterRow:
        """The facts of one person; `number` counts rows from 0."""
        made = RosterRow(number + 1)
        self._read_name(made, number, self.raw_name(words))
        for key, columns in self._columns.items():
            is_name = key in ("full_name", "family_name", "given_name")
            if is_name or all(says_nothing(words[column]) for column in columns):
                continue
            values = [row[column] for column in columns]
            self._read_one(made, key, address(number, columns[0]), values)
        return made

    def _read_name(self, made: RosterRow, number: int, raw: str) -> None:
        cell = address(number, self._name)
        made.raw_name = raw
        made.places["full_name"] = cell
        bare, note = without_note(_TITLED.sub("", made.raw_name))
        try:
            made.values["full_name"] = proper_name(text.check_person_name(bare, "full_name"))
        except Refusal as refusal:
            made.problems.append(Said(cell, refusal.sentence, "full_name"))
            return
        if note:
            made.notes.append(Said(cell, f"bỏ phần ghi thêm “{note}” sau tên", "full_name"))

    def _read_one(self, made: RosterRow, key: str, cell: str, values: list[Value]) -> None:
        if key == "admitted_on+official_on":
            self._read_pair(made, cell, words_of(values[0]))
        elif key in ("male", "female"):
            self._read_sex(made, key, cell, values)
        elif key == "birth_date" or key in _DAYS:
            self._read_day(made, key, cell, _joined_day(values))
        elif key == "card_number":
            digits: Value = "".join(words_of(each) for each in values) if len(values) > 1 else values[0]
            self._keep(made, key, cell, cells.read_card(digits))
            self._read_file_number(made, cell, words_of(digits))
        elif key == "phone":
            self._keep(made, key, cell, cells.read_phone(values[0]))
        elif ":" in key:
            self._read_mark(made, key, cell, values[0])
        else:
            self._read_words(made, key, cell, words_of(values[0]))

    def _read_day(self, made: RosterRow, key: str, cell: str, value: Value) -> None:
        if key == "official_on" and is_mark(value):
            made.standings.add("official")
            return
        got = cells.read_day(value, partial=key == "birth_date")
        if key == "joined_on":
            made.joined_on = got.value
            made.places[key] = cell
            got = Got("", got.note, got.problem)
        self._keep(made, key, cell, got)

    def _read_pair(self, made: RosterRow, cell: str, words: str) -> None:
        """Two days in one cell: "3/2/2001 - 3/2/2002", "3/2/2001 (3/2/2002)", or on two lines."""
        days = re.findall(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}", words) or [words]
        if len(days) > 2:
            made.problems.append(
                Said(
                    cell, f"“{words}” có hơn hai ngày. Để lại ngày kết nạp và ngày chính thức.", "admitted_on"
                )
            )
            return
        for key, day in zip(("admitted_on", "official_on"), days, strict=False):
            self._keep(made, key, cell, cells.read_day(day, partial=False))

    def _read_sex(self, made: RosterRow, key: str, cell: str, values: list[Value]) -> None:
        """A column for men and one for women holds a tick or the day of birth."""
        made.values["gender"] = key
        made.places["gender"] = cell
        if not is_mark(values[0]) and headings.choice_of("gender", words_of(values[0])) != key:
            self._keep(made, "birth_date", cell, cells.read_day(_joined_day(values), partial=True))

    def _read_mark(self, made: RosterRow, key: str, cell: str, value: Value) -> None:
        kind, _, name = key.partition(":")
        is_day = not is_mark(value) and cells.read_day(value, partial=True).value
        if not is_mark(value) and not is_day:
            made.problems.append(
                Said(cell, f"“{words_of(value)}” không phải dấu X. Đánh dấu X hoặc để trống.", key)
            )
        elif kind == "standing":
            made.standings.add(name)
            made.places["standing"] = cell
        else:
            self._keep(made, kind, cell, Got(name))

    def _read_words(self, made: RosterRow, key: str, cell: str, words: str) -> None:
        if key in headings.LEVELS or key == "education":
            self._read_levels(made, key, cell, words)
        elif key == "ethnic_group":
            self._keep(made, key, cell, Got(proper_group(words)))
        elif key == "cell":
            made.cell_name = words
        elif key == "gone":
            made.gone = made.gone or words
        elif key == "standing":
            self._read_standing(made, cell, words)
        elif key == "office":
            self._read_office(made, cell, words)
        elif key == "gender":
            choice = headings.choice_of("gender", words)
            problem = "" if choice else f"“{words}” không phải Nam hay Nữ. Gõ lại."
            self._keep(made, key, cell, Got(choice, problem=problem))
        else:
            self._keep(made, key, cell, Got(words))

    def _read_file_number(self, made: RosterRow, cell: str, words: str) -> None:
        """The number of the file after that of the card, where no column of its own has it."""
        _, _, rest = words.partition("/")
        if "file_number" not in self._columns and _FILE_NUMBER.fullmatch(rest.strip()):
            made.notes = [note for note in made.notes if note.field != "card_number"]
            self._keep(made, "file_number", cell, Got(rest.strip()))

    def _read_levels(self, made: RosterRow, key: str, cell: str, words: str) -> None:
        """A level of one sort; a column of schooling and profession together holds one or both."""
        sorts = ("schooling", "professional") if key == "education" else (key,)
        for part in _level_parts(words, sorts):
            sort = next((each for each in sorts if headings.choice_of(each, part)), "")
            if not sort:
                said = f"“{part}” chưa rõ là trình độ nào. Ghi đủ chữ, ví dụ: {_EXAMPLES[key]}."
                made.problems.append(Said(cell, said, key))
                continue
            made.places.setdefault(sort, cell)
            made.levels[sort] = headings.choice_of(sort, part)

    def _read_standing(self, made: RosterRow, cell: str, words: str) -> None:
        made.places["standing"] = cell
        for part in _parts(words, "standing"):
            choice = headings.choice_of("standing", part)
            if choice == "gone":
                made.gone = part
            elif choice in ("", "unclear"):
                said = "chưa rõ là diện nào" if choice else "không có trong các diện sinh hoạt"
                made.problems.append(
                    Said(
                        cell,
                        f"“{part}” {said}. Ghi đủ chữ, ví dụ: Chính thức, Dự bị, Miễn sinh hoạt, Tạm thời đi, Tạm thời đến.",
                        "standing",
                    )
                )
            elif choice != "none":
                made.standings.add(choice)

    def _read_office(self, made: RosterRow, cell: str, words: str) -> None:
        """The office in the cell; what else a person is, goes to the other offices unless they have a column."""
        others = []
        for part in _parts(words, "office"):
            choice = headings.choice_of("office", part)
            if choice and choice != "none":
                self._keep(made, "office", cell, Got(choice))
            elif not choice:
                others.append(part)
        if others and "other_office" not in self._columns:
            self._keep(made, "other_office", cell, Got(", ".join(others)))
        elif others:
            made.notes.append(Said(cell, f"bỏ phần ghi thêm “{', '.join(others)}”", "office"))

    def _keep(self, made: RosterRow, key: str, cell: str, got: Got) -> None:
        made.places.setdefault(key, cell)
        if got.problem:
            made.problems.append(Said(cell, got.problem, key))
        elif got.value:
            made.values[key] = got.value
        if got.note and not got.problem:
            made.notes.append(Said(cell, got.note, key))


def _parts(words: str, key: str) -> Iterator[str]:
    """The whole when it is a choice as it stands, else what commas and the like part."""
    if headings.choice_of(key, words):
        yield words
        return
    yield from (part for each in re.split(r"[,;/+&\n]| - ", words) if (part := each.strip()))


def _level_parts(words: str, sorts: tuple[str, ...]) -> list[str]:
    """As in “12/12, ĐH”: the whole where it is a level as it stands."""
    if any(headings.choice_of(sort, words) for sort in sorts):
        return [words]
    return [part for each in re.split(r"[,;+&\n]| - ", words) if (part := each.strip())]


def _joined_day(values: list[Value]) -> Value:
    """Day, month, year in three cells as one; an unknown day or month is left out."""
    if len(values) == 1:
        return values[0]
    words = [each for value in values if not says_nothing(each := words_of(value))]
    return "/".join(words)
