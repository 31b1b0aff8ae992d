"""Compares our reading of front matter with that of the npm package `yaml`, on every note of some vaults.

    python benchmarks/compare_npm_yaml.py FOLDER...

Needs node, and `yaml` in tests/node_modules or in the folder that VAULTKIT_NODE_MODULES names.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "notes"))

import npm_yaml

from vaultkit.notes.fast_reader import read_plain
from vaultkit.notes.front_matter import FrontMatter, find_front_matter
from vaultkit.notes.yaml_reader import read_yaml


def compare(folder: Path) -> None:
    counts: Counter[str] = Counter()
    paths, texts = [], []
    for path in sorted(folder.rglob("*.md")):
        counts["notes"] += 1
        text = path.read_bytes().decode("utf-8", "replace")
        front = find_front_matter(text)
        if isinstance(front, FrontMatter):
            paths.append(path)
            texts.append(text[front.start : front.end])
    counts["with front matter"] = len(texts)
    for path, text, theirs in zip(paths, texts, npm_yaml.read_all(texts), strict=True):
        ours = read_yaml(text, first_line=2)
        plain = read_plain(text)
        counts["read by the fast path"] += plain is not None
        if plain is not None and plain != ours[:2]:
            print(f"{path}: the fast path reads {plain[0]}, the full reader {ours.properties}")
        if theirs is None or ours.problems:
            outcome = (
                "both refuse or report" if theirs is None and ours.problems else "only one refuses or reports"
            )
        else:
            outcome = "agree" if npm_yaml.is_same(ours.properties, theirs[0] or {}) else "disagree"
        counts[outcome] += 1
        if outcome not in ("agree", "both refuse or report"):
            print(f"{path}: {outcome}\n  ours   {ours.properties} {ours.problems}\n  theirs {theirs}")
        elif ours.problems:
            print(f"{path}: {[problem.at(path.name) for problem in ours.problems]}")
    print(folder, dict(counts))


if __name__ == "__main__":
    if len(sys.argv) < 2 or not npm_yaml.IS_HERE:
        sys.exit(__doc__)
    for name in sys.argv[1:]:
        compare(Path(name))
