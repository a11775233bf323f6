"""What `records search` prints: the groups and hits of the search field, as JSON and as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chibo_desktop.lists.search import SOUGHT, Group
from chibo_desktop.lists.search_texts import Hit


def groups_document(typed: str, groups: list[Group]) -> dict[str, Any]:
    """As JSON; `meeting` is null for what belongs to no meeting."""
    return {
        "words": typed,
        "groups": [
            {
                "label": group.label,
                "has_more": group.has_more,
                "hits": [_hit_document(hit) for hit in group.hits],
            }
            for group in groups
        ],
    }


def _hit_document(hit: Hit) -> dict[str, Any]:
    return {
        "type": hit.kind,
        "id": hit.id,
        "title": hit.title.words,
        "where": hit.where.words,
        "text": hit.text.words,
        "meeting": hit.meeting_id or None,
    }


def group_lines(typed: str, groups: list[Group]) -> Iterator[str]:
    """For people: a heading a group, up to three lines a hit."""
    if not groups:
        yield f"Không tìm thấy “{typed}”. {SOUGHT}"
    for group in groups:
        yield f"{group.label}{' (còn nữa)' if group.has_more else ''}"
        for hit in group.hits:
            yield f"  {hit.kind} {hit.id}  {hit.title.words}"
            yield from (f"    {words}" for words in (hit.where.words, hit.text.words) if words)
