/* A copy of the example vault, the real program, and the plugin loaded with stand-ins for Obsidian. */
import assert from "node:assert/strict";
import childProcess from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import util from "node:util";
import { complete, loadPlugin } from "./stand_in.mjs";

const here = import.meta.dirname;
const packages = process.env.VAULTKIT_NODE_MODULES || path.join(here, "..", "node_modules");
const require = createRequire(path.join(packages, "x.cjs"));
const FOLDER = path.join(here, "..", "..", "vaultkit", "obsidian");
const CODE = fs.readFileSync(path.join(FOLDER, "main.js"), "utf8");
export const MANIFEST = JSON.parse(fs.readFileSync(path.join(FOLDER, "manifest.json"), "utf8"));

const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!doctype html><body>", { pretendToBeVisual: true, url: "app://obsidian.md/" });
const globals = /^(document|Node|Element|Document|DocumentFragment|Event|UIEvent|(HTML|SVG)\w*Element)$/;
for (const name of Object.getOwnPropertyNames(window)) if (globals.test(name)) globalThis[name] = window[name];
globalThis.window = window;
require("obsidian-test-mocks/setup").setup();
Object.assign(globalThis, { activeDocument: window.document, activeWindow: window });
export const notices = [];
const obsidian = complete({ ...require("obsidian-test-mocks/obsidian") }, notices);
export const { Modal } = obsidian;

const root = fs.mkdtempSync(path.join(os.tmpdir(), "vaultkit plugin 🌻 "));
process.env.XDG_STATE_HOME = path.join(root, "state");

/** The real program, on the day that the example vault is about. */
export const PROGRAM = path.join(root, "vaultkit");
fs.writeFileSync(PROGRAM, `#!/bin/sh\nexec "${process.env.VAULTKIT_PROGRAM}" --date 2026-11-24 "$@"\n`, { mode: 0o755 });

let made = 0;
const plugins = [];
after(() => {
  for (const one of plugins) one.unload();
  window.close();
  fs.rmSync(root, { recursive: true, force: true });
});

/** A fresh copy of the example vault, in a path with blanks and an emoji. */
export function copyOfExample() {
  const vault = path.join(root, `our vault ${++made}`);
  fs.cpSync(path.join(here, "..", "..", "example-vault"), vault, { recursive: true });
  return vault;
}

/** A script in the place of the program, outside of any vault. */
export function script(lines) {
  const file = path.join(root, `program ${++made}`);
  fs.writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

/** The plugin, loaded in that vault; `program` is what its settings say. */
export function plugin({ vault = copyOfExample(), program = PROGRAM } = {}) {
  notices.length = 0;
  const { App, FileSystemAdapter } = obsidian;
  const app = App.createConfigured__({ adapter: FileSystemAdapter.create__(vault).asOriginalType__() });
  // Obsidian sees files that other programs make; the stand-in looks when it is asked.
  app.vault.getFileByPath = (inside) => (fs.existsSync(path.join(vault, inside)) ? { path: inside } : null);
  const modules = { obsidian, child_process: childProcess, fs, os, path, util };
  const Plugin = loadPlugin(CODE, modules);
  if (program) app.saveLocalStorage("vaultkit-program", program);
  const loaded = new Plugin(app, MANIFEST);
  loaded.load();
  plugins.push(loaded);
  return { loaded, app, vault, opened: () => app.workspace.getActiveFile()?.path };
}

/** Choose a command of the palette, and wait for what it does. */
export async function choose(world, id) {
  Modal.opened = null;
  await world.loaded.commands__.get(id).callback();
}

/** Wait until something is so, and give it; a test that waits in vain says for what. */
export async function until(ask, what) {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = ask();
    if (found) return found;
    assert.ok(Date.now() < end, `waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const dialog = () => Modal.opened.containerEl;
export const button = (words, within = dialog()) =>
  [...within.querySelectorAll("button")].find((one) => one.textContent === words);

/** Type into the field of that label, as a person does. */
export function type(label, words) {
  const field = [...dialog().querySelectorAll("input, textarea, select")].find(
    (one) => one.getAttribute("aria-label") === label,
  );
  field.value = words;
  field.dispatchEvent(new window.Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
}

/** Run the real program and read its answer. */
export function ask(vault, ...options) {
  return JSON.parse(childProcess.execFileSync(PROGRAM, ["--vault", vault, ...options, "--json"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
}

/** The newest note of that folder, as text. */
export function newest(vault, folder) {
  const names = fs.readdirSync(path.join(vault, folder)).filter((name) => name.endsWith(".md"));
  const at = (name) => fs.statSync(path.join(vault, folder, name)).mtimeMs;
  return fs.readFileSync(path.join(vault, folder, names.sort((a, b) => at(a) - at(b)).at(-1)), "utf8");
}
