"""What the store promises about entries, parts and certificates that come from elsewhere; how merging decides stands in test_merge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import oracle
from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import SPECS, RecordSpec, spec_of
from chibo_desktop.records.field import FieldSpec
from chibo_desktop.records.proposal import Proposal
from chibo_desktop.store import Incomplete, open_store
from chibo_desktop.store.rebuild import check_journal, compare
from replicas import KEY, Office, Replica, for_oracle, handover, put, revocation

BOOK = "aaaaaaaa-1"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def desks(office: Office) -> Iterator[tuple[Replica, Replica]]:
    """Two empty desks."""
    pair = office.new("aaaaaaaa"), office.new("bbbbbbbb")
    yield pair
    office.close(pair)


def entry_of(
    n: int, changes: list[Any], *, before: bytes = b"", device: str = "cccccccc", t: int = 1_790_000_000_000
) -> bytes:
    """An entry as another program may write it, byte for byte."""
    previous = oracle.read_entry(before).digest[:32] if before else ""
    line = {"d": device, "b": BOOK, "n": n, "p": previous, "t": [t + n, 0], "u": "x", "s": 1, "c": changes}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()


def test_an_entry_waits_only_for_the_one_before_it_in_its_own_chain(desks: tuple[Replica, Replica]) -> None:
    near, far = desks
    for name in ("bản Suối Lanh", "bản Nà Hừ", "bản Mới"):
        far.write(BOOK, put("proposal", "bbbbbbbb-1", place=name))
    first, second, third = far.held.entries.values()
    later = entry_of(1, [["proposal", "cccccccc-1", {"place": "bản Nà Hừ"}]])
    tag = oracle.read_entry(third).digest[:16].encode()
    of_another = later.replace(b'"s":1,', b'"s":1,"x":{"bbbbbbbb":[3,"%s"]},' % tag)

    taken = near.take([third, of_another])
    assert taken is not None
    assert (taken.new, taken.waiting) == (1, 1)
    assert near.store.values("proposal", "cccccccc-1") == {"place": "bản Nà Hừ"}
    assert near.store.values("proposal", "bbbbbbbb-1") is None

    near.take([second])
    assert near.store.values("proposal", "bbbbbbbb-1") is None
    freed = near.take([first])
    assert freed is not None
    assert near.store.values("proposal", "bbbbbbbb-1") == {"place": "bản Mới"}
    assert near.store.value("SELECT count(*) FROM waiting") == 0


def test_an_entry_that_had_waited_is_among_what_changed_on_the_screens(
    desks: tuple[Replica, Replica],
) -> None:
    near, far = desks
    far.write(BOOK, put("proposal", "bbbbbbbb-1", place="bản Nà Hừ"))
    far.write(BOOK, put("member", "bbbbbbbb-2", office="secretary"))
    first, second = far.held.entries.values()
    near.take([second])
    taken = near.take([first])
    assert taken is not None
    assert taken.changes.touches("proposal")
    assert taken.changes.ids("member") == ("bbbbbbbb-2",)


def test_a_record_shown_otherwise_after_a_branch_took_over_is_among_what_changed(office: Office) -> None:
    first = office.new("aaaaaaaa")
    first.write(BOOK, put("proposal", "aaaaaaaa-1", place="bản Nà Hừ"))
    copy, other = office.copy_of(first), office.new("bbbbbbbb")
    first.write(BOOK, put("proposal", "aaaaaaaa-1", place="bản Mới"))
    copy.write(BOOK, put("ballot", "aaaaaaaa-2", yes_count=7))
    sides = sorted({**first.held.entries, **copy.held.entries}.items())
    base = next(data for _, data in sides if oracle.read_entry(data).n == 1)
    lower, higher = (data for _, data in sides if oracle.read_entry(data).n == 2)
    other.take([base, higher])
    taken = other.take([lower])
    assert taken is not None
    assert {(one.kind, one.id) for one in taken.changes.items} == {
        ("proposal", "aaaaaaaa-1"),
        ("ballot", "aaaaaaaa-2"),
    }
    office.close((first, copy, other))


def test_a_part_that_comes_later_than_its_entry_is_shown_from_then_on(desks: tuple[Replica, Replica]) -> None:
    near, far = desks
    far.write(BOOK, put("member", "bbbbbbbb-1", full_name="Vàng A Chứ", office="secretary"))
    near.take(far.held.entries.values())
    assert near.store.values("member", "bbbbbbbb-1") == {"office": "secretary"}
    assert json.loads(near.store.value("SELECT _absent FROM member")) == ["full_name"]
    assert list(check_journal(near.store.connection)) == []
    taken = near.take((), far.held.parts.values())
    assert taken is not None
    assert taken.parts == 1
    assert near.store.values("member", "bbbbbbbb-1") == {"office": "secretary", "full_name": "Vàng A Chứ"}
    assert taken.changes.ids("member") == ("bbbbbbbb-1",)
    assert compare(near.store.connection) == []


def test_a_certificate_that_comes_after_the_revocation_of_its_key_puts_entries_out_of_force(
    desks: tuple[Replica, Replica],
) -> None:
    near, far = desks
    for yes in (5, 6):
        far.write(BOOK, put("ballot", "bbbbbbbb-1", yes_count=yes))
    near.take(far.held.entries.values(), (), [revocation("", "body1", BOOK, [("bbbbbbbb", 1)])])
    assert near.store.values("ballot", "bbbbbbbb-1") == {"yes_count": 6}
    near.certify("bbbbbbbb", "body1")
    assert near.store.values("ballot", "bbbbbbbb-1") == {"yes_count": 5}
    assert compare(near.store.connection) == []


def test_what_a_revoked_device_wrote_counts_nowhere_whichever_comes_first(office: Office) -> None:
    writer, early, late = office.new("aaaaaaaa"), office.new("bbbbbbbb"), office.new("cccccccc")
    for yes in (5, 6, 7):
        writer.write(BOOK, put("ballot", "aaaaaaaa-1", yes_count=yes))
    line = revocation("aaaaaaaa", "body0", BOOK, [("aaaaaaaa", 2)])
    early.take((), (), [line])
    early.take(writer.held.entries.values())
    late.take(writer.held.entries.values())
    late.take((), (), [line])
    for replica in (early, late):
        assert replica.store.values("ballot", "aaaaaaaa-1") == {"yes_count": 6}
        assert replica.differences() == []
    assert for_oracle(line) == oracle.Revocation("aaaaaaaa", "", BOOK, (("aaaaaaaa", 2),))
    office.close((writer, early, late))


def test_a_revocation_leaves_nothing_in_a_book_no_line_of_it_speaks_of(
    desks: tuple[Replica, Replica],
) -> None:
    near, far = desks
    far.write(BOOK, put("ballot", "bbbbbbbb-1", yes_count=5))
    other = f"down:{BOOK}"
    far.write(other, put("ballot", "bbbbbbbb-2", yes_count=6))
    near.take(far.held.entries.values(), (), [revocation("bbbbbbbb", "body1", other, [("bbbbbbbb", 1)])])
    assert near.store.values("ballot", "bbbbbbbb-1") is None
    assert near.store.values("ballot", "bbbbbbbb-2") == {"yes_count": 6}
    assert near.differences() == []

    near.take((), (), [revocation("bbbbbbbb", "body1", BOOK, [("bbbbbbbb", 1)])])
    assert near.store.values("ballot", "bbbbbbbb-1") == {"yes_count": 5}
    assert near.differences() == []
    assert compare(near.store.connection) == []


def test_what_was_typed_after_the_handover_counts_nowhere_and_only_in_that_book(
    desks: tuple[Replica, Replica],
) -> None:
    near, far = desks
    for yes in (5, 6):
        far.write(BOOK, put("ballot", "bbbbbbbb-1", yes_count=yes))
        far.write(f"down:{BOOK}", put("ballot", "bbbbbbbb-2", yes_count=yes))
    near.take(far.held.entries.values(), (), [handover("bbbbbbbb", BOOK, 1)])
    assert near.store.values("ballot", "bbbbbbbb-1") == {"yes_count": 5}
    assert near.store.values("ballot", "bbbbbbbb-2") == {"yes_count": 6}
    near.take((), (), [handover("bbbbbbbb", BOOK, 2)])
    assert near.store.values("ballot", "bbbbbbbb-1") == {"yes_count": 5}
    assert near.differences() == []
    assert compare(near.store.connection) == []


def _grown(spec: RecordSpec) -> RecordSpec:
    newer = FieldSpec("weather", "Thời tiết", "text", required=False, default="", max_len=40)
    return RecordSpec(spec.key, spec.title, spec.cls, (*spec.fields, newer), spec.parent)


def test_what_an_older_program_does_not_know_is_kept_and_shown_after_the_upgrade(
    desks: tuple[Replica, Replica], monkeypatch: pytest.MonkeyPatch
) -> None:
    near, _ = desks
    first = entry_of(1, [["proposal", "cccccccc-1", {"place": "bản Nà Hừ", "weather": "mưa"}]])
    second = entry_of(2, [["weather_report", "cccccccc-2", {"sky": "quang"}]], before=first)
    near.take([first, second])
    assert near.store.values("proposal", "cccccccc-1") == {"place": "bản Nà Hừ", "weather": "mưa"}
    assert near.differences() == []
    near.write(BOOK, put("proposal", "cccccccc-1", place="bản Mới"))
    assert near.store.values("proposal", "cccccccc-1") == {"place": "bản Mới", "weather": "mưa"}

    sky = FieldSpec("sky", "Trời", "text", required=False, default="", max_len=40)
    monkeypatch.setitem(SPECS, "proposal", _grown(spec_of(Proposal)))
    monkeypatch.setitem(
        SPECS, "weather_report", RecordSpec("weather_report", "Thời tiết", Proposal, (sky,), "")
    )
    upgraded = open_store(near.store.folder, KEY, clock=near.clock)
    assert upgraded.value("SELECT weather FROM proposal") == "mưa"
    assert upgraded.value("SELECT _unknown FROM proposal") == "{}"
    assert upgraded.value("SELECT sky FROM weather_report") == "quang"
    assert near.held.entries[oracle.read_entry(second).digest] == second
    upgraded.close()


BROKEN: dict[str, tuple[str, str, Any]] = {
    "text too long": ("proposal", "place", "x" * 500),
    "number for a line": ("proposal", "place", 7),
    "list for a line": ("proposal", "place", ["a"]),
    "object for prose": ("proposal", "content", {"a": 1}),
    "no such choice": ("proposal", "source", "nobody"),
    "list for a choice": ("proposal", "source", ["cell"]),
    "number for a day": ("proposal", "raised_on", 20261005),
    "no such day": ("proposal", "raised_on", "2026-02-30"),
    "other form of a day": ("proposal", "raised_on", "20261005"),
    "list for a ref": ("proposal", "meeting_id", ["a"]),
    "no id": ("proposal", "meeting_id", "chi bộ"),
    "number out of range": ("ballot", "yes_count", -4),
    "number beyond the column": ("ballot", "yes_count", 2**70),
    "flag for a number": ("ballot", "yes_count", True),
    "part of a number": ("ballot", "yes_count", 1.5),
    "text for a number": ("ballot", "yes_count", "7"),
    "number for a flag": ("proposal", "put_away", 5),
    "no such moment": ("meeting", "started_at", "2026-10-05 lúc tối"),
    "moment without offset": ("meeting", "started_at", "2026-10-05T19:30"),
    "number for a moment": ("meeting", "started_at", 20261005),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_value_that_breaks_a_limit_is_named_and_never_fatal(
    desks: tuple[Replica, Replica], case: str
) -> None:
    near, _ = desks
    kind, field, value = BROKEN[case]
    first = entry_of(1, [[kind, "cccccccc-1", {field: value}]])
    near.take([first])
    assert json.loads(near.store.value(f'SELECT _problems FROM "{kind}"')), "the value is not named"
    shown = near.store.record(kind, "cccccccc-1")
    assert isinstance(shown, Incomplete)
    assert shown.values[field] == value
    other = next(name for name in ("matter", "field", "rule") if SPECS[kind].field(name))
    near.write(BOOK, lambda writer: writer.put(kind, "cccccccc-1", **{other: "Việc chung"}))
    assert json.loads(near.store.value(f'SELECT _problems FROM "{kind}"')), "the problem is forgotten"
    assert compare(near.store.connection) == []


@pytest.mark.parametrize("name", ["!place", "", "a b", 'a"b'])
def test_a_field_whose_name_is_none_is_refused(desks: tuple[Replica, Replica], name: str) -> None:
    near, _ = desks
    with pytest.raises(Refusal):
        near.take([entry_of(1, [["proposal", "cccccccc-1", {name: "bản Mới"}]])])
    assert near.store.value("SELECT count(*) FROM journal") == 0


@pytest.mark.parametrize(
    "context",
    [
        '{"bbbbbbbb":3}',
        '{"bbbbbbbb":[3]}',
        '{"bbbbbbbb":[0,"0123456789abcdef"]}',
        '{"bbbbbbbb":[true,"0123456789abcdef"]}',
        '{"bbbbbbbb":["3","0123456789abcdef"]}',
        '{"bbbbbbbb":[3,"0123456789ABCDEF"]}',
        '{"bbbbbbbb":[3,"0123456789abcde"]}',
        '{"bbbbbbbb":[3,"0123456789abcdef0"]}',
        '{"bbbbbbbb":[3,"0123456789abcdef\\n"]}',
        '{"bbbbbbbb":[3,81985529216486895]}',
        '{"bbbbbbbb":[3,"0123456789abcdef",1]}',
        '{"bbbbbbbb":{"3":1,"0123456789abcdef":2}}',
        '{"bbbbbbbb":[3,"0123456789abcdef"],"bbbbbbbb":[4,"0123456789abcdef"]}',
        '[["bbbbbbbb",3,"0123456789abcdef"]]',
    ],
)
def test_a_context_in_another_form_is_refused(desks: tuple[Replica, Replica], context: str) -> None:
    near, _ = desks
    entry = entry_of(1, [["proposal", "cccccccc-1", {"place": "bản Mới"}]])
    with pytest.raises(Refusal):
        near.take([entry.replace(b'"s":1,', b'"s":1,"x":%s,' % context.encode())])
    near.take([entry.replace(b'"s":1,', b'"s":1,"x":{"bbbbbbbb":[3,"0123456789abcdef"]},')])
    assert near.store.value("SELECT count(*) FROM journal") == 1


def test_half_a_letter_in_an_entry_is_refused_or_named_but_never_fatal(
    desks: tuple[Replica, Replica],
) -> None:
    near, _ = desks
    entry = entry_of(1, [["proposal", "cccccccc-1", {"place": "HALF"}]]).replace(b"HALF", b"\\ud800")
    with pytest.raises(Refusal):
        near.take([entry])
    assert near.store.value("SELECT count(*) FROM journal") == 0
