"""A stored value, a record and a machine in the words of the form, for history, conflicts and the archive."""

from __future__ import annotations

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.rows import NOT_SENT, Facts, find
from chibo_desktop.records import SPECS, FieldSpec
from chibo_desktop.records.codec import Json, shown
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_device
from chibo_desktop.store.users import full_name

NAMING = ("full_name", "name", "title", "content", "body", "matter", "summary")
"""The fields a record is called by, the first there is."""
LONGEST_NAME = 60
OWN_MACHINE = "máy này"
RECOGNISED = ("organisation_rating", "commendation")
"""Kinds called by the organisation they are of, where no member is named."""
OF_NEWER = "Mục của bản chương trình mới hơn"
"""What a record is called whose kind only a newer program knows."""


def value_words(store: Store, field: FieldSpec, value: Json) -> str:
    """The value as the form shows it; a reference by the name of what it points at; "" for nothing."""
    if field.kind == "ref" and value:
        return record_words(store, field.refers_to, str(value))
    try:
        return shown(field, value)
    except ValueError:
        return str(value)


def record_words(store: Store, kind: str, record_id: str) -> str:
    """What a record is called: a name, a title, the first words of its content; its kind when it has none."""
    facts = find(store, kind, record_id) if kind in SPECS else None
    return name_of(store, facts) if facts is not None else "(không có ở máy này)"


def name_of(store: Store, facts: Facts) -> str:
    """As `record_words`, for a record that was read."""
    if facts.kind == "meeting":
        return title_of(facts)
    title = SPECS[facts.kind].title
    whose = _whose(store, facts)
    if whose:
        return whose
    for name in NAMING:
        if SPECS[facts.kind].field(name) is None:
            continue
        if name in facts.absent:
            return f"({title.lower()}, tên {NOT_SENT})"
        words = " ".join(facts.text(name).split())
        if words:
            return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rsplit(' ', 1)[0]} …"
    return title


def _whose(store: Store, facts: Facts) -> str:
    """A mark or an opinion is called by its member, a report by its assignment, a step by its candidate, a score's line by its number."""
    if facts.kind == "score_line":
        return f"mục {facts.text('item')}"
    spec = SPECS[facts.kind]
    recognised = ("organisation_id",) if facts.kind in RECOGNISED else ()
    for name in ("assignment_id", "member_id", "candidate_id", *recognised):
        field = spec.field(name)
        if field is not None and facts.text(name):
            return record_words(store, field.refers_to, facts.text(name))
    return ""


def subject_words(store: Store, kind: str, record_id: str) -> str:
    """The kind and the name, as in "Điểm danh: Lò Văn Hặc"; a meeting by its title alone."""
    facts = find(store, kind, record_id) if kind in SPECS else None
    title = SPECS[kind].title if kind in SPECS else OF_NEWER
    if facts is None:
        return title
    name = name_of(store, facts)
    return name if kind == "meeting" or name == title else f"{title}: {name}"


def machine_words(store: Store, device: str, book: str) -> str:
    """Which machine wrote, in words: this one, another of the same body, one of a body that typed for it."""
    owner = book.rpartition(":")[2]
    chain = chain_of_device(store, device)
    organisation = str(chain[0].body["org"]) if chain else ""
    is_typed_for = bool(organisation) and organisation != owner
    if device == store.device:
        return f"{OWN_MACHINE}, nhập thay" if is_typed_for and ":" not in book else OWN_MACHINE
    if not organisation:
        return f"máy khác (mã {device[:4]})"
    typed = " nhập thay" if is_typed_for and ":" not in book else ""
    return f"máy của {body_name(store, organisation)}{typed} (mã {device[:4]})"


def user_words(store: Store, device: str, user: str) -> str:
    """Who wrote: the full name where it was written at this desk and one was given, else the short name."""
    is_own = device == store.device or device in store.former_devices
    return (full_name(store, user) if is_own else "") or user
