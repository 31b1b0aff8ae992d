"""Asks the npm package `yaml`, Obsidian's own parser, what it reads."""

import json
import math
import os
import shutil
import subprocess
from pathlib import Path

NODE_MODULES = Path(os.environ.get("VAULTKIT_NODE_MODULES") or Path(__file__).parent.parent / "node_modules")
IS_HERE = shutil.which("node") is not None and (NODE_MODULES / "yaml").is_dir()

_SCRIPT = """
const yaml = require(process.argv[1]);
const spell = (key, value) => typeof value === 'number' && !Number.isFinite(value) ? {number: String(value)} : value;
const read = text => {
  try { return [yaml.parse(text, {logLevel: 'error'})]; } catch (error) { return null; }
};
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(texts.map(read), spell));
"""


def read_all(texts):
    """What npm yaml makes of each text: a list with the value in it, or None if it refuses. One process for all."""
    command = ["node", "-e", _SCRIPT, str(NODE_MODULES.resolve() / "yaml")]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return json.loads(done.stdout)


def is_same(ours, theirs):
    """Whether two values are equal, given that JavaScript has one kind of number."""
    if isinstance(ours, dict):
        if isinstance(theirs, dict) and theirs.keys() == ours.keys():
            return all(is_same(value, theirs[key]) for key, value in ours.items())
        return False
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(is_same, ours, theirs))
    if isinstance(theirs, dict):
        # A number that is not finite has no spelling in JSON.
        spelt = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}[theirs["number"]]
        return isinstance(ours, float) and repr(ours) == repr(spelt)
    if isinstance(ours, bool) or ours is None or isinstance(ours, str):
        return type(ours) is type(theirs) and ours == theirs
    return type(theirs) in (int, float) and float(ours) == float(theirs)
