/* The breath to follow, with the real program's patterns. */
import assert from "node:assert/strict";
import test from "node:test";
import { button, plugin, until } from "./world.mjs";

/** A `breathe` block with that text in a note that is open. */
function block(source, settings) {
  const world = plugin(settings);
  const element = document.body.createDiv();
  const context = { addChild: (child) => ((world.child = child), child.load()) };
  world.loaded.markdownCodeBlockProcessors__.get("breathe")(source, element, context);
  return { ...world, element };
}

const click = (element) => element.querySelector("button").dispatchEvent(new window.Event("click"));
const phase = (element) => element.querySelector("[aria-live]").textContent;

test("nothing is run before the button is pressed", async () => {
  const { loaded, element } = block("box");
  assert.equal(loaded.program.fitting, "");
  assert.match(element.textContent, /Breathing box/);
});

test("a pattern of the exercises is followed, and Esc stops it", async () => {
  const { element } = block("1-2");
  click(element);
  await until(() => phase(element) === "in", "the breath in");
  assert.ok(button("Stop", element));
  await until(() => phase(element) === "out", "the breath out");
  assert.match(element.querySelector(".vaultkit-count").textContent, /^[12]$/);
  element.dispatchEvent(Object.assign(new window.Event("keydown"), { key: "Escape" }));
  assert.equal(phase(element), "");
  assert.ok(button("Begin", element));
});

test("a caution of the program is said with it", async () => {
  const { element } = block("2-2");
  click(element);
  await until(() => phase(element) === "in", "it to begin");
  assert.match(element.textContent, /dizzy|small|slow|fast/i);
  click(element);
});

test("it stops when the note is closed, also if that is before it began", async () => {
  const { child, element } = block("4-6");
  click(element);
  await until(() => phase(element) === "in", "it to begin");
  child.unload();
  assert.equal(child.timer, null);
  const early = block("4-6");
  click(early.element);
  early.child.unload();
  await until(() => early.loaded.program.fitting, "the program to be asked");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(early.child.timer, null);
});

test("without the program there is a plain breath, and a pattern that is none is said", async () => {
  const without = block("box", { program: "/nowhere/vaultkit" });
  click(without.element);
  await until(() => phase(without.element) === "in", "a breath");
  assert.match(without.element.textContent, /in for four, out for six/);
  click(without.element);
  for (const source of ["99-1", "--help", "$(touch x)", "4-6\n--vault=/", "x".repeat(90)]) {
    const { element } = block(source);
    click(element);
    await until(() => phase(element) === "in", "a breath");
    assert.match(element.textContent, /expected/i, source);
    click(element);
  }
});
