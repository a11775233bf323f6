"""Reads the small HTML of forms into a strict tree of elements; what the elements mean stands in reader.py."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from chibo_desktop.base import text
from chibo_desktop.base.errors import Refusal

INLINE = frozenset({"b", "i", "u", "br"})
BLOCKS = frozenset(
    {
        "letterhead",
        "paper-title",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "ol",
        "table",
        "signatures",
        "large-code",
        "page-break",
    }
)
EMPTY = frozenset({"br", "page-break"})
# what may stand directly inside what; docs/FORMS.md is the same table for people
INSIDE: dict[str, frozenset[str]] = {
    "": BLOCKS,
    "letterhead": frozenset({"superior", "issuer", "number", "place", "mark"}),
    "paper-title": frozenset({"kind", "subject"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "table": frozenset({"thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "signatures": frozenset({"recipients", "signer"}),
    "recipients": frozenset({"li"}),
    "signer": frozenset({"authority", "office", "person"}),
}
STYLED = frozenset({"p", "h1", "h2", "h3", "li", "th", "td", "b", "i", "u"})
PLAIN = frozenset(
    {
        "superior",
        "issuer",
        "number",
        "place",
        "mark",
        "kind",
        "subject",
        "authority",
        "office",
        "person",
        "large-code",
    }
)
ATTRIBUTES: dict[str, dict[str, frozenset[str] | None]] = {
    "p": {
        "align": frozenset({"justify", "left", "center", "right"}),
        "indent": frozenset({"yes", "no"}),
        "begins": frozenset({"h1", "h2", "h3"}),
    },
    "h1": {"number": frozenset({"yes", "no"})},
    "h2": {"number": frozenset({"yes", "no"})},
    "h3": {"number": frozenset({"yes", "no"})},
    "ol": {"type": frozenset({"1", "a"})},
    "table": {"widths": None},
    "th": {"align": frozenset({"left", "center", "right"})},
    "td": {"align": frozenset({"left", "center", "right"})},
}
KNOWN = frozenset(INSIDE) | STYLED | PLAIN | INLINE | BLOCKS | frozenset().union(*INSIDE.values())


@dataclass
class Element:
    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self, tag: str = "") -> list[Element]:
        return [each for each in self.children if isinstance(each, Element) and tag in ("", each.tag)]


def refuse(line: int, sentence: str) -> Refusal:
    return Refusal(f"Biểu mẫu, dòng {line}: {sentence}")


def printable(words: str) -> str:
    """NFC, without the characters that have no shape: controls, direction marks, joiners, variation selectors."""
    return "".join(each for each in text.nfc(words) if _has_shape(each))


def _has_shape(character: str) -> bool:
    if character in "\n\t ":
        return True
    if "\ufe00" <= character <= "\ufe0f":
        return False
    return unicodedata.category(character) not in ("Cc", "Cf")


def read_tree(html: str) -> Element:
    """The root holds the blocks; Refusal with the line for an unknown tag, attribute or place."""
    reader = _TreeReader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        last = reader.open[-1]
        raise refuse(last.line, f"thẻ <{last.tag}> chưa đóng. Thêm </{last.tag}>.")
    return reader.open[0]


class _TreeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", 1)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        inside = self.open[-1].tag
        if tag not in KNOWN:
            raise refuse(line, f"thẻ <{tag}> không dùng được. Xem các thẻ trong docs/FORMS.md.")
        allowed = INSIDE.get(inside, INLINE if inside in STYLED else frozenset())
        if tag not in allowed:
            raise refuse(line, f"thẻ <{tag}> không được đặt trong {f'<{inside}>' if inside else 'chỗ này'}.")
        element = Element(tag, line, _checked(tag, attrs, line))
        self.open[-1].children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        if tag != self.open[-1].tag:
            raise refuse(self.getpos()[0], f"</{tag}> đóng không đúng chỗ; đang mở <{self.open[-1].tag}>.")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        where = self.open[-1]
        if where.tag in STYLED or where.tag in PLAIN:
            where.children.append(printable(data))
        elif data.strip():
            raise refuse(self.getpos()[0], f"chữ “{data.strip()[:30]}” đứng ngoài thẻ. Đặt trong <p>…</p>.")

    def handle_decl(self, decl: str) -> None:
        raise refuse(self.getpos()[0], f"<!{decl[:20]}> không dùng được. Xóa dòng này.")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)


def _checked(tag: str, attrs: list[tuple[str, str | None]], line: int) -> dict[str, str]:
    allowed = ATTRIBUTES.get(tag, {})
    for name, value in attrs:
        if name not in allowed:
            raise refuse(line, f"thẻ <{tag}> không có thuộc tính “{name}”.")
        choices = allowed[name]
        if choices is not None and value not in choices:
            raise refuse(line, f"thuộc tính “{name}” chỉ nhận: {', '.join(sorted(choices))}.")
    return {name: value or "" for name, value in attrs}
