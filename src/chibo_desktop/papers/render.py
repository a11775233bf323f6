"""Fills a form with values and reads it into blocks; the values' shape is minutes.py's and resolution.py's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import Block
from chibo_desktop.papers.catalogue import Form
from chibo_desktop.papers.reader import read_blocks

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

# the form's own words follow the organisation's way of placing marks; what people typed stays as typed
_OLD_TONE = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("ỦY", "UỶ"), ("hòa", "hoà"), ("Hòa", "Hoà"), ("HÒA", "HOÀ"))


def render(form: Form, values: Mapping[str, Any], *, tone_style: str = "new") -> list[Block]:
    """The paper as blocks; `tone_style` "old" prints the form's words as `uỷ`, `hoà`.

    Refusal when the form is wrong or asks for a value that is not there.
    """
    return read_blocks(fill(form, values, tone_style=tone_style))


def fill(form: Form, values: Mapping[str, Any], *, tone_style: str = "new") -> str:
    """The form's HTML with every value in it, escaped."""
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    source = _in_old_tone(form.body) if tone_style == "old" else form.body
    try:
        return _template(source).render(values)
    except TemplateSyntaxError as error:
        raise Refusal(f"Biểu mẫu “{form.title}” viết sai ở dòng {error.lineno}: {error.message}.") from error
    except UndefinedError as error:
        raise Refusal(f"Biểu mẫu “{form.title}” cần một điều chưa có: {error.message}.") from error
    except SecurityError as error:
        raise Refusal(f"Biểu mẫu “{form.title}” làm việc không được phép: {error}.") from error


def _in_old_tone(source: str) -> str:
    for new, old in _OLD_TONE:
        source = source.replace(new, old)
    return source


@lru_cache(maxsize=32)
def _template(source: str) -> Template:
    """Compiled once: the preview fills the same form after every pause in the typing."""
    return _environment().from_string(source)


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_present
    )
    made.filters.update(FILTERS)
    return made


def _present(value: object) -> object:
    from jinja2 import UndefinedError

    if value is None:
        raise UndefinedError("một giá trị còn trống")
    return value


def _day(value: date | str) -> date:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _moment(value: datetime | time | str) -> datetime | time:
    if not isinstance(value, str):
        return value
    return datetime.fromisoformat(value) if "T" in value else time.fromisoformat(value)


def _lines(value: str) -> list[str]:
    """The lines of a prose text, empty ones left out: one paragraph each."""
    return [line for line in text.clean_prose(value).split("\n") if line]


def _sentence(value: str) -> str:
    """The text on one line, ending in one full stop: never none, never `./.` (documents.md §1.7)."""
    line = text.clean_line(value)
    while line.endswith(("./.", ".,", ";", ",")):
        line = line[:-1].rstrip("/,")
    return line if not line or line.endswith((".", "!", "?", "…", ".”")) else line + "."


FILTERS = {
    "paper_day": lambda value: dates.paper_day(_day(value)),
    "paper_time": lambda value: dates.paper_time(_moment(value)),
    "show_day": lambda value: dates.show_day(_day(value)),
    "show_time": lambda value: dates.show_time(_moment(value)),
    "show_month": dates.show_month,
    "month_after": dates.month_after,
    "month_before": dates.month_before,
    "count": text.count,
    "percent": text.percent,
    "name": text.no_break,
    "line": text.clean_line,
    "lines": _lines,
    "sentence": _sentence,
}
