"""Words kept to use again, sentences of minutes and fields of work: kept, put away; which to offer is in lists/phrases.py."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_prose, fold
from chibo_desktop.lists.phrases import FIELD, SENTENCE
from chibo_desktop.lists.rows import find, of_cell
from chibo_desktop.store import Changes


def keep_phrase(desk: Desk, body: str, sort: str = SENTENCE) -> tuple[Changes, str]:
    """Keeps a sentence for this cell; one put away before comes back. Refusal when it says nothing or is kept already."""
    sought = fold(clean_prose(body))
    away = [
        each
        for each in of_cell(desk.store, "phrase", desk.organisation_id, away=True)
        if each.is_put_away and each.text("sort") == sort and fold(each.text("body")) == sought
    ]
    with desk.writing() as writer:
        phrase_id = away[0].id if away else writer.new_id()
        again = {"put_away": False} if away else {"cell_id": desk.organisation_id}
        writer.put("phrase", phrase_id, body=body, **again, **({} if sort == SENTENCE else {"sort": sort}))
    return writer.changes, phrase_id


def keep_field_of_work(desk: Desk, name: str) -> tuple[Changes, str]:
    """Puts a field of work on this desk's list (practice.md M24, B07). Refusal when it is empty, too long or there already."""
    return keep_phrase(desk, name, FIELD)


def put_away_phrase(desk: Desk, phrase_id: str) -> Changes:
    """It is offered no more; what holds it stays as it is."""
    if find(desk.store, "phrase", phrase_id) is None:
        raise Refusal("Không còn câu này trong những câu đã giữ. Hãy chọn lại.", "id")
    with desk.writing() as writer:
        writer.put("phrase", phrase_id, put_away=True)
    return writer.changes
