#!/usr/bin/env python3
"""Makes assets/fonts/*.otf from Pretendard: fewer letters, digits of one width, and a name of its own.

Inputs, fetched by the person running this:
    npm   pretendard 1.3.9   dist/public/static/Pretendard-{Regular,SemiBold}.otf, dist/LICENSE.txt (SIL OFL 1.1)
    PyPI  fonttools 4.68.0

    python3 make_fonts.py --pretendard FOLDER --out assets/fonts

The same inputs give the same bytes. What is done:
  * kept are Latin with the letters of Vietnamese, Greek, Cyrillic, combining marks, kana, punctuation, currencies, arrows,
    mathematics, enclosed figures, units and shapes, and Hangul: the compatibility letters and all 11,172 syllables in both
    weights, so that no name on the map falls back to another face. Pretendard has no Chinese characters;
  * the window toolkit knows no OpenType switches, so the tabular figures (`tnum`) are put in the place of the ordinary ones,
    and the arrow, figure and punctuation forms reached only by switches are dropped;
  * the licence reserves the name Pretendard, so the result is called Firedrill Sans.
"""

import argparse
import shutil

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = ("Regular", "SemiBold")
FAMILY = "Firedrill Sans"
VERSION = "1.3.9 of Pretendard, as changed by Firedrill's make_fonts.py"

RANGES = [
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x02C6, 0x02DD),
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin of Vietnamese, Welsh and others
    (0x1F00, 0x1FFF),  # Greek with all accents
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209C),  # figures above and below the line
    (0x20A0, 0x20C0),  # currencies
    (0x2100, 0x218F),  # letter-like, fractions, Roman
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2300, 0x23FF),  # keys
    (0x2460, 0x24FF),  # enclosed
    (0x25A0, 0x25FF),  # shapes
    (0x2600, 0x27BF),  # signs
    (0x3000, 0x3020),  # punctuation of Korean text
    (0x3041, 0x30FF),  # kana
    (0x3130, 0x318E),  # Hangul letters
    (0x3200, 0x33FF),  # enclosed and squared, such as ㈜ and ㎞
    (0xAC00, 0xD7A3),  # Hangul syllables
    (0xFF01, 0xFFE6),  # full-width Latin, half-width Hangul
    (0xFFFD, 0xFFFD),
]  # fmt: skip


def figures(font):
    """Which glyph the `tnum` switch would put in the place of which."""
    table = font["GSUB"].table
    lookups = {i for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum" for i in record.Feature.LookupListIndex}
    pairs = {}
    for index in sorted(lookups):
        for part in table.LookupList.Lookup[index].SubTable:
            pairs.update(getattr(part, "ExtSubTable", part).mapping)
    return pairs


def make(source, target, weight):
    font = TTFont(source, recalcTimestamp=False)
    swaps = figures(font)
    for table in font["cmap"].tables:
        # Digits, and the signs that stand among them; a swap of letters would be felt in running text.
        for code in [*range(0x30, 0x3A), *map(ord, "+-−×÷=<>.,:%$€£¥₩")]:
            if table.cmap.get(code) in swaps:
                table.cmap[code] = swaps[table.cmap[code]]

    options = subset.Options()
    options.layout_features = ["kern", "ccmp", "locl", "mark", "mkmk"]
    options.name_IDs = []
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)

    rename(font, weight)
    font.save(target, reorderTables=True)
    print(f"{target}: {len(font.getBestCmap())} characters")
    digits = {font["hmtx"][font.getBestCmap()[code]][0] for code in range(0x30, 0x3A)}
    assert len(digits) == 1, f"digits of several widths: {digits}"


def rename(font, weight):
    names = font["name"]
    names.names = []
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    values = {
        0: "Copyright (c) 2021-2023 Kil Hyung-jin, with Reserved Font Name Pretendard. Latin from Inter, copyright (c) 2016 The Inter "
        "Project Authors. Hangul from Source Han Sans, copyright (c) 2014-2021 Adobe, with Reserved Font Name Source.",
        1: FAMILY if weight == "Regular" else f"{FAMILY} {weight}",
        2: "Regular",
        3: f"{VERSION}; {postscript}",
        4: f"{FAMILY} {weight}",
        5: f"Version 1.309; {VERSION}",
        6: postscript,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
        "This license is available with a FAQ at: https://openfontlicense.org",
        14: "https://openfontlicense.org",
        16: FAMILY,
        17: weight,
    }
    for number, value in values.items():
        names.setName(value, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Notice = f"{FAMILY} {weight}", FAMILY, values[0]
        top.rawDict.pop("Copyright", None)
        if hasattr(top, "Copyright"):
            del top.Copyright


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pretendard", required=True, help="the npm package, unpacked")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    for weight in WEIGHTS:
        name = f"{FAMILY.replace(' ', '')}-{weight}.otf"
        make(f"{arguments.pretendard}/dist/public/static/Pretendard-{weight}.otf", f"{arguments.out}/{name}", weight)
    shutil.copyfile(f"{arguments.pretendard}/dist/LICENSE.txt", f"{arguments.out}/OFL.txt")


if __name__ == "__main__":
    main()
