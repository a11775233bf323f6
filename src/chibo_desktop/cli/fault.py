"""What is said of an error nobody foresaw: a damaged file, a disk that refuses, or a fault of the program itself."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

from chibo_desktop.base.errors import Trouble


def say_fault(folder: Path, error: Exception) -> str:
    """One sentence without any person's data; the place of a fault of ours goes to the log of a desk."""
    from chibo_desktop.base.paths import reason_in_words
    from chibo_desktop.store.integrity import is_damage

    if isinstance(error, OSError):
        return f"Ổ đĩa từ chối: {reason_in_words(error)}"
    if is_damage(error):
        return (
            "Tệp sổ bị hỏng hoặc ổ đĩa không đọc được. Hãy giữ nguyên thư mục dữ liệu, "
            "rồi chạy backup restore để lấy lại từ bản sao lưu."
        )
    _keep(folder, error)
    last = extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"Chương trình gặp lỗi của chính nó ({type(error).__name__}, {place}); chưa ghi gì. Hãy báo cho người làm chương trình."


def _keep(folder: Path, error: Exception) -> None:
    from chibo_desktop.actions.book_files import has_desk
    from chibo_desktop.base.log import log, start_log, stop_log

    if not has_desk(folder):
        return
    try:
        start_log(folder / "logs")
        log("cli").error("command failed", exc_info=error)
    except Trouble:
        return  # the sentence on the screen is all there is when the disk refuses the log too
    finally:
        stop_log()
