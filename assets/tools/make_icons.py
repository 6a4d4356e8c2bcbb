#!/usr/bin/env python3
"""Makes the pictures of the icon from assets/icon/firedrill.svg: PNG in the sizes that desktops and the window use, and an ICO for Windows.

Needed: rsvg-convert (Debian: librsvg2-bin).

    python3 assets/tools/make_icons.py

The ICO holds PNG pictures, which Windows has read since Vista.
"""

import struct
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "icon"
SVG = FOLDER / "firedrill.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
KEPT = (16, 32, 48, 128, 256)


def png(size: int) -> bytes:
    return subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), SVG], check=True, capture_output=True).stdout


def ico(pictures: dict[int, bytes]) -> bytes:
    """An ICO file: a header, a row for each picture, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    rows, start = b"", len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        # A side of 256 is written as 0.
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    return head + rows + b"".join(pictures.values())


pictures = {size: png(size) for size in SIZES}
for size in KEPT:
    (FOLDER / f"firedrill-{size}.png").write_bytes(pictures[size])
(FOLDER / "firedrill.ico").write_bytes(ico(pictures))
