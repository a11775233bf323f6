"""The people of this desk by the short name that stands in entries: their full names, and since and until when."""

from __future__ import annotations

from chibo_desktop.store.store import Store


def put_user(store: Store, user: str, name: str) -> None:
    """Keeps the full name of a short one; somebody who had left is here again. "" is no full name yet."""
    since = store.clock.now().isoformat(timespec="seconds")
    store.connection.execute(
        "INSERT INTO desk_user VALUES (?, ?, ?, NULL)"
        " ON CONFLICT(user) DO UPDATE SET name = excluded.name, until = NULL",
        (user, name, since),
    )


def end_user(store: Store, user: str) -> None:
    """Notes that the user may open this desk no more; the name stays for the history."""
    if store.row("SELECT 1 FROM desk_user WHERE user = ?", (user,)) is None:
        put_user(store, user, "")
    until = store.clock.now().isoformat(timespec="seconds")
    store.connection.execute("UPDATE desk_user SET until = ? WHERE user = ?", (until, user))


def full_name(store: Store, user: str) -> str:
    """The full name behind a short one written at this desk, now or formerly; "" when none was given."""
    return str(store.value("SELECT name FROM desk_user WHERE user = ?", (user,)) or "")


def has_left(store: Store, user: str) -> bool:
    """Whether somebody of this short name once opened the desk and may no more."""
    row = store.row("SELECT until FROM desk_user WHERE user = ?", (user,))
    return row is not None and row["until"] is not None
