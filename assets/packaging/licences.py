#!/usr/bin/env python3
"""Writes the licences of all libraries that are compiled into a program for one system, with the notices of their authors.

    python3 assets/packaging/licences.py TARGET > licences.txt

Reads `cargo metadata` and the sources of the libraries, which cargo has unpacked. cargo-about and cargo-bundle-licenses do the same; each is a large
build of its own, and this needs nothing but cargo. Equal texts are written once. A library without a licence file is listed with the name of its
licence alone.
"""

import collections
import json
import subprocess
import sys
from pathlib import Path

target = sys.argv[1]
metadata = json.loads(subprocess.run(
    ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target],
    check=True, capture_output=True).stdout)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}

# Only what is compiled into the program: not what tests and build scripts use.
wanted, stack = set(), [metadata["resolve"]["root"]]
while stack:
    node = nodes[stack.pop()]
    for dependency in node["deps"]:
        is_normal = any(kind["kind"] is None for kind in dependency["dep_kinds"])
        if is_normal and dependency["pkg"] not in wanted:
            wanted.add(dependency["pkg"])
            stack.append(dependency["pkg"])

texts = collections.defaultdict(list)
rows = []
for package in sorted((packages[id] for id in wanted), key=lambda package: (package["name"], package["version"])):
    name = f"{package['name']} {package['version']}"
    rows.append(f"{name}: {package['license'] or 'see its licence file'}")
    folder = Path(package["manifest_path"]).parent
    files = [path for path in sorted(folder.iterdir())
             if path.is_file() and path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT"))]
    for path in files:
        texts[path.read_text(encoding="utf-8", errors="replace").strip()].append(f"{name}, {path.name}")

print("The libraries that this program is built from, each with its licence, and then the texts of the licences.\n")
print("\n".join(rows))
for text, owners in texts.items():
    print("\n" + "=" * 100 + "\n" + "\n".join(owners) + "\n" + "-" * 100 + "\n" + text)
