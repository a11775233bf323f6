"""Invitations this body gave out and whether they are still open; their words are kept stretched, never as told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chibo_desktop.store.database import Row
from chibo_desktop.store.store import Store

State = Literal["open", "used", "withdrawn", "closed"]
WRONG_WORDS = 3
"""After so many different requests with a wrong word an invitation is closed."""


@dataclass(frozen=True)
class Invited:
    """One invitation. `org` is the organisation already known that it is for, `joined` the body that came by it."""

    number: str
    org: str | None
    name: str
    word: bytes
    """SECRET: the stretched word; empty once the invitation is no longer open."""
    at: datetime
    state: State
    wrong: tuple[str, ...]
    joined: str | None


def put_invitation(store: Store, *, number: str, org: str | None, name: str, word: bytes) -> None:
    """Keeps a new open invitation."""
    at = store.clock.now().isoformat(timespec="seconds")
    store.connection.execute(
        "INSERT INTO invitation VALUES (?, ?, ?, ?, ?, 'open', '[]', NULL)",
        (number, org, name, word.hex(), at),
    )


def find_invitation(store: Store, number: str) -> Invited | None:
    """The invitation of that number, open or not; None when this body never gave it out."""
    row = store.row("SELECT * FROM invitation WHERE number = ?", (number,))
    return _invited(row) if row else None


def list_invitations(store: Store) -> list[Invited]:
    """Every invitation ever given out, newest first."""
    return [_invited(row) for row in store.rows("SELECT * FROM invitation ORDER BY at DESC, rowid DESC")]


def end_invitation(store: Store, number: str, state: State, joined: str | None = None) -> None:
    """An invitation is used, withdrawn or closed; its word is forgotten."""
    store.connection.execute(
        "UPDATE invitation SET state = ?, joined = ?, word = '' WHERE number = ?", (state, joined, number)
    )


def withdraw_open(store: Store) -> int:
    """Withdraws every invitation that is open, forgetting its word; gives how many there were."""
    query = "UPDATE invitation SET state = 'withdrawn', word = '' WHERE state = 'open'"
    return int(store.connection.execute(query).rowcount)


def note_wrong_word(store: Store, number: str, request: str) -> int:
    """Counts a request, by its hash, whose word was wrong; gives how many tries are left, closing at none.

    The same request opened again counts once.
    """
    held = find_invitation(store, number)
    wrong = sorted({*(held.wrong if held else ()), request})
    store.connection.execute("UPDATE invitation SET wrong = ? WHERE number = ?", (json.dumps(wrong), number))
    if len(wrong) >= WRONG_WORDS:
        end_invitation(store, number, "closed")
    return max(0, WRONG_WORDS - len(wrong))


def _invited(row: Row) -> Invited:
    return Invited(
        number=row["number"],
        org=row["org"],
        name=row["name"],
        word=bytes.fromhex(row["word"]),
        at=datetime.fromisoformat(row["at"]),
        state=row["state"],
        wrong=tuple(json.loads(row["wrong"])),
        joined=row["joined"],
    )
