"""A Linux kernel as one process (User Mode Linux): for a file system this machine's kernel lacks, and to lose its power."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from structure import ROOT

PYTHON = f"env PYTHONPATH={ROOT / 'src'} PYTHONDONTWRITEBYTECODE=1 {sys.executable}"
MODULES = "loop nls_cp437 nls_ascii nls_iso8859-1 nls_utf8 fat vfat"
START = """#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t tmpfs tmp /mnt
for name in {modules}; do
    find /usr/lib/uml/modules/$(uname -r)/kernel -name $name.ko -exec insmod {{}} \\;
done
cd {root}
{words}
sync
echo o > /proc/sysrq-trigger
sleep 60
"""


@contextmanager
def own_kernel(folder: Path, words: str) -> Iterator[Iterator[str]]:
    """Runs shell words as root on the files of this machine, with an empty /mnt; gives the lines they say.

    What is mounted in there is mounted in there alone. The end of the block takes its power away: what it had not
    yet written to the files of this machine is lost. Wants linux.uml and insmod.
    """
    start = folder / "start"
    start.write_text(START.format(modules=MODULES, root=ROOT, words=words), encoding="utf-8")
    start.chmod(0o700)
    files = ("root=/dev/root", "rootfstype=hostfs", "rootflags=/", "rw", f"init={start}")
    kernel = subprocess.Popen(
        ["linux.uml", "mem=2G", *files, "con=null", "con0=null,fd:1", "quiet"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert kernel.stdout is not None
    try:
        yield (line.rstrip() for line in kernel.stdout)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(kernel.pid, signal.SIGKILL)
        kernel.communicate()
