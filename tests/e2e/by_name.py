"""What `records list` says of a folder, ids replaced by what people call the records, so that two folders can be compared."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Listed = Mapping[str, Any]
Names = dict[str, str]
Book = Mapping[str, Mapping[str, Listed]]
"""Records by kind and name."""

WRITING = {"_head", "finalised_at"}
"""Who wrote last in which entry, and the moment of locking: they say when something was written down, not what."""
ASKED = ("--json", "--unmasked", "--reason", "đối chiếu hai sổ")

CALLED: Mapping[str, Callable[[Listed, Names], str]] = {
    "organisation": lambda it, _: it["name"],
    "member": lambda it, _: it["full_name"],
    "standing": lambda it, known: f"{known[it['member_id']]}/{it['kind']}",
    "meeting": lambda it, _: it["period"],
    "agenda_item": lambda it, known: f"{known[it['meeting_id']]}/{it['title']}",
    "attendance": lambda it, known: f"{known[it['meeting_id']]}/{known[it['member_id']]}",
    "guest": lambda it, known: f"{known[it['meeting_id']]}/{it['full_name']}",
    "opinion": lambda it, known: f"{known[it['meeting_id']]}/{it['position']}",
    "ballot": lambda it, known: f"{known[it['meeting_id']]}/{it['position']}",
    "resolution": lambda it, known: known[it["meeting_id"]],
    "assignment": lambda it, _: it["title"],
    "assignment_report": lambda it, known: f"{known[it['assignment_id']]}/{known[it['meeting_id']]}",
    "proposal": lambda it, _: it["content"],
    "answer": lambda it, known: f"{known[it['proposal_id']]}/{known[it['body_id']]}",
    "score": lambda it, known: known[it["meeting_id"]],
    "score_line": lambda it, known: f"{known[it['meeting_id']]}/{it['item']}",
    "same_as": lambda it, _: f"{it['kept_id']}/{it['joined_id']}",
    "opening": lambda it, known: f"{known[it['organisation_id']]}/{it['opened_on']}",
    "addendum": lambda it, known: f"{known[it['meeting_id']]}/{it['number']}",
    "person_case": lambda it, known: f"{known[it['meeting_id']]}/{it['position']}",
    "election": lambda it, known: f"{known[it['meeting_id']]}/{it['position']}",
    "nominee": lambda it, known: f"{known[it['election_id']]}/{it['position']}",
    "phrase": lambda it, _: it["body"],
}
"""The natural key of each kind; a kind stands after those its key is made of."""


def ask(program: Sequence[str], folder: Path, password: str, *words: str) -> Any:
    """The JSON one call of the command line gives; it must succeed."""
    done = subprocess.run(
        [*program, "--data-dir", str(folder), *words],
        env={**os.environ, "CHIBO_PASSWORD": password},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def records_by_name(program: Sequence[str], folder: Path, password: str) -> dict[str, dict[str, Listed]]:
    """Every record of the folder under its kind and name, put away or not; references are names too.

    A field that was never written stands with its declared value, for that is how everything reads it.
    """
    declared = {
        each["type"]: each for each in ask(program, folder, password, "records", "schema", "--json")["types"]
    }
    assert set(declared) == set(CALLED), "a kind of record has no name here"
    found: dict[str, list[Listed]] = {}
    known: Names = {}
    for kind, call in CALLED.items():
        listed = ask(program, folder, password, "records", "list", kind, *ASKED)["records"]
        away = ask(program, folder, password, "records", "list", kind, "--where", "put_away=true", *ASKED)[
            "records"
        ]
        found[kind] = [*listed, *away]
        for record in found[kind]:
            known[record["id"]] = call(record, known)
        names = [known[record["id"]] for record in found[kind]]
        assert len(set(names)) == len(names), f"two of {kind} have one name"
    return {
        kind: {known[record["id"]]: _plain(record, _defaults(declared[kind]), known) for record in records}
        for kind, records in found.items()
    }


def _defaults(declared: Listed) -> dict[str, Any]:
    return {field["name"]: field.get("default") for field in declared["fields"]}


def _plain(record: Listed, defaults: Mapping[str, Any], known: Names) -> Listed:
    whole = {name: defaults.get(name) if value is None else value for name, value in record.items()}
    return {name: _named(value, known) for name, value in whole.items() if name not in WRITING}


def _named(value: Any, known: Names) -> Any:
    """An id is its name, an id made of two ids is both."""
    if not isinstance(value, str):
        return value
    if value in known:
        return known[value]
    parts = value.split("/")
    return "/".join(known[part] for part in parts) if all(part in known for part in parts) else value


def differences(wanted: Book, found: Book) -> list[str]:
    """One line for each record or field that is not the same in both."""
    lines = []
    for kind, record, name in sorted({*_places(wanted), *_places(found)}):
        sides = [book[kind].get(record, {}).get(name, "–") for book in (wanted, found)]
        if sides[0] != sides[1]:
            lines.append(f"{kind} “{record}”, {name}: {sides[0]!r} and not {sides[1]!r}")
    return lines


def _places(book: Book) -> Iterator[tuple[str, str, str]]:
    for kind, records in book.items():
        for record, values in records.items():
            yield from ((kind, record, name) for name in values)
