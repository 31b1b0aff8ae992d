/* The program that is missing, slow, of another age, or not itself; and where it is looked for. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { PROGRAM, button, choose, copyOfExample, notices, plugin, script, until } from "./world.mjs";

const ANSWERS = `[ "$1" = version ] && exec "${PROGRAM}" version --json`;

/** What is said when the journal is opened with that program. */
async function said(program, seconds) {
  const world = plugin({ program });
  if (seconds) world.loaded.program.seconds = seconds;
  await choose(world, "journal");
  assert.equal(notices.length, 1, "one calm line");
  assert.equal(world.opened(), undefined);
  return notices[0];
}

test("where there is no program, it says what to do", async () => {
  assert.match(await said("/nowhere/vaultkit"), /Cannot use \/nowhere\/vaultkit\. The settings ask for/);
});

test("where none is found in the usual places either, it says what to do", async () => {
  const { PATH, HOME } = process.env;
  Object.assign(process.env, { PATH: "", HOME: "/nowhere" });
  try {
    assert.match(await said(""), /Cannot find the vaultkit program\. Install it, or say in the settings/);
  } finally {
    Object.assign(process.env, { PATH, HOME });
  }
});

test("it is found on PATH without any setting", async () => {
  const { PATH } = process.env;
  process.env.PATH = `relative:${path.dirname(PROGRAM)}:${PATH}`;
  try {
    const world = plugin({ program: "" });
    await choose(world, "journal");
    assert.ok(world.opened(), notices.join());
  } finally {
    process.env.PATH = PATH;
  }
});

test("a program in the vault is never run, whoever put it there, nor one by a relative path", async () => {
  const vault = copyOfExample();
  const planted = path.join(vault, "vaultkit");
  fs.writeFileSync(planted, `#!/bin/sh\ntouch "${vault}/was run"\n`, { mode: 0o755 });
  const link = script("");
  fs.unlinkSync(link);
  fs.symlinkSync(planted, link);
  for (const program of [planted, link, "vaultkit", "./vaultkit"]) {
    const world = plugin({ vault, program });
    await choose(world, "journal");
    assert.match(notices[0], /Cannot use/);
  }
  const { PATH } = process.env;
  process.env.PATH = vault;
  try {
    await choose(plugin({ vault, program: "" }), "journal");
  } finally {
    process.env.PATH = PATH;
  }
  assert.ok(!fs.existsSync(path.join(vault, "was run")));
});

test("a program that takes too long is stopped", async () => {
  const began = Date.now();
  assert.match(await said(script(`${ANSWERS}\nsleep 90`), 1), /No answer within 1 seconds/);
  assert.ok(Date.now() - began < 60_000);
});

test("an older and a newer program are told apart, and another one", async () => {
  const older = script('echo "No such command" >&2; exit 2');
  assert.match(await said(older), /older than this plugin/);
  const lower = script('echo \'{"program": "vaultkit", "version": "0", "protocol": 0}\'');
  assert.match(await said(lower), /older than this plugin/);
  const newer = script('echo \'{"program": "vaultkit", "version": "9", "protocol": 99}\'');
  assert.match(await said(newer), /This plugin is older.*vaultkit obsidian install/);
  assert.match(await said(script('echo \'{"hello": 1}\'')), /is not vaultkit/);
  assert.match(await said("/bin/ls"), /./);
});

test("an answer that is none becomes one calm line", async () => {
  for (const answer of ["", "null", "[]", "{", "Traceback (most recent call last):", "\\0\\377", '{"path": 7}']) {
    const sentence = await said(script(`${ANSWERS}\nprintf '${answer}'`));
    assert.match(sentence, /does not understand|mistake in the plugin/, answer);
  }
});

test("exit code 3 is an answer, and 1 is said in the program's own words", async () => {
  const done = script(`${ANSWERS}\n"${PROGRAM}" "$@"; exit 3`);
  const world = plugin({ program: done });
  await choose(world, "journal");
  assert.ok(world.opened(), notices.join());
  assert.equal(await said(script(`${ANSWERS}\necho "vaultkit: a.md:3: found x, expected y" >&2; exit 1`)), "a.md:3: found x, expected y");
});

test("a program that reads none of the words and one that cannot be run are no trouble of ours", async () => {
  assert.match(await said(script("exec 0<&-; exit 1")), /could not do it/);
  const file = script("");
  fs.chmodSync(file, 0o644);
  assert.match(await said(file), /does not run \(EACCES\)/);
});

test("a folder that is no vault yet is told so in the program's words", async () => {
  const vault = fs.mkdtempSync(path.join(path.dirname(copyOfExample()), "empty "));
  const world = plugin({ vault });
  await choose(world, "journal");
  assert.match(notices[0], /vaultkit init/);
});

test("the settings test the program, and keep its path on this device alone", async () => {
  const world = plugin({ program: "" });
  const [tab] = world.loaded.settingTabs__;
  tab.display();
  const field = tab.containerEl.querySelector("input");
  field.value = PROGRAM;
  field.dispatchEvent(new window.Event("input"));
  assert.equal(world.app.loadLocalStorage("vaultkit-program"), PROGRAM);
  assert.deepEqual(world.loaded.data__, {}, "nothing in data.json, which travels");
  button("Test", tab.containerEl).dispatchEvent(new window.Event("click"));
  await until(() => /It fits/.test(tab.containerEl.textContent), "the test");
  field.value = "/nowhere";
  field.dispatchEvent(new window.Event("input"));
  button("Test", tab.containerEl).dispatchEvent(new window.Event("click"));
  await until(() => /Cannot use \/nowhere/.test(tab.containerEl.textContent), "the test");
});
