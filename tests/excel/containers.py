"""Files that only look like tables, made for tests: containers of old Office, packed bombs, pages of the web."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from chibo_desktop.excel.ole import Container
from excel.rosters import Grid, as_xls, ods_of

_FREE, _LAST, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole_of(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams, each of at least 4096 bytes as large streams are."""
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    sectors: list[bytes] = []
    chain: list[int] = []
    starts: dict[str, int] = {}
    for name, body in bodies.items():
        starts[name] = len(sectors)
        parts = [body[at : at + 512].ljust(512, b"\0") for at in range(0, len(body), 512)]
        chain += [len(sectors) + place + 1 for place in range(len(parts) - 1)] + [_LAST]
        sectors += parts
    directory = _entry("Root Entry", 5, _LAST, 0) + b"".join(
        _entry(name, 2, starts[name], len(body)) for name, body in bodies.items()
    )
    first_of_directory = len(sectors)
    parts = [directory[at : at + 512].ljust(512, b"\0") for at in range(0, len(directory), 512)]
    chain += [len(sectors) + place + 1 for place in range(len(parts) - 1)] + [_LAST]
    sectors += parts
    tables = 1
    while len(chain) + tables > tables * 128:
        tables += 1
    listed = [len(sectors) + place for place in range(tables)]
    chain += [_TABLE] * tables
    chain += [_FREE] * (tables * 128 - len(chain))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 10 + struct.pack("<II", tables, first_of_directory)
    head += struct.pack("<IIIIII", 0, 4096, _LAST, 0, _LAST, 0)
    head += struct.pack("<109I", *listed, *[_FREE] * (109 - tables))
    return head + b"".join(sectors) + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    made = words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, _FREE, _FREE, _FREE)
    return made.ljust(116, b"\0") + struct.pack("<IQ", first, size)


def locked_xls(grid: Grid) -> bytes:
    """An .xls with a password: the record that says so stands right behind the first."""
    book = Container(as_xls(grid)).stream("Workbook")
    length = 4 + struct.unpack_from("<H", book, 2)[0]
    return ole_of({"Workbook": book[:length] + struct.pack("<HH", 0x2F, 54) + b"\1" * 54 + book[length:]})


def packed(parts: Mapping[str, bytes], *, encrypted: bool = False) -> bytes:
    """A zip of these parts; `encrypted` sets the flag a password sets."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    data = bytearray(held.getvalue())
    if encrypted:
        at = data.find(b"PK\x01\x02")
        while at >= 0:
            data[at + 8] |= 1
            at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def sheet_xlsx(rows: str, shared: str = "") -> bytes:
    """An .xlsx around rows written by hand."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    packages = "http://schemas.openxmlformats.org/package/2006"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>'.encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/>'
            f"<sheetData>{rows}</sheetData></worksheet>".encode(),
        }
    )


def ods_bomb() -> bytes:
    """A million rows of sixteen thousand cells in one line."""
    return ods_of(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
