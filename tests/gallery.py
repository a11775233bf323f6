"""Renders every widget at 100 % and 150 % to PNG, for the eye: python tests/gallery.py OUTDIR [theme]."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chibo_desktop.ui import look, vietnamese
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from ui.scenes import SCENES


def main(folder: Path, theme: look.Theme) -> None:
    app = QApplication([])
    vietnamese.install(app)
    ring = FocusRing.install(app)
    look.set_theme(theme)
    folder.mkdir(parents=True, exist_ok=True)
    for zoom in (100, 150):
        look.set_zoom(zoom)
        look.apply()
        for name, (make, width, height) in SCENES.items():
            scene = make()
            scene.setProperty("look", "page")
            scene.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            scene.resize(look.px(width), look.px(height))
            scene.show()
            scene.activateWindow()
            app.processEvents()
            target = folder / f"{name}-{theme}-{zoom}.png"
            scene.grab().save(str(target))
            print(target)
            scene.close()
            scene.deleteLater()
    ring.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), cast("look.Theme", sys.argv[2] if len(sys.argv) > 2 else "light"))
