"""The forms of official papers as they lie in the folder forms/; what fills them is not known here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import form_folder

BODY, CARD, SAMPLE = "body.html.j2", "form.toml", "sample.json"
PARTS = "_parts"
"""The folder of what several forms share; a form names what it takes from there, by file."""
_TAKES = re.compile(r'\{%-?\s*(?:from|import|include)\s+"([^"]+)"')


@dataclass(frozen=True)
class Form:
    """One form of one validity; `version` is to be stored with every paper printed by it.

    `values` names what fills it (docs/FORMS.md); `parts` are the shared parts it takes, by name with their text, those
    they take in turn as well: they are of its version. `landscape`: printed across the sheet, for a wide table.
    """

    code: str
    title: str
    source: str
    issued_on: date
    valid_from: date
    valid_until: date | None
    record: str
    values: str
    recipients: tuple[str, ...]
    official: bool
    landscape: bool
    body: str
    parts: tuple[tuple[str, str], ...]
    version: str
    folder: Path

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def list_forms(folder: Path | None = None) -> list[Form]:
    """Every form, by code and then validity; a folder `<code>@<year>` holds a further version of `<code>`."""
    root = form_folder() if folder is None else folder
    found = [read_form(card.parent) for card in sorted(root.glob(f"*/{CARD}"))]
    return sorted(found, key=lambda form: (form.code, form.valid_from))


def form_in_force(code: str, day: date, folder: Path | None = None) -> Form:
    """The newest version of the form valid on that day; Refusal when there is none."""
    root = form_folder() if folder is None else folder
    found = [read_form(place) for place in (root / code, *root.glob(f"{code}@*")) if (place / CARD).is_file()]
    valid = sorted((form for form in found if form.is_valid_on(day)), key=lambda form: form.valid_from)
    if not valid:
        raise Refusal(
            f"Không có biểu mẫu “{code}” dùng được cho ngày {day:%d/%m/%Y}. Thêm biểu mẫu vào thư mục forms."
        )
    return valid[-1]


def read_form(folder: Path) -> Form:
    """Read one folder; Refusal names the file and what is missing in it."""
    try:
        card_bytes, body_bytes = (folder / CARD).read_bytes(), (folder / BODY).read_bytes()
        card = tomllib.loads(card_bytes.decode())
    except OSError as error:
        raise Refusal(f"Biểu mẫu “{folder.name}” thiếu tệp {CARD} hoặc {BODY}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(f"Tệp {folder.name}/{CARD} viết sai: {error}.") from error
    body = body_bytes.decode()
    parts = dict(_parts_of(folder, body, frozenset()))
    held = [part.encode() for _, part in sorted(parts.items())]
    return _form(folder, card, body, tuple(sorted(parts.items())), _version(card_bytes, body_bytes, *held))


def _parts_of(folder: Path, text: str, above: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The shared parts a text takes, with those they take."""
    for name in _TAKES.findall(text):
        if name in above:
            raise Refusal(f"Biểu mẫu “{folder.name}”: phần “{name}” lấy lại chính nó. Sửa tệp ấy.")
        part = _part(folder, name)
        yield name, part
        yield from _parts_of(folder, part, above | {name})


def _part(folder: Path, name: str) -> str:
    """A form outside the program's own folder takes the program's parts where it has none beside it."""
    for root in (folder.parent, form_folder()):
        place = root / PARTS / name
        if Path(name).name == name and place.is_file():
            return place.read_bytes().decode().replace("\r\n", "\n")
    raise Refusal(f"Biểu mẫu “{folder.name}” cần phần “{name}”, không có trong thư mục {PARTS}.")


def _version(*held: bytes) -> str:
    """Line ends do not count: the same form saved on Windows is the same version."""
    from chibo_desktop.seal.digest import short_hash

    return short_hash(b"\0".join(part.replace(b"\r\n", b"\n") for part in held))


def _form(
    folder: Path, card: Mapping[str, Any], body: str, parts: tuple[tuple[str, str], ...], version: str
) -> Form:
    def words(key: str) -> str:
        return str(_kept(card, key, str, folder))

    valid_until = card.get("valid_until")
    return Form(
        code=words("code"),
        title=words("title"),
        source=words("source"),
        issued_on=_kept(card, "issued_on", date, folder),
        valid_from=_kept(card, "valid_from", date, folder),
        valid_until=valid_until if isinstance(valid_until, date) else None,
        record=words("record"),
        values=words("values"),
        recipients=tuple(str(each) for each in card.get("recipients", ())),
        official=bool(card.get("official", True)),
        landscape=bool(card.get("landscape", False)),
        body=body,
        parts=parts,
        version=version,
        folder=folder,
    )


def _kept(card: Mapping[str, Any], key: str, kind: type, folder: Path) -> Any:
    value = card.get(key)
    if not isinstance(value, kind):
        raise Refusal(f"Tệp {folder.name}/{CARD} thiếu hoặc viết sai mục “{key}”.")
    return value
