"""A finished PDF to the printer through the system's dialog, or into a folder the person chose; it makes no paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import write_whole
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui.saving import ask_file

DOTS_PER_INCH = 300
LAST_FOLDER = "paper_folder"


def page_images(data: bytes, dots_per_inch: int = DOTS_PER_INCH) -> Iterator[QImage]:
    """Every page of a PDF as an image; about 0.15 s a page at 300 dots."""
    from chibo_desktop.papers.raster import read_pixels

    for page in read_pixels(data, dots_per_inch):
        image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
        yield image.copy()  # the image does not own the bytes it was made from


def print_pdf(data: bytes, title: str, parent: QWidget | None = None) -> bool:
    """Asks for a printer and prints; False when the person thought better of it. Trouble when it fails."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    send_to(printer, data)
    return True


def send_to(printer: QPrinter, data: bytes) -> None:
    """Paints every page at its real size; Trouble when the printer does not begin, or gives up on the way."""
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("Máy in không nhận việc. Xem máy in đã bật và còn giấy chưa rồi in lại.")
    try:
        _paint_pages(painter, printer, data)
    finally:
        painter.end()


def _paint_pages(painter: QPainter, printer: QPrinter, data: bytes) -> None:
    for number, image in enumerate(page_images(data)):
        if number and not printer.newPage():
            raise Trouble(f"Máy in dừng sau trang {number}. Xem máy in rồi in lại.")
        dots = printer.resolution() / DOTS_PER_INCH
        size = QSizeF(image.width() * dots, image.height() * dots)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)


def print_document(document: QTextDocument, title: str, parent: QWidget | None = None) -> bool:
    """A page of words, such as one of the guide, to a printer that is asked for; False when thought better of."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    document.print_(printer)
    return True


def save_pdf(data: bytes, name: str, settings: Settings, parent: QWidget | None = None) -> Path | None:
    """Asks where and writes the file whole; None when the person thought better of it. Trouble from the disk."""
    target = ask_target(name, settings, parent)
    if target is not None:
        write_whole(target, data)
    return target


def ask_target(name: str, settings: Settings, parent: QWidget | None = None) -> Path | None:
    """Asks where a PDF file is to lie and remembers the folder; None when the person thought better of it."""
    return ask_file(parent, settings, name, remembered=LAST_FOLDER, title="Lưu tệp PDF", kind="Tệp PDF")
