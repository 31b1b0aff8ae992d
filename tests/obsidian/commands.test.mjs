/* Each command of the plugin, against the real program in a copy of the example vault. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { MANIFEST, Modal, PROGRAM, ask, button, choose, dialog, newest, notices, plugin, script, type, until } from "./world.mjs";

const click = (words) => button(words).dispatchEvent(new window.Event("click", { bubbles: true }));
const read = (world, inside) => fs.readFileSync(path.join(world.vault, inside), "utf8");

test("today's journal is made and opened", async () => {
  const world = plugin();
  await choose(world, "journal");
  assert.equal(path.join(world.vault, world.opened()), ask(world.vault, "journal").path);
  assert.deepEqual(notices, []);
});

test("this week's check-in is made and opened", async () => {
  const world = plugin();
  await choose(world, "check-in");
  assert.equal(path.join(world.vault, world.opened()), ask(world.vault, "checkin").path);
});

test("the progress summary is written and opened", async () => {
  const world = plugin();
  await choose(world, "progress");
  assert.match(read(world, world.opened()), /last four weeks/i);
});

test("a moment is noted with every word as it was typed, however hostile", async () => {
  const world = plugin();
  const feeling = 'a": b, `c` $(touch x) ; rm -rf / <img src=x onerror=alert(1)> --- \t\u0085\u2028\ufeff 🌻 \u202e';
  const trigger = "- [a]: !!python/object {{ x }} <% y %>";
  await choose(world, "moment");
  type("How strong is it, from 0 to 10?", "7");
  type("What do you feel?", feeling);
  type("What set it off?", trigger);
  type("What goes through your mind?", "one line\nand another\n---\ntype: journal");
  type("How strong is it now?", "3");
  click("Save");
  await until(() => notices.includes("Noted, for you alone."), "the moment to be noted");
  const folder = fs.mkdtempSync(path.join(path.dirname(world.vault), "all "));
  ask(world.vault, "export", path.join(folder, "mine"));
  const all = JSON.parse(fs.readFileSync(path.join(folder, "mine", "vaultkit.json"), "utf8"));
  const noted = all.find((note) => note.feeling === feeling);
  assert.ok(noted, newest(world.vault, "Moments"));
  assert.deepEqual([noted.before, noted.after, noted.triggers], [7, 3, [trigger]]);
  assert.equal(noted.thought.replace(/\s+/g, " "), "one line and another --- type: journal");
  assert.ok(!dialog().isConnected);
  await choose(world, "moment");
  assert.equal(dialog().querySelector("textarea").value, "", "what was noted is not kept in the form");
});

test("what is typed goes to the program on standard input, where no other program sees it", async () => {
  const log = script("").concat(" heard");
  const world = plugin({ program: script(`echo "$@" >> "${log}"\nexec "${PROGRAM}" "$@"`) });
  await choose(world, "moment");
  type("How strong is it, from 0 to 10?", "9");
  type("What do you feel?", "secretly lonely");
  click("Save");
  await until(() => notices.length, "the moment to be noted");
  const heard = fs.readFileSync(log, "utf8");
  assert.match(heard, / moment --json\n$/);
  assert.doesNotMatch(heard, /lonely/);
  assert.match(newest(world.vault, "Moments"), /secretly lonely/);
});

test("words of a moment that could not be noted are still there, also after the form was closed", async () => {
  const world = plugin({ program: "/nowhere/vaultkit" });
  await choose(world, "moment");
  type("What do you feel?", "lonely");
  click("Save");
  await until(() => /Your words are still here/.test(dialog().textContent), "what went otherwise to be said");
  Modal.opened.close();
  await choose(world, "moment");
  assert.equal(dialog().querySelector("input").value, "lonely");
  Modal.opened.close();
});

test("words that are typed while a moment is being noted are kept for the next", async () => {
  const world = plugin();
  await choose(world, "moment");
  type("What do you feel?", "lonely");
  click("Save");
  type("What goes through your mind?", "and one thing more");
  Modal.opened.close();
  await choose(world, "moment");
  await until(() => notices.includes("Noted, for you alone."), "the first to be noted");
  type("What set it off?", "the door");
  assert.deepEqual({ ...world.loaded.draft }, { thought: "and one thing more", trigger: "the door" });
  click("Save");
  await until(() => notices.length > 1, "the second to be noted");
  assert.match(newest(world.vault, "Moments"), /the door/);
  assert.match(newest(world.vault, "Moments"), /and one thing more/);
});

test("a check-in that is closed before the program answers leaves no clock behind", async () => {
  const world = plugin();
  const plain = window.setInterval;
  let begun = 0;
  window.setInterval = (...options) => (begun++, plain(...options));
  try {
    const answer = script(`sleep 0.3; exec "${PROGRAM}" "$@"`);
    world.app.saveLocalStorage("vaultkit-program", answer);
    await choose(world, "sofa");
    const sofa = Modal.opened;
    sofa.close();
    await sofa.build();
    assert.equal(begun, 0);
    assert.equal(sofa.contentEl.childElementCount, 0);
  } finally {
    window.setInterval = plain;
  }
});

test("a line of one's contribution that came from elsewhere is pointed out before sharing", async () => {
  const answer = {
    program: "vaultkit", protocol: 1, ask: [], files: [], withdrawn: [], left: [], twice: [],
    strange: [{ id: "a", kind: "win", words: "<b>not mine</b>" }],
  };
  const world = plugin({ program: script(`cat <<'E'\n${JSON.stringify(answer)}\nE`) });
  await choose(world, "share");
  await until(() => /did not come from this device: <b>not mine/.test(dialog().textContent), "the line");
});

test("a moment without a word is a moment", async () => {
  const world = plugin();
  await choose(world, "moment");
  click("Save");
  await until(() => notices.length, "the moment to be noted");
  assert.deepEqual(notices, ["Noted, for you alone."]);
});

test("share shows the very bytes that leave, and nothing leaves without a yes for each new line", async () => {
  const world = plugin();
  const page = ask(world.vault, "journal").path;
  const text = fs.readFileSync(page, "utf8");
  fs.writeFileSync(
    page,
    text
      .replace(/^share:.*$/m, "share: true")
      .replace(/^(## Thank you to Jonas)$/m, "$1\n- you sang & \"hummed\" &lt;b&gt; in the kitchen")
      .replace(/^(## For our check-in)$/m, "$1\n- the noise on the stairs"),
  );
  await choose(world, "share");
  const boxes = await until(() => {
    const found = [...dialog().querySelectorAll("input[type=checkbox]")];
    return found.length >= 2 && found;
  }, "the lines that wait");
  const mine = boxes.filter((box) => /sang|stairs/.test(box.parentElement.textContent));
  assert.equal(mine.length, 2);
  assert.ok(boxes.every((box) => !box.checked));
  assert.ok(button("Share").disabled, "nothing to share before a yes");
  const [sang] = mine.filter((box) => /sang/.test(box.parentElement.textContent));
  sang.checked = true;
  sang.dispatchEvent(new window.Event("change"));
  const shown = await until(() => dialog().querySelector("pre"), "the preview");
  assert.match(shown.textContent, /you sang & "hummed" .*in the kitchen/);
  assert.doesNotMatch(shown.textContent, /stairs/);
  assert.equal(dialog().querySelector("b"), null, "words are shown, not carried out");
  const [{ path: file, text: exact }] = ask(world.vault, "share", "--preview", "--yes", sang.id.replace("vaultkit-yes-", "")).files;
  click("Share");
  await until(() => notices.includes("Shared, for your next check-in."), "it to be shared");
  assert.equal(fs.readFileSync(file, "utf8"), exact);
  assert.equal(shown.textContent, exact);
});

test("what was shared and is not to be any more is shown before it is taken back", async () => {
  const world = plugin();
  const [first] = ask(world.vault, "share", "--preview").ask;
  ask(world.vault, "share", "--yes", first.id);
  const note = path.join(world.vault, first.note);
  fs.writeFileSync(note, fs.readFileSync(note, "utf8").replace(/^share: true$/m, "share: false"));
  await choose(world, "share");
  await until(() => dialog().textContent.includes(`Is taken back here: ${first.words}`), "the line");
  assert.match(dialog().textContent, /may still hold/);
  click("Share");
  await until(() => notices.length, "it to be taken back");
  assert.deepEqual(ask(world.vault, "share", "--preview").withdrawn, []);
});

test("a note that changes while its preview is read is shown once more before anything leaves", async () => {
  const world = plugin();
  const before = ask(world.vault, "share", "--preview");
  await choose(world, "share");
  const box = await until(() => dialog().querySelector("input[type=checkbox]"), "a line that waits");
  const [first] = before.ask;
  box.checked = true;
  box.dispatchEvent(new window.Event("change"));
  await until(() => dialog().querySelector("pre"), "the preview");
  const note = path.join(world.vault, first.note);
  fs.writeFileSync(note, fs.readFileSync(note, "utf8").replace(/^share: true$/m, "share: false"));
  click("Share");
  await until(() => /changed in the meantime/.test(dialog().textContent), "the second look");
  assert.deepEqual(notices, []);
});

test("sync says in one line what came of it", async () => {
  const world = plugin();
  await choose(world, "sync");
  assert.match(notices.at(-1), /sync is not set up/);
  ask(world.vault, "sync", "init", fs.mkdtempSync(path.join(path.dirname(world.vault), "stick ")));
  await choose(world, "sync");
  assert.match(notices.at(-1), /Everything is in step|Brought and joined/);
});

test("support names the people of one's own, and is there without the program", async () => {
  const world = plugin();
  await choose(world, "support");
  await until(() => /Ines/.test(dialog().textContent), "the people of the settings");
  const links = [...dialog().querySelectorAll("a")].map((link) => link.href);
  assert.ok(links.includes("https://findahelpline.com/"), links.join());
  const without = plugin({ program: "/nowhere/vaultkit" });
  await choose(without, "support");
  await until(() => /emergency number/.test(dialog().textContent), "support without the program");
});

test("the check-in is held one box at a time, with its minutes", async () => {
  const world = plugin();
  await choose(world, "sofa");
  const box = await until(() => dialog().querySelector(".vaultkit-box p") && dialog().querySelector(".vaultkit-box"), "a box");
  assert.match(Modal.opened.titleEl.textContent, /^Our check-in, 1 of \d+$/);
  for (let at = 0; at < 12; at++) click("Next");
  await until(() => /Close/.test(box.textContent), "the last box");
  assert.equal(box.querySelectorAll("h2").length, 1);
  assert.match(dialog().querySelector("[role=timer]").textContent, /minute/);
  click("Back");
  await until(() => /Us, and each of us/.test(box.textContent), "the box before");
  click("Leave");
  assert.ok(!dialog().isConnected);
});

test("the status bar has a word only when something waits for a person", async () => {
  const world = plugin();
  const [word] = world.loaded.statusBarItems__;
  assert.equal(word.textContent, "");
  await world.loaded.look();
  assert.equal(word.textContent, "Workbook: something to look at");
  word.dispatchEvent(new window.Event("click"));
  await until(() => dialog().querySelector("input[type=checkbox]"), "what waits");
  const without = plugin({ program: "/nowhere/vaultkit" });
  await without.loaded.look();
  assert.equal(without.loaded.statusBarItems__[0].textContent, "");
  assert.deepEqual(notices, [], "a device without the program is not told so again and again");
});

test("it keeps to Obsidian's guidelines where a test can tell", () => {
  const world = plugin();
  const commands = [...world.loaded.commands__.values()];
  assert.equal(commands.length, 8);
  for (const { id, name, hotkeys } of commands) {
    assert.equal(hotkeys, undefined);
    assert.doesNotMatch(`${id} ${name}`, /vaultkit|command/i);
  }
  assert.ok(MANIFEST.isDesktopOnly);
  assert.equal(world.loaded.intervals__.length, 1);
  world.loaded.unload();
  assert.equal(world.loaded.intervals__.length, 0);
});
