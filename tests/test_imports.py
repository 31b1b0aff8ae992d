"""Imports point down only, so that a reader can take each part without the ones above it."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_USE = {
    "cli": {"cli", "watch", "actions", "vault", "render", "sync", "workbook", "notes"},
    "watch": {"watch", "actions", "vault", "render", "sync", "workbook", "notes"},
    "actions": {"actions", "vault", "render", "sync", "workbook", "notes"},
    "vault": {"vault", "workbook", "notes"},
    "render": {"render", "workbook", "notes"},
    "sync": {"sync", "vault", "notes"},
    "notes": {"notes"},
    "workbook": {"workbook"},
}
AT_THE_BOTTOM = {"errors", "data"}


def imported(path: Path) -> Iterator[str]:
    """The modules a file imports, wherever in it, by their full names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            module = str(node.module)
            yield from (f"{module}.{name.name}" for name in node.names) if module == "vaultkit" else (module,)


@pytest.mark.parametrize("part", MAY_USE)
def test_a_part_imports_only_what_lies_below_it(part: str) -> None:
    for path in (ROOT / "vaultkit" / part).rglob("*.py"):
        for module in imported(path):
            if module.startswith("vaultkit.") and not module.startswith("vaultkit.__"):
                assert module.split(".")[1] in MAY_USE[part] | AT_THE_BOTTOM, f"{path} imports {module}"


def test_no_two_modules_need_each_other() -> None:
    needs = {}
    for path in (ROOT / "vaultkit").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name != "vaultkit":
            needs[name] = {module for module in imported(path) if module.startswith("vaultkit.")}
    TopologicalSorter(needs).prepare()


def test_the_domain_imports_the_standard_library_alone() -> None:
    for path in (ROOT / "vaultkit/workbook").rglob("*.py"):
        for module in imported(path):
            first = module.split(".")[0]
            assert module.startswith("vaultkit.workbook") or first in sys.stdlib_module_names, (
                f"{path}: {module}"
            )


def test_every_folder_of_the_package_has_its_place() -> None:
    folders = {path.name for path in (ROOT / "vaultkit").iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(MAY_USE)
