/* The plugin in a real browser: the same stand-ins, and a way to the real program that the test offers. */
import { complete, loadPlugin } from "./stand_in.mjs";

const MOCKS = "/packages/obsidian-test-mocks/dist/lib/esm";
const from = async (name) => import(`${MOCKS}/${name}.mjs`);

for (const [prototype, name] of [
  [Document.prototype, "Document.prototype"],
  [DocumentFragment.prototype, "DocumentFragment.prototype"],
  [Element.prototype, "Element.prototype"],
  [HTMLElement.prototype, "HTMLElement.prototype"],
  [Node.prototype, "Node.prototype"],
  [window, "functions/index"],
]) {
  Object.assign(prototype, await from(`globals/${name}`));
}
Object.assign(window, { activeDocument: document, process: { platform: "linux", env: {} } });

const names = ["AbstractTextComponent", "ButtonComponent", "Component", "DropdownComponent", "MarkdownRenderChild", "Modal",
  "Plugin", "Scope", "Setting"];
const mocks = Object.assign({}, ...(await Promise.all(names.map((name) => from(`obsidian/${name}`)))));
const PluginSettingTab = class {
  containerEl = createDiv();
};
const obsidian = complete({ ...mocks, PluginSettingTab, MarkdownRenderer: {} }, []);

/** In the place of node's: run the real program by way of the test. */
function execFile(_file, options) {
  const ended = Promise.withResolvers();
  const answer = ended.promise.then((words) => window.runProgram(options, words)).then((stdout) => ({ stdout }));
  return Object.assign(answer, { child: { stdin: { on() {}, end: ended.resolve } } });
}

const same = (file) => file;
const path = {
  basename: (file) => file.split("/").at(-1),
  isAbsolute: (file) => file.startsWith("/"),
  join: (...parts) => parts.join("/"),
  sep: "/",
};
path.posix = path.win32 = { ...path, delimiter: ":" };
const modules = {
  obsidian,
  child_process: { execFile },
  fs: { existsSync: () => true, realpathSync: Object.assign(same, { native: same }) },
  os: { homedir: () => "/home/mara" },
  path,
  util: { promisify: same },
};
const app = {
  vault: { adapter: { getBasePath: () => "/home/mara/vault" } },
  workspace: { onLayoutReady() {} },
  loadLocalStorage: () => "/usr/bin/vaultkit",
};
const Plugin = loadPlugin(await (await fetch("/plugin/main.js")).text(), modules);
window.plugin = new Plugin(app, {});
window.plugin.load();

/** Put a `breathe` block into the page, as a note does that is open. */
window.breathe = (source) => {
  const element = document.querySelector("main").createDiv();
  const context = { addChild: (child) => child.load() };
  window.plugin.markdownCodeBlockProcessors__.get("breathe")(source, element, context);
};
window.isReady = true;
