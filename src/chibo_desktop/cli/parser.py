"""How words are declared: the nouns with the module of each, and parsers that know the options every word has."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop import __version__
from chibo_desktop.base.paths import BUNDLE
from chibo_desktop.cli.call import Call

Handler = Callable[[Call, argparse.Namespace], int]
"""Does one word; gives the exit code."""

PROGRAM = "chibo-desktop"


@dataclass(frozen=True)
class Noun:
    """One noun; `module` is imported only when the noun is called."""

    name: str
    module: str
    summary: str


NOUNS = (
    Noun("demo", "chibo_desktop.cli.demo", "lập một tỉnh mẫu để xem thử"),
    Noun("setup", "chibo_desktop.cli.setup", "bắt đầu sổ mới: tổ chức nào, ai dùng"),
    Noun("keys", "chibo_desktop.cli.keys", "khóa và chứng thư của tổ chức"),
    Noun("cells", "chibo_desktop.cli.cells", "các chi bộ bên dưới; thêm chi bộ chưa có máy để nhập thay"),
    Noun("users", "chibo_desktop.cli.users", "ai mở được sổ, thêm và bỏ người dùng"),
    Noun("join", "chibo_desktop.cli.join", "nối với cấp trên, mời cấp dưới, thu hồi máy mất"),
    Noun("records", "chibo_desktop.cli.records", "xem và ghi mọi loại bản ghi"),
    Noun("members", "chibo_desktop.cli.members", "danh sách đảng viên từ tệp Excel và ra tệp Excel"),
    Noun("meeting", "chibo_desktop.cli.meeting", "buổi sinh hoạt: ghi, chép sổ cũ, hoãn, kiểm tra, chốt"),
    Noun("paper", "chibo_desktop.cli.paper", "văn bản in ra: biểu mẫu, in, xét thể thức, gộp một tháng"),
    Noun("report", "chibo_desktop.cli.report", "số liệu một kỳ: chỉ tiêu, buổi họp, kiến nghị, nhiệm vụ"),
    Noun("bundle", "chibo_desktop.cli.bundle", "gói gửi và nhận giữa các tổ chức"),
    Noun("mailbox", "chibo_desktop.cli.mailbox", "hòm thư chung: chọn, thử, thôi dùng"),
    Noun("send", "chibo_desktop.cli.send", "gửi qua hòm thư chung những gì nơi nhận chưa có"),
    Noun("fetch", "chibo_desktop.cli.fetch", "nhận gói gửi cho mình ở hòm thư chung"),
    Noun("conflicts", "chibo_desktop.cli.conflicts", "chỗ hai máy ghi khác nhau: xem, chọn một"),
    Noun("backup", "chibo_desktop.cli.backup", "sao lưu sổ, kiểm tra và lấy lại từ bản sao lưu"),
    Noun("update", "chibo_desktop.cli.update", "bộ cài bản mới mang đến bằng USB: kiểm, làm sẵn, quay về"),
    Noun("doctor", "chibo_desktop.cli.doctor", "kiểm tra sổ còn nguyên vẹn"),
    Noun("self-test", "chibo_desktop.cli.self_test", "thử mọi phần của chương trình trên máy này"),
)


def top_parser() -> argparse.ArgumentParser:
    """The parser of what stands before the noun; what follows it is left to the noun's own parser."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Sổ sinh hoạt chi bộ. Không kèm từ nào, hoặc kèm các gói (.cbb): mở cửa sổ. "
        "Có từ: làm một việc rồi dừng.",
        epilog="các từ:\n"
        + "\n".join(f"  {noun.name:<10}{noun.summary}" for noun in NOUNS)
        + f"\n\nXem thêm về một từ: {PROGRAM} TỪ --help\n"
        "Mã kết thúc: 0 xong; 1 bị từ chối; 2 gõ sai từ; 3 máy hoặc ổ đĩa trục trặc; 4 xong một phần.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="thư mục dữ liệu (đứng trước từ)")
    parser.add_argument(
        "--for",
        dest="typed_for",
        metavar="ORG",
        default=argparse.SUPPRESS,
        help="nhập thay: làm việc ấy trong sổ của một chi bộ chưa có máy (đứng trước từ; xem: cells list)",
    )
    parser.add_argument(
        "--version", action="version", version=f"{PROGRAM} {__version__}", help="in số phiên bản rồi dừng"
    )
    add_common(parser)
    parser.add_argument("noun", nargs="?", metavar="TỪ", type=_noun_or_file, help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help=argparse.SUPPRESS)
    return parser


def _noun_or_file(word: str) -> str | Path:
    """A noun, or the first of the files to open in the window: any file there is, and what is called a bundle."""
    if word in {noun.name for noun in NOUNS}:
        return word
    path = Path(word)
    if path.suffix.lower() == BUNDLE or path.is_file():
        return path
    raise argparse.ArgumentTypeError(
        f"không có {word!r} (hãy chọn: {', '.join(repr(noun.name) for noun in NOUNS)})"
    )


def noun_parser(noun: Noun) -> argparse.ArgumentParser:
    """An empty parser of one noun, for its module to fill."""
    return argparse.ArgumentParser(
        prog=f"{PROGRAM} {noun.name}", description=_sentence(noun.summary), allow_abbrev=False
    )


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that may stand before the noun and after the last word; what is not given leaves no trace."""
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="chỉ in một văn bản JSON ra đầu ra"
    )
    parser.add_argument(
        "--user",
        metavar="TÊN",
        default=argparse.SUPPRESS,
        help="tên ngắn của người dùng, khi sổ có nhiều người dùng",
    )


def add_repeated(parser: argparse.ArgumentParser, option: str, metavar: str, said: str) -> None:
    """An option that may be given several times; what was given is a list, empty without it."""
    parser.add_argument(option, action="append", default=[], metavar=metavar, help=said)


class Verbs:
    """The words that may follow one noun."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._verbs = parser.add_subparsers(title="các từ", metavar="TỪ", required=True)

    def add(self, name: str, summary: str, handler: Handler) -> argparse.ArgumentParser:
        """Declares one word and what does it; gives its parser for further arguments."""
        parser = self._verbs.add_parser(
            name, help=summary, description=_sentence(summary), allow_abbrev=False
        )
        add_common(parser)
        parser.set_defaults(handler=handler)
        return parser


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."
