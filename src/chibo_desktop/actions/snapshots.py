"""Fixing the figures of a day (chốt số liệu), to be compared later and sent up without names; the counting is in lists/member_figures.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chibo_desktop.actions.derived import put_once
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.member_figures import BY_KEY, POPULATION, SUMMED, Figures, figures_on, snapshots_of
from chibo_desktop.store import Changes


def fix_figures(desk: Desk, day: date) -> Changes:
    """Writes down every count of a day; what was fixed on that day before is replaced.

    An upper body adds up only what those below fixed on that very day. Refusal for a day to come, and where they fixed
    none on it but some on others: figures of two days are never written down as one.
    """
    if day > desk.today:
        raise Refusal(f"Ngày {show_day(day)} chưa đến. Chốt số liệu của hôm nay hoặc ngày đã qua.", "on")
    own = desk.organisation_id
    figures = figures_on(desk.store, own, day, exact=True)
    others = {show_day(each) for each in figures_on(desk.store, own, day).used.values() if each != day}
    if others and not figures.used:
        raise Refusal(
            f"Các nơi bên dưới chưa chốt ngày {show_day(day)}, số đang xem là của ngày {', '.join(sorted(others))}. "
            "Chọn một ngày họ đã chốt ở ô Số liệu ngày rồi chốt.",
            "on",
        )
    wanted = _kept(figures)
    fixed = snapshots_of(desk.store, own, day)
    held = {each.text("measure"): each for each in fixed}
    with desk.writing() as writer:
        for measure, (count, of) in wanted.items():
            if measure in held:
                writer.put("snapshot", held[measure].id, count=count, of=of)
            else:
                whose = {"organisation_id": own, "on": day, "measure": measure}
                more = {"of": of} if of is not None else {}
                about = (own, day.isoformat(), measure)
                put_once(writer, "snapshot", about, **whose, count=count, **more)
        for each in fixed:
            if each.text("measure") not in wanted or each is not held[each.text("measure")]:
                writer.put("snapshot", each.id, put_away=True)
    return writer.changes


def _kept(figures: Figures) -> Mapping[str, tuple[int, int | None]]:
    """What is worth a record: who stands how always, all else where it counts somebody; members of the population."""
    found: dict[str, tuple[int, int | None]] = {
        key: (count, None) for key, count in figures.counts.items() if count or BY_KEY[key].is_public
    }
    if figures.summed is not None:
        found[SUMMED] = figures.summed
    if figures.population is not None:
        found[POPULATION] = figures.counts["members"], figures.population
    return found
