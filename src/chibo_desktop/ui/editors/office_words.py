"""What is said of many bundle files: before reading, while reading, after it; words only, no widget."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from chibo_desktop.actions.office_import import Copied, Found, News, Outcome
from chibo_desktop.actions.office_survey import Seen, SenderSeen, Survey
from chibo_desktop.lists.month_below import Sent
from chibo_desktop.lists.set_aside import month_words
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.widgets.rows import Row

ROWS_SHOWN = 8
NAMED = 6
"""How many bodies are named one by one in a sentence."""


def survey_sentence(survey: Survey, twice: int = 0) -> str:
    """Of all files together, as in "30 tệp: 27 gói của 25 nơi, 2 gói đã có, 1 tệp không đọc được"."""
    new = [seen for seen in survey.good if seen.state == "new"]
    known = len(survey.good) - len(new)
    parts = []
    if new:
        senders = {seen.from_org for seen in new}
        of = escape(new[0].from_name) if len(senders) == 1 else f"{len(senders)} nơi"
        parts.append(f"<b>{len(new)} gói</b> của {of}")
    if known:
        parts.append(f"{known} gói đã có ở đây")
    if twice:
        parts.append(f"{twice} tệp trùng nhau")
    if survey.refused:
        parts.append(f"<b>{len(survey.refused)} tệp không đọc được</b>")
    words = f"{len(survey.files) + twice} tệp: {', '.join(parts)}."
    if survey.joins:
        words += f" Nếu đọc, từ nay sổ này nối với {escape(survey.joins)}"
        words += ", và nơi ấy mở lại được sổ khi quên mật khẩu, như đã chọn." if survey.lets_in else "."
    return words


def copied_sentence(found: Found, copied: Copied) -> str:
    """What was left where it is, and why copying ended early; "" when there is nothing to say."""
    words = [f"Để yên {found.others} tệp khác không phải gói."] if found.others else []
    words += [f"{path.name}: {sentence}" for path, sentence in copied.refused[:NAMED]]
    return " ".join((*words, *filter(None, (found.trouble, copied.trouble))))


def take_words(survey: Survey) -> str:
    """On the one button that says yes."""
    good = len(survey.good)
    if not good:
        return f"Để riêng {len(survey.refused)} tệp"
    return f"Đọc {good} gói vào sổ"


def sender_rows(survey: Survey) -> list[Row]:
    """One body a row, those that lack something first, then the files nobody can read."""
    senders = sorted(survey.senders, key=lambda each: (not each.lacks, each.name.casefold()))
    return cut([*map(_sender_row, senders), *map(refused_row, survey.refused)])


def _sender_row(each: SenderSeen) -> Row:
    new = each.files - each.known
    words = [f"{new} gói"] if new else []
    if each.known:
        words.append(f"{each.known} gói đã có")
    if each.months:
        words.append(f"sinh hoạt {month_words(each.months)}")
    own = [lack.words for lack in each.lacks if lack.book == each.org]
    words += [f"{lack.name} thiếu {lack.words}" for lack in each.lacks if lack.book != each.org]
    words += [f"thiếu {said}" for said in own[1:]]
    kind: Kind = "warning" if each.lacks else "done" if each.entries else "dot"
    state = "Có mới" if new else "Đã có"
    if each.lacks:
        state = f"Thiếu {own[0]}" if own else "Còn thiếu gói"
    return Row(each.org, each.name, " · ".join(words), kind, state, quiet=not each.lacks)


def refused_row(seen: Seen) -> Row:
    """A file nobody can read here, and why."""
    return Row(seen.arrival.mark, seen.arrival.name, seen.sentence, "absent", "Không đọc được")


def cut(rows: Sequence[Row]) -> list[Row]:
    """As many as one can take in; the last says how many more there are."""
    if len(rows) <= ROWS_SHOWN:
        return list(rows)
    left = len(rows) - ROWS_SHOWN + 1
    return [*rows[: ROWS_SHOWN - 1], Row("", f"và {left} dòng nữa")]


def outcome_sentence(outcome: Outcome) -> tuple[Kind, str]:
    """What became of all files, and its shape."""
    good, refused = outcome.count("read") + outcome.count("known"), outcome.count("refused")
    words = f"Đã nhận {good} trên {good + refused + len(outcome.left)} gói."
    if refused:
        words += f" {refused} tệp không đọc được đã để riêng."
    if outcome.left:
        words += f" Còn {len(outcome.left)} gói chưa đọc, đã chép trong máy."
    kind: Kind = "half" if outcome.left else "warning" if refused else "done"
    return kind, words


def news_rows(outcome: Outcome) -> list[Row]:
    """What is new, one body a row."""
    new = [each for each in outcome.news if each.months or each.proposals]
    return cut([_news_row(each) for each in new])


def _news_row(each: News) -> Row:
    words = [f"sinh hoạt {month_words(each.months)}"] if each.months else []
    if each.proposals:
        words.append(f"{each.proposals} kiến nghị")
    return Row(each.org, each.name, " · ".join(words), "done", f"{each.files} gói", quiet=True)


def after_sentences(outcome: Outcome) -> str:
    """What is still missing: bundles before those that came, and who has not sent the month. Escaped."""
    told = [
        f"Bên gửi nói trong gói: {each.sentence}" for _, each in outcome.results if "mã mới" in each.sentence
    ]
    said = [escape(words) for words in (*told[:1], outcome.granted) if words]
    if outcome.lacks:
        names = "; ".join(
            f"<b>{escape(lack.name)}</b> thiếu {escape(lack.words)}" for lack in outcome.lacks[:NAMED]
        )
        said.append(f"Còn chờ: {names}{_more(outcome.lacks)}. Hãy nhờ nơi ấy gửi lại gói còn thiếu.")
    if outcome.sent is not None and not outcome.left:
        said.append(sent_sentence(outcome.sent))
    return "<br>".join(said)


def sent_sentence(sent: Sent) -> str:
    """Who has not sent the minutes of a month and who did not meet, by name while they are few. Escaped."""
    month = month_words([sent.month])
    whole = f"đủ {sent.every}" if len(sent.sent) == sent.every else f"có của {len(sent.sent)}"
    said = [f"Biên bản đã chốt {month}: {whole} trên {sent.every} nơi."]
    for words, names in (("Không sinh hoạt", sent.missed), ("Chưa có", sent.not_yet)):
        if names:
            named = ", ".join(escape(name) for name in names[:NAMED])
            said.append(f"{words}: <b>{named}</b>{_more(names)}.")
    return " ".join(said)


def _more(named: Sequence[object]) -> str:
    left = len(named) - NAMED
    return f" và {left} nơi nữa" if left > 0 else ""
