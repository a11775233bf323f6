"""Fills a form with values and reads it into blocks; the shapes of values stand in the files named for the papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import Block
from chibo_desktop.papers.catalogue import Form
from chibo_desktop.papers.reader import read_blocks
from chibo_desktop.rules.numbering import roman

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

_FORM_FAULTS = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What a form does that is written well and still cannot be done: a filter on the wrong value, a sum of words."""

# the form's own words follow the organisation's way of placing marks; what people typed stays as typed
_OLD_TONE = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("ỦY", "UỶ"), ("hòa", "hoà"), ("Hòa", "Hoà"), ("HÒA", "HOÀ"))


def render(form: Form, values: Mapping[str, Any], *, tone_style: str = "new") -> list[Block]:
    """The paper as blocks; `tone_style` "old" prints the form's words as `uỷ`, `hoà`.

    Refusal when the form is wrong or asks for a value that is not there.
    """
    return read_blocks(fill(form, values, tone_style=tone_style))


def fill(form: Form, values: Mapping[str, Any], *, tone_style: str = "new") -> str:
    """The form's HTML with every value in it, escaped."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    parts = tuple((name, in_tone(part, tone_style)) for name, part in form.parts)
    try:
        return _template(in_tone(form.body, tone_style), parts).render(values)
    except TemplateSyntaxError as error:
        where = f"phần {error.name}, dòng" if error.name else "dòng"
        raise Refusal(
            f"Biểu mẫu “{form.title}” viết sai ở {where} {error.lineno}: {error.message}."
        ) from error
    except TemplateNotFound as error:
        raise Refusal(
            f"Biểu mẫu “{form.title}” phải ghi thẳng tên phần dùng chung “{error.name}”."
        ) from error
    except UndefinedError as error:
        raise Refusal(f"Biểu mẫu “{form.title}” cần một điều chưa có: {error.message}.") from error
    except SecurityError as error:
        raise Refusal(f"Biểu mẫu “{form.title}” làm việc không được phép: {error}.") from error
    except _FORM_FAULTS as error:
        raise Refusal(
            f"Biểu mẫu “{form.title}” tính sai một chỗ nên chưa dựng được: {error}. Hãy sửa biểu mẫu ấy."
        ) from error


def in_tone(words: str, tone_style: str) -> str:
    """The program's own words with their marks as the organisation wants them: `ủy`, or with "old" `uỷ`."""
    if tone_style == "old":
        for new, old in _OLD_TONE:
            words = words.replace(new, old)
    return words


@lru_cache(maxsize=32)
def _template(source: str, parts: tuple[tuple[str, str], ...]) -> Template:
    """Compiled once: the preview fills the same form after every pause in the typing."""
    return _environment(parts).from_string(source)


def _environment(parts: tuple[tuple[str, str], ...]) -> SandboxedEnvironment:
    """A form reaches its own parts and no other file."""
    from jinja2 import DictLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(
        loader=DictLoader(dict(parts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_present,
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
    """The text on one line, ending in one full stop: never none, never `./.` (documents.md §1.7); a colon stays."""
    line = text.clean_line(value)
    while line.endswith(("./.", ".,", ";", ",")):
        line = line[:-1].rstrip("/,")
    return line if not line or line.endswith((".", "!", "?", "…", ".”", ":")) else line + "."


def _or_blank(value: str) -> str:
    """The text on one line, or a dotted blank to be filled in by hand."""
    return text.clean_line(value) or DOTS


def _count(value: int | None) -> str:
    """A count; dots for one not known yet, and what another machine wrote below nought as it is."""
    if value is None:
        return FEW_DOTS
    return text.count(value) if value >= 0 else str(value)


def _percent(value: int | None, of: int | None) -> str:
    if value is None or of is None:
        return f"{FEW_DOTS}{text.NO_BREAK_SPACE}%"
    return text.percent(value, of) if value >= 0 and of >= 0 else "–"


def _quarter(month: str) -> str:
    """As in "quý IV năm 2026"."""
    year, number = month.split("-")
    return f"quý {roman((int(number) + 2) // 3)} năm {year}"


def _blank_if_empty(blank: str, show: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: show(value) if value else blank


DOTS, FEW_DOTS = "…………………", "……"  # with the day blank too, the date line keeps to its half of the page

# an empty value is a fact not recorded yet: a draft prints dots, to be filled in by hand
FILTERS = {
    "paper_day": _blank_if_empty("ngày … tháng … năm ……", lambda value: dates.paper_day(_day(value))),
    "paper_time": _blank_if_empty("…… giờ …… phút", lambda value: dates.paper_time(_moment(value))),
    "show_day": _blank_if_empty("……/……/………", lambda value: dates.show_day(_day(value))),
    "show_time": _blank_if_empty("……:……", lambda value: dates.show_time(_moment(value))),
    "show_month": _blank_if_empty("tháng …… năm ………", dates.show_month),
    "show_quarter": _blank_if_empty("quý …… năm ………", _quarter),
    "month_after": _blank_if_empty("", dates.month_after),
    "month_before": _blank_if_empty("", dates.month_before),
    "count": _count,
    "percent": _percent,
    "or_blank": _or_blank,
    "name": text.no_break,
    "line": text.clean_line,
    "lines": _lines,
    "sentence": _sentence,
}
