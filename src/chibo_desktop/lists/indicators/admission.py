"""IND-10: members admitted, by the day of the decision, of the number that was to be admitted."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.lists.admission_targets import Aimed, admission_targets, admitted_between
from chibo_desktop.lists.admissions import Event, decided_unlisted
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Row
from chibo_desktop.lists.indicators.scope import Scope, refs
from chibo_desktop.rules.comparisons import Target

GIVEN = Target(100, rule="chỉ tiêu kết nạp được giao")
"""The number that was given is itself what has to be reached."""


def _admitted(scope: Scope) -> Figure:
    within = scope.within
    events = admitted_between(scope.held.store, scope.organisation_id, within.first_day, within.last_day)
    aims = _aims(scope)
    lacking = [year for year, aimed in aims if aimed is None]
    planned = 0 if lacking else sum(aimed.count for _, aimed in aims if aimed)
    met = _met(scope, len(events), planned)
    return Figure(
        ADMISSION.key,
        ADMISSION.title,
        len(events),
        planned or None,
        GIVEN if planned else None,
        met,
        unit="đảng viên",
        notes=_notes(scope, aims, lacking),
        parts=lambda: _years(events, aims),
        behind=lambda: _behind(events, aims),
    )


def _aims(scope: Scope) -> list[tuple[int, Aimed | None]]:
    """What has to be reached in each year the range touches."""
    found = admission_targets(scope.held.store)
    return [(year, found.aimed(scope.organisation_id, year)) for year in _years_touched(scope)]


def _years_touched(scope: Scope) -> range:
    return range(int(scope.within.first[:4]), int(scope.within.last[:4]) + 1)


def _met(scope: Scope, admitted: int, planned: int) -> bool | None:
    """Reached is reached; missed only once whole years were counted and are over."""
    if not planned:
        return None
    if admitted >= planned:
        return True
    return False if _is_whole(scope) and scope.within.last_day < scope.today else None


def _is_whole(scope: Scope) -> bool:
    return scope.within.first.endswith("-01") and scope.within.last.endswith("-12")


def _notes(scope: Scope, aims: Sequence[tuple[int, Aimed | None]], lacking: Sequence[int]) -> tuple[str, ...]:
    said = []
    if lacking:
        some = f" năm {_listed(lacking)}" if len(lacking) < len(aims) else ""
        said.append(f"Chưa có chỉ tiêu kết nạp{some} nên chỉ đếm, không tính tỷ lệ.")
    elif not _is_whole(scope):
        said.append(f"So với chỉ tiêu cả năm {_listed([year for year, _ in aims])}.")
    if not lacking and any(aimed and aimed.is_sum for _, aimed in aims):
        said.append("Chỉ tiêu là tổng các số đã giao xuống, cấp trên chưa giao.")
    within = scope.within
    if waiting := decided_unlisted(
        scope.held.store, scope.organisation_id, within.first_day, within.last_day
    ):
        said.append(
            f"{waiting} người có quyết định kết nạp mà chi bộ chưa đưa vào danh sách đảng viên nên chưa đếm."
        )
    return tuple(said)


def _listed(years: Sequence[int]) -> str:
    return ", ".join(str(year) for year in years)


def _years(events: Sequence[Event], aims: Sequence[tuple[int, Aimed | None]]) -> tuple[Row, ...]:
    """A year each, where there are several."""
    return tuple(_year(events, year, aimed) for year, aimed in aims) if len(aims) > 1 else ()


def _year(events: Sequence[Event], year: int, aimed: Aimed | None) -> Row:
    own = [each for each in events if each.on.year == year]
    return Row(
        str(year),
        f"Năm {year}",
        len(own),
        aimed.count if aimed and aimed.count else None,
        unit="đảng viên",
        note="" if aimed else "chưa có chỉ tiêu",
        behind=lambda: _behind(own, [(year, aimed)]),
    )


def _behind(events: Sequence[Event], aims: Sequence[tuple[int, Aimed | None]]) -> Behind:
    given = (each.id for _, aimed in aims if aimed for each in aimed.given)
    return Behind(refs("member", (each.member_id for each in events)), refs("admission_target", given))


ADMISSION = Indicator(
    "IND-10",
    "Kết nạp đảng viên so với chỉ tiêu",
    "Số đảng viên có quyết định kết nạp trong kỳ (theo ngày quyết định) / chỉ tiêu kết nạp của các năm trong kỳ.",
    _admitted,
)
COUNTS = (ADMISSION,)
