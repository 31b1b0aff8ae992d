"""Asks the npm package `moment`, which names daily notes in Obsidian, what it writes."""

import json
import os
import shutil
import subprocess
from pathlib import Path

NODE_MODULES = Path(os.environ.get("VAULTKIT_NODE_MODULES") or Path(__file__).parent.parent / "node_modules")
IS_HERE = shutil.which("node") is not None and (NODE_MODULES / "moment").is_dir()

_SCRIPT = """
const moment = require(process.argv[1]);
const {languages, moments, patterns} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const written = [];
for (const language of languages) {
  if (language !== 'en') require(process.argv[1] + '/locale/' + language);
  for (const day of moments) {
    const localized = moment(day).locale(language);
    for (const pattern of patterns) written.push(localized.format(pattern));
  }
}
process.stdout.write(JSON.stringify(written));
"""


def languages():
    """All that moment has, `en` first."""
    return ["en", *sorted(path.stem for path in (NODE_MODULES / "moment" / "locale").glob("*.js"))]


def write_all(languages, moments, patterns):
    """What moment makes of each language, moment and pattern, in this order, in UTC. One process for all."""
    command = ["node", "-e", _SCRIPT, str(NODE_MODULES.resolve() / "moment")]
    question = {
        "languages": languages,
        "moments": [moment.isoformat() for moment in moments],
        "patterns": patterns,
    }
    done = subprocess.run(
        command,
        input=json.dumps(question),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    return json.loads(done.stdout)
