"""What `records list`, `show` and `history` read from the store, what they mask, and how they set it out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.masked import MASKED
from chibo_desktop.lists.rows import NOT_SENT, Facts, facts_of, find, made_order
from chibo_desktop.lists.said_values import name_of
from chibo_desktop.records import SPECS, FieldSpec, RecordSpec, find_spec
from chibo_desktop.records.codec import Json, missing, shown
from chibo_desktop.records.validate import check_fields
from chibo_desktop.store import Store
from chibo_desktop.store.database import utilities
from chibo_desktop.store.history import Version, history

TABLE_COLUMNS, COLUMN_WIDTH = 7, 36
"""A table for people shows so many columns of so many letters; JSON shows everything."""


@dataclass(frozen=True)
class Masking:
    """Whether private fields are shown, for what reason."""

    reason: str

    @classmethod
    def asked(cls, given: Namespace) -> Masking:
        """From the words of the call; Refusal for `--unmasked` without a reason."""
        reason = given.reason.strip()
        if given.unmasked and not reason:
            raise Refusal(
                "Muốn xem số thẻ, dân tộc và ngày sinh thì phải ghi lý do: --unmasked --reason “…”.", "reason"
            )
        return cls(reason if given.unmasked else "")

    def fields_of(self, spec: RecordSpec) -> tuple[str, ...]:
        """The fields of a type that are masked."""
        return () if self.reason else MASKED.get(spec.key, ())


@dataclass(frozen=True)
class Shown:
    """One record as it leaves: its facts without what is masked, and its head."""

    facts: Facts
    head: str
    masked: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """What is not valid; of a masked field only that it is not, for the sentence would quote the value."""
        spec = find_spec(self.facts.kind)
        hidden = [f"Mục “{_label(spec, name)}”" for name in self.masked]
        return tuple(
            next((f"{said}: chưa hợp lệ, đang che." for said in hidden if problem.startswith(said)), problem)
            for problem in self.facts.problems
        )

    def document(self) -> dict[str, Any]:
        """Declared and unknown fields under their own names; null was never written or was cleared.

        What is masked or not held has no key, so that the document can be changed and put back.
        """
        hidden = {*self.masked, *self.facts.absent}
        return {
            "id": self.facts.id,
            "_head": self.head,
            "_book": self.facts.book,
            "_not_held": sorted(self.facts.absent),
            "_masked": list(self.masked),
            "_missing": list(self.missing),
            "_problems": list(self.problems),
            **{name: value for name, value in self.facts.values.items() if name not in hidden},
        }


def list_records(store: Store, spec: RecordSpec, where: Iterable[str], masking: Masking) -> list[Shown]:
    """The records that fit every `FIELD=VALUE`, in the order of their making; those put away only when asked for."""
    wanted = [_condition(spec, each, masking) for each in where]
    clauses = [clause for clause, _ in wanted]
    if not any("put_away" in clause for clause in clauses):
        clauses.append("COALESCE(put_away, 0) = 0")
    table = utilities(store.connection).table(spec.key)
    rows = table.rows_where(" AND ".join(clauses), [param for _, params in wanted for param in params])
    found = sorted((facts_of(spec.key, row) for row in rows), key=lambda facts: made_order(facts.id))
    return [_shown(store, spec, facts, masking) for facts in found]


def _condition(spec: RecordSpec, words: str, masking: Masking) -> tuple[str, list[object]]:
    """SQL over the declared columns and its parameters; the value is checked as if it were to be written."""
    name, equals, value = words.partition("=")
    name = name.strip()
    field = spec.field(name)
    if not equals:
        raise Refusal(f"--where phải có dạng FIELD=VALUE, không phải “{words}”.")
    if field is None:
        raise Refusal(
            f"“{spec.title}” không có mục “{name}”. Xem các mục bằng: records schema {spec.key}.", name
        )
    if name in masking.fields_of(spec):
        raise Refusal(
            f"Mục “{field.label}” được che; muốn tìm theo mục này phải thêm --unmasked --reason “…”.", name
        )
    if not value.strip():
        return f"COALESCE(\"{name}\", '') = ''", []
    checked = check_fields(spec, {name: _typed(field, value.strip())})[name]
    default = field.default if isinstance(field.default, str | int) else None
    return f'COALESCE("{name}", ?) = ?', [default, checked]


def _typed(field: FieldSpec, value: str) -> Json:
    if field.kind == "number" and value.removeprefix("-").isdecimal():
        return int(value)
    if field.kind == "flag":
        return {"true": True, "1": True, "có": True, "false": False, "0": False, "không": False}.get(
            value.lower(), value
        )
    return value


def read_record(store: Store, spec: RecordSpec, record_id: str, masking: Masking) -> Shown:
    """One record, put away or not; Refusal when there is none of that id here."""
    facts = find(store, spec.key, record_id)
    if facts is None:
        raise Refusal(
            f"Ở máy này không có “{spec.title}” mang mã “{record_id}”. Xem mã bằng: records list {spec.key}.",
            "id",
        )
    return _shown(store, spec, facts, masking)


def _shown(store: Store, spec: RecordSpec, facts: Facts, masking: Masking) -> Shown:
    declared: dict[str, Json] = {field.name: facts.values.get(field.name) for field in spec.fields}
    whole = Facts(
        facts.kind, facts.id, {**declared, **facts.values}, facts.book, facts.absent, facts.problems
    )
    lacking = tuple(field.name for field in missing(spec, facts.values) if field.name not in facts.absent)
    return Shown(whole, store.head(spec.key, facts.id), masking.fields_of(spec), lacking)


def versions_of(store: Store, spec: RecordSpec, record_id: str, masking: Masking) -> list[Version]:
    """Every write to a record, oldest first, without what is masked; Refusal when there is none."""
    versions = history(store, spec.key, record_id)
    if not versions:
        raise Refusal(
            f"Ở máy này không có “{spec.title}” mang mã “{record_id}”. Xem mã bằng: records list {spec.key}.",
            "id",
        )
    masked = masking.fields_of(spec)
    return [
        replace(each, values={name: value for name, value in each.values.items() if name not in masked})
        for each in versions
    ]


def version_document(version: Version) -> dict[str, Any]:
    """One write as JSON."""
    return {
        "at": version.at.isoformat(timespec="milliseconds"),
        "head": version.head,
        "counts": version.counts,
        "user": version.user,
        "values": dict(version.values),
        "not_held": list(version.absent),
    }


def reference_names(store: Store, spec: RecordSpec, found: list[Shown]) -> dict[str, str]:
    """By what name people know each record that the first columns point at; one not held here has no name."""
    wanted = {
        (field.refers_to, each.facts.text(field.name))
        for field in spec.fields
        if field.kind == "ref"
        for each in found
        if field.name not in {*each.masked, *each.facts.absent} and each.facts.text(field.name)
    }
    held = {key: facts for kind, key in wanted if kind in SPECS and (facts := find(store, kind, key))}
    return {key: name_of(store, facts) for key, facts in held.items()}


def table_lines(spec: RecordSpec, found: list[Shown], names: Mapping[str, str]) -> Iterator[str]:
    """A table for people: the id and the first short fields that hold something, references by `names`."""
    fields = [field for field in spec.fields if field.kind != "prose" and field.name != "put_away"]
    held = [field for field in fields if any(_cell(each, field, names) for each in found)][:TABLE_COLUMNS]
    rows = [["id", *(field.label for field in held)]]
    rows += [[each.facts.id, *(_cell(each, field, names) for field in held)] for each in found]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if found and found[0].masked:
        yield f"Đang che: {', '.join(_label(spec, name) for name in found[0].masked)}."


def workbook_of(spec: RecordSpec, found: list[Shown]) -> bytes:
    """The list as an .xlsx: the id and every declared field in words; what is masked has no column."""
    from chibo_desktop.excel.book import Column, make_book

    hidden = {name for each in found for name in each.masked}
    fields = [field for field in spec.fields if field.name not in hidden]
    rows = [[each.facts.id, *(_whole_cell(each, field) for field in fields)] for each in found]
    said = [f"Không có: {', '.join(_label(spec, name) for name in sorted(hidden))}."] if hidden else []
    columns = [Column("Mã"), *(Column(field.label) for field in fields)]
    return make_book(spec.title, columns, rows, help_lines=said)


def _whole_cell(each: Shown, field: FieldSpec) -> str:
    absent = field.name in each.facts.absent
    return each.facts.shown(field.name) if absent else _words(field, each.facts.values)


def _cell(each: Shown, field: FieldSpec, names: Mapping[str, str]) -> str:
    if field.name in each.masked:
        return ""
    words = (
        each.facts.shown(field.name) if field.name in each.facts.absent else _words(field, each.facts.values)
    )
    if field.kind == "ref":
        words = names.get(words, words)
    return words if len(words) <= COLUMN_WIDTH else f"{words[: COLUMN_WIDTH - 1]}…"


def record_lines(spec: RecordSpec, each: Shown) -> Iterator[str]:
    """A record for people, a field a line."""
    yield f"{spec.title} {each.facts.id}"
    yield f"  Sổ: {each.facts.book}; lần ghi: {each.head}"
    for field in spec.fields:
        if field.name in each.facts.absent:
            yield f"  {field.label}: {NOT_SENT}"
        elif field.name in each.masked:
            yield f"  {field.label}: đang che"
        elif words := _words(field, each.facts.values):
            yield f"  {field.label}: {_indented(words)}"
    if each.missing:
        yield f"  Còn thiếu: {', '.join(_label(spec, name) for name in each.missing)}"
    yield from (f"  Chưa hợp lệ: {problem}" for problem in each.problems)


def history_lines(spec: RecordSpec, version: Version) -> Iterator[str]:
    """One write for people: when, who, which device's entry, then a field a line."""
    at = f"{show_time(version.at)} {show_day(version.at.date())}"
    unsaid = "" if version.counts else "  (không tính: khóa của máy ghi đã bị thu hồi)"
    yield f"{at}  {version.user}  {version.head}{unsaid}"
    for name, value in version.values.items():
        field = spec.field(name)
        words = _words(field, {name: value}) if field else str(value)
        yield f"  {_label(spec, name)}: {_indented(words) or '(xóa trống)'}"
    yield from (f"  {_label(spec, name)}: {NOT_SENT}" for name in version.absent)


def _words(field: FieldSpec, values: Mapping[str, Json]) -> str:
    """The value as people read it; as it stands when a newer or other program wrote something else."""
    value = values.get(field.name)
    try:
        return shown(field, value)
    except ValueError:
        return str(value)


def _label(spec: RecordSpec, name: str) -> str:
    field = spec.field(name)
    return field.label if field else name


def _indented(words: str) -> str:
    return words.replace("\n", "\n    ")
