/*
 * Vaultkit for Obsidian: a thin hand. It asks the vaultkit program on this computer, shows the answer and opens notes;
 * what is written, and what may be shared, is decided there. In this order: the program, the plugin, a moment, sharing,
 * support, the check-in on the sofa, a breath to follow, the settings.
 */
const obsidian = require("obsidian");
const { Component, MarkdownRenderChild, MarkdownRenderer, Modal, Notice, Plugin, Setting } = obsidian;
const { execFile } = require("child_process");
const { promisify } = require("util");
const [fs, os, path] = [require("fs"), require("os"), require("path")];

const PROTOCOL = 1; // What `vaultkit version --json` has to say.
const PATH_KEY = "vaultkit-program"; // In this device's local storage, which travels nowhere.
const UNCLEAR = "The program gave an answer that this plugin does not understand.";
const say = (sentence) => new Notice(sentence, 10_000);

/** What went otherwise than meant, as one calm sentence; its `cause` is the program's exit code, if it came to that. */
class Trouble extends Error {}

/** Where pipx, uv, pip and Homebrew put a program, then the folders of PATH. */
function usualPlaces(platform = process.platform, home = os.homedir(), environment = process.env) {
  const windows = platform === "win32";
  const { join, isAbsolute, delimiter } = windows ? path.win32 : path.posix;
  const { APPDATA = home, LOCALAPPDATA = home, PATH = environment.Path || "" } = environment;
  const ofPython = (minor) => windows
    ? [APPDATA, join(LOCALAPPDATA, "Programs")].map((place) => join(place, "Python", `Python3${minor}`, "Scripts"))
    : [join(home, "Library", "Python", `3.${minor}`, "bin")];
  const folders = [join(home, ".local", "bin"), ...(windows ? [] : ["/opt/homebrew/bin", "/usr/local/bin"])];
  folders.push(...[14, 13, 12, 11].flatMap(ofPython), ...PATH.split(delimiter).filter((folder) => isAbsolute(folder)));
  return [...new Set(folders)].map((folder) => join(folder, windows ? "vaultkit.exe" : "vaultkit"));
}

/** Words as YAML: JSON is YAML, once the few characters that the two see differently are written as numbers. */
function asYaml(words) {
  const whole = (_name, value) => (typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value);
  const asNumber = (character) => "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0");
  return JSON.stringify(words, whole).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, asNumber);
}

/** The program on this computer; every call rejects with Trouble and nothing else. */
class Program {
  seconds = 30; // How long an answer may take.
  fitting = ""; // The path of a program whose version fits.

  constructor(app) {
    this.app = app;
    this.vault = app.vault.adapter.getBasePath();
  }

  /** Its full path. One that lies in the vault is never used: others might change it there. */
  find() {
    const real = (file) => fs.realpathSync.native(file) + path.sep;
    const usable = (file) => path.isAbsolute(file) && fs.existsSync(file) && !real(file).startsWith(real(this.vault));
    const found = this.app.loadLocalStorage(PATH_KEY) || usualPlaces().find(usable);
    if (!found) throw new Trouble("Cannot find the vaultkit program. Install it, or say in the settings where it is.");
    if (usable(found)) return found;
    throw new Trouble(`Cannot use ${found}. The settings ask for the program's full path, outside of the vault.`);
  }

  /** Run it, never through a shell, with `words` on standard input; its answer as an object. */
  async run(file, options, words = "", seconds = this.seconds) {
    const limits = { maxBuffer: 2e7, timeout: seconds * 1000, windowsHide: true };
    const manner = { cwd: os.homedir(), env: { ...process.env, PYTHONUTF8: "1" }, ...limits };
    const running = promisify(execFile)(file, options, manner);
    // A program that ends without reading its input says why elsewhere.
    running.child.stdin?.on("error", () => {});
    running.child.stdin?.end(words);
    const { stdout } = await running.catch((error) => {
      if (error.code !== 3) throw this.troubleOf(error, file, seconds); // 3: done, with something to look at.
      return error;
    });
    return Promise.resolve(stdout).then(JSON.parse).then(Object, () => { throw new Trouble(UNCLEAR); });
  }

  troubleOf({ code, killed, signal, stderr = "" }, file, seconds) {
    if (killed) return new Trouble(`No answer within ${seconds} seconds, so it was stopped. You can try again.`);
    if (typeof code !== "number") return new Trouble(`${file} does not run (${code || signal}).`);
    const sentence = stderr.replace(/^vaultkit: /gm, "").replace(/\s+/g, " ").trim().slice(0, 400);
    return new Trouble(sentence || "The program could not do it, and did not say why.", { cause: code });
  }

  /** What the program says of itself, if this plugin and it understand each other. */
  async version() {
    const file = this.find();
    const answer = await this.run(file, ["version", "--json"]).catch((trouble) => {
      if (trouble.cause !== 2) throw trouble; // 2: wrong usage, as from before there was this command.
      return { program: "vaultkit", protocol: 0 };
    });
    const { program, protocol } = answer;
    if (program !== "vaultkit" || !Number.isInteger(protocol)) throw new Trouble(`${file} is not vaultkit.`);
    if (protocol < PROTOCOL) throw new Trouble("The vaultkit program is older than this plugin. Please update it.");
    if (protocol > PROTOCOL) throw new Trouble("This plugin is older than the program. Run: vaultkit obsidian install");
    this.fitting = file;
    return { file, ...answer };
  }

  /** Ask about this vault; each of `lists` in the answer is a list. */
  async ask(options, { lists = [], words = "", seconds = this.seconds } = {}) {
    if (this.find() !== this.fitting) await this.version();
    const answer = await this.run(this.fitting, ["--vault", this.vault, ...options, "--json"], words, seconds);
    if (!lists.every((name) => Array.isArray(answer[name]))) throw new Trouble(UNCLEAR);
    return answer;
  }
}

/** The commands; those with an icon are also in the ribbon. */
const ACTIONS = [
  ["journal", "Open today's journal", "notebook-pen", (plugin) => plugin.openNote(["journal"])],
  ["moment", "Capture a moment", "feather", (plugin) => new MomentForm(plugin, "A moment").open()],
  ["check-in", "Open this week's check-in", "messages-square", (plugin) => plugin.openNote(["checkin"])],
  ["sofa", "Hold the check-in on the sofa", "", (plugin) => new Sofa(plugin, "Our check-in").open()],
  ["share", "Share…", "", (plugin) => new ShareDialog(plugin, "Share").open()],
  ["progress", "Write the progress summary", "", (plugin) => plugin.openNote(["progress", "--write"])],
  ["sync", "Sync now", "", (plugin) => plugin.syncNow()],
  ["support", "Find someone to talk to", "life-buoy", (plugin) => new Support(plugin, "Someone to talk to").open()],
];

class VaultkitPlugin extends Plugin {
  draft = {}; // A moment that is not written yet; in memory alone.
  waiting = []; // What to do about each thing that needs a person.
  onload() {
    this.program = new Program(this.app);
    for (const [id, name, icon, does] of ACTIONS) {
      const callback = () => this.attempt(() => does(this));
      this.addCommand({ id, name, callback });
      if (icon) this.addRibbonIcon(icon, name, callback);
    }
    this.registerMarkdownCodeBlockProcessor("breathe", (source, element, context) => {
      const pattern = source.trim() || "4-6";
      context.addChild(Object.assign(new Breath(element), { pattern, program: this.program }));
    });
    this.addSettingTab(Object.assign(new VaultkitSettings(this.app, this), { program: this.program }));
    this.word = this.addStatusBarItem();
    this.word.addClasses(["vaultkit-word", "mod-clickable"]);
    this.registerDomEvent(this.word, "click", () => this.waiting.forEach((show) => show()));
    this.app.workspace.onLayoutReady(() => this.look());
    this.registerInterval(window.setInterval(() => this.look(), 15 * 60 * 1000));
  }

  /** Do something; what goes otherwise than meant becomes one calm line. */
  async attempt(action) {
    try {
      await action();
    } catch (trouble) {
      say(trouble instanceof Trouble ? trouble.message : "That was a mistake in the plugin, not in your notes.");
      if (!(trouble instanceof Trouble)) console.error(trouble);
    }
  }

  /** Open the note that the program made or found. Obsidian takes a moment to see a new one; none is made here. */
  async openNote(options) {
    const made = await this.program.ask(options);
    if (made.left_to) throw new Trouble("This note is for Templater: begin it in Obsidian, and it will be here.");
    const inside = path.relative(fs.realpathSync(this.program.vault), fs.realpathSync(String(made.path)));
    for (let tries = 0; tries < 50; tries++) {
      const file = this.app.vault.getFileByPath(obsidian.normalizePath(inside));
      if (file) return this.app.workspace.getLeaf(false).openFile(file);
      await sleep(100);
    }
    throw new Trouble(`The note is there, and Obsidian does not see it yet: ${inside}`);
  }

  async syncNow() {
    const done = await this.program.ask(["sync"], { seconds: 6 * this.program.seconds });
    if (done.paused) say("Sync rests on this machine.");
    else if (done.offline) say("Offline just now. Yours is kept here and goes out next time.");
    else say(done.changed?.length ? "Brought and joined." : "Everything is in step.");
    for (const sentence of done.told || []) say(String(sentence));
    await this.look();
  }

  /** Put a word in the status bar if something needs a person; without a program or a vault it stays quiet. */
  async look() {
    const share = this.program.ask(["share", "--preview"], { lists: ["ask"] });
    const sync = this.program.ask(["sync", "status"], { lists: ["twice"] });
    const [{ ask }, { twice }] = await Promise.all([share, sync]).catch(() => [{ ask: [] }, { twice: [] }]);
    this.waiting = twice.map(([place, why]) => () => say(`Stands twice in ${place}: ${why}`));
    if (ask.length) this.waiting.push(() => new ShareDialog(this, "Share").open());
    this.word.setText(this.waiting.length ? "Workbook: something to look at" : "");
  }
}

/** A dialog of the plugin: `build` fills it. */
class Page extends Modal {
  constructor(plugin, title) {
    super(plugin.app);
    this.plugin = plugin;
    this.program = plugin.program;
    this.setTitle(title);
  }

  onOpen() {
    this.modalEl.addClass("vaultkit-page");
    void this.plugin.attempt(() => this.build());
  }
}

class MomentForm extends Page {
  build() {
    this.contentEl.createEl("p", { text: "For you alone. Every line may stay blank." });
    this.line("before", "How strong is it, from 0 to 10?", "addDropdown");
    this.line("feeling", "What do you feel?", "addText");
    this.line("trigger", "What set it off?", "addText");
    this.line("thought", "What goes through your mind?", "addTextArea");
    this.line("after", "How strong is it now?", "addDropdown");
    this.trouble = this.contentEl.createEl("p", { attr: { role: "status" } });
    new Setting(this.contentEl).addButton((button) => button.setButtonText("Save").onClick(() => this.save(button)));
  }

  line(name, label, kind) {
    const { draft } = this.plugin;
    new Setting(this.contentEl).setName(label)[kind]((field) => {
      const numbers = kind === "addDropdown" ? ["", ..."0123456789", "10"] : [];
      for (const number of numbers) field.addOption(number, number);
      (numbers.length ? field.selectEl : field.inputEl).setAttribute("aria-label", label);
      field.setValue(draft[name] || "").onChange((value) => (draft[name] = value));
    });
  }

  async save(button) {
    const [draft, sent] = [this.plugin.draft, { ...this.plugin.draft }];
    const [before, after] = [sent.before, sent.after].map((number) => number && Number(number));
    const words = { ...sent, before, after, trigger: undefined, triggers: sent.trigger && [sent.trigger] };
    button.setDisabled(true);
    try {
      await this.program.ask(["moment"], { words: asYaml(words) });
      for (const name in sent) if (draft[name] === sent[name]) delete draft[name]; // What was typed since stays.
      this.close();
      say("Noted, for you alone.");
    } catch (trouble) {
      this.trouble.setText(`${trouble.message} Your words are still here.`);
      button.setDisabled(false).buttonEl.focus();
    }
  }
}

class ShareDialog extends Page {
  agreed = new Set();

  /** What waits for a yes, and the very text that would leave with the yeses given so far. */
  async preview() {
    const lists = ["ask", "files", "withdrawn", "left", "strange"];
    const open = await this.program.ask(["share", "--preview"], { lists });
    const yes = open.ask.filter(({ id }) => this.agreed.has(id)).flatMap(({ id }) => ["--yes", id]);
    const exact = yes.length ? await this.program.ask(["share", "--preview", ...yes], { lists }) : open;
    return { ...exact, ask: open.ask, yes };
  }

  async build(news = "") {
    const { contentEl } = this;
    const shown = await this.preview();
    const { ask, files, withdrawn, left, strange } = shown;
    const focused = activeDocument.activeElement?.id;
    contentEl.empty();
    contentEl.createEl("p", { text: news, attr: { role: "status" } });
    for (const { id, words, first } of ask) {
      const label = contentEl.createEl("label", { cls: "vaultkit-yes" });
      const box = label.createEl("input", { type: "checkbox", attr: { id: `vaultkit-yes-${id}` } });
      label.appendText(`${words} (${first ? "you have not shared one of its kind before" : "new, or changed since"})`);
      box.checked = this.agreed.has(id);
      box.addEventListener("change", () => {
        this.agreed[box.checked ? "add" : "delete"](id);
        void this.plugin.attempt(() => this.build());
      });
      if (box.id === focused) box.focus();
    }
    const told = [["Changed by hand since, so it stays", left], ["Is taken back here", withdrawn]];
    told.push(["Stands there already, and did not come from this device", strange]);
    for (const [what, all] of told) for (const { words } of all) contentEl.createEl("p", { text: `${what}: ${words}` });
    if (withdrawn.length) contentEl.createEl("p", { text: "Your partner's machine may still hold it." });
    contentEl.createEl("p", { text: files.length ? "This leaves, and nothing else:" : "Nothing new would leave." });
    for (const { path: place, text } of files) {
      contentEl.createEl("p", { text: path.basename(place) });
      contentEl.createEl("pre", { text, attr: { tabindex: "0" } });
    }
    const nothing = !files.length && !withdrawn.length;
    const share = () => this.plugin.attempt(() => this.share(shown));
    new Setting(contentEl)
      .addButton((button) => button.setButtonText("Not now").onClick(() => this.close()))
      .addButton((button) => button.setButtonText("Share").setDisabled(nothing).onClick(share));
  }

  async share(shown) {
    // What was shown leaves, and nothing that was written since.
    if (JSON.stringify(await this.preview()) !== JSON.stringify(shown)) {
      return this.build("A note has changed in the meantime. Please look once more.");
    }
    await this.program.ask(["share", ...shown.yes]);
    this.close();
    say("Shared, for your next check-in.");
    await this.plugin.look();
  }
}

const SUPPORT_WITHOUT_PROGRAM = [
  "You do not have to carry this alone. Talk to someone you trust; one sentence is enough.",
  "In danger, or thinking of ending your life: call your country's emergency number now.",
  "Someone to talk to, by country: https://findahelpline.com and https://befrienders.org",
  "If you are afraid of your partner: https://hotpeachpages.net, best on a device that they cannot open.",
];

class Support extends Page {
  async build() {
    const said = this.program.ask(["support"], { lists: ["support"] });
    const { support } = await said.catch(() => ({ support: SUPPORT_WITHOUT_PROGRAM }));
    const shown = this.contentEl.createEl("p", { cls: "vaultkit-lines" });
    for (const part of support.join("\n").split(/(https:\/\/[\w./-]*\w)/)) {
      shown.append(part.startsWith("https://") ? createEl("a", { text: part, href: part }) : part);
    }
  }
}

/** The check-in, one box of the agenda at a time, in large type, with a timer that counts minutes alone. */
class Sofa extends Page {
  at = 0;
  living = new Component();
  async build() {
    const { agenda, path: place } = await this.program.ask(["checkin"], { lists: ["topics"] });
    if (!this.modalEl.isConnected) return undefined; // Closed before the answer came.
    this.boxes = String(agenda).split(/^(?=### )/m);
    this.place = place;
    this.modalEl.addClass("vaultkit-sofa");
    const spoken = { "aria-live": "polite", role: "region", "aria-label": "Agenda", tabindex: "0" };
    this.box = this.contentEl.createDiv({ cls: "vaultkit-box", attr: spoken });
    this.clock = this.contentEl.createEl("p", { cls: "vaultkit-clock", attr: { role: "timer" } });
    const foot = new Setting(this.contentEl);
    foot.addButton((button) => button.setButtonText("Leave").onClick(() => this.close()));
    for (const [name, key, step] of [["Back", "ArrowLeft", -1], ["Next", "ArrowRight", 1]]) {
      foot.addButton((button) => button.setButtonText(name).onClick(() => this.go(step)));
      this.scope.register([], key, () => void this.go(step));
    }
    this.living.load();
    this.living.registerInterval(window.setInterval(() => this.tick(), 1000));
    return this.go(0);
  }

  async go(step) {
    this.at = Math.min(Math.max(this.at + step, 0), this.boxes.length - 1);
    const box = this.boxes[this.at];
    this.setTitle(`Our check-in, ${this.at + 1} of ${this.boxes.length}`);
    this.minutes = Number(/^### .*· (\d+) min/m.exec(box)?.[1] || 0);
    this.began = Date.now();
    this.tick();
    const page = createDiv();
    await MarkdownRenderer.render(this.app, box.replace(/^###/, "##"), page, this.place, this.living);
    if (box === this.boxes[this.at]) this.box.replaceChildren(page);
  }

  tick() {
    const left = this.minutes - Math.floor((Date.now() - this.began) / 60_000);
    const words = left > 1 ? `About ${left} minutes` : left === 1 ? "About a minute" : "Take the time you need";
    this.clock.setText(this.minutes ? words : "");
  }

  onClose() {
    this.living.unload();
  }
}

const IN_AND_OUT = [{ name: "in", seconds: 4, ends: 1 }, { name: "out", seconds: 6, ends: 0 }];
const PLAIN = { words: "A plain breath: in for four, out for six.", rounds: 12, phases: IN_AND_OUT };

/** A `breathe` block: begins by its button, stops by it, by Esc, and when the note closes. */
class Breath extends MarkdownRenderChild {
  timer = null;
  onload() {
    this.containerEl.addClass("vaultkit-breathe");
    const ring = this.containerEl.createDiv({ cls: "vaultkit-ring", attr: { "aria-hidden": "true" } });
    this.ball = ring.createDiv({ cls: "vaultkit-ball" });
    this.count = ring.createSpan({ cls: "vaultkit-count" });
    this.name = this.containerEl.createEl("p", { cls: "vaultkit-phase", attr: { "aria-live": "polite" } });
    this.words = this.containerEl.createEl("p", { text: `Breathing ${this.pattern}`.slice(0, 40) });
    this.button = this.containerEl.createEl("button", { text: "Begin" });
    this.registerDomEvent(this.button, "click", () => (this.timer ? this.stop() : this.begin()));
    this.registerDomEvent(this.containerEl, "keydown", (event) => event.key === "Escape" && this.stop());
  }

  onunload() {
    this.stop();
  }

  async begin() {
    this.timer = -1; // Asked for, and not begun yet.
    this.button.setText("Stop");
    this.step = await this.pace().catch(({ cause, message }) => ({ ...PLAIN, news: cause ? message : "" }));
    if (this.timer !== -1) return;
    this.words.setText([this.step.news, this.step.words].join(" "));
    this.phase = null;
    this.began = Date.now();
    this.timer = window.setInterval(() => this.tick(), 200);
    this.registerInterval(this.timer);
    this.tick();
  }

  /** The program's breath of this pattern, with what is to be said of it. */
  async pace() {
    if (!/^[\w+. -]{1,24}$/.test(this.pattern)) throw new Trouble("Expected a pattern such as 4-6.", { cause: 1 });
    const answer = await this.program.ask(["soothe", "breathing", `--pattern=${this.pattern}`], { lists: ["ways"] });
    const [{ steps, cautions }] = answer.ways;
    const { words, phases, rounds } = steps.find(({ kind }) => kind === "breathe");
    return { words, phases, rounds, news: cautions.join(" ") };
  }

  tick() {
    const { phases, rounds } = this.step;
    const round = phases.reduce((sum, { seconds }) => sum + seconds, 0);
    const since = (Date.now() - this.began) / 1000;
    if (since >= round * rounds) return this.stop("That was it. Stay as long as you like.");
    let left = -(since % round);
    const phase = phases.find(({ seconds }) => (left += seconds) > 0);
    this.count.setText(String(Math.ceil(left)));
    if (phase !== this.phase) this.show(phase.name, phase);
    this.phase = phase;
  }

  show(words, { ends, seconds }) {
    this.name.setText(words);
    this.ball.setCssProps({ "--vaultkit-size": String(0.4 + 0.6 * ends), "--vaultkit-seconds": `${seconds}s` });
  }

  stop(news = "") {
    window.clearInterval(this.timer);
    this.timer = null;
    this.count.setText("");
    this.button.setText("Begin");
    this.show(news, { ends: 0, seconds: 1 });
  }
}

class VaultkitSettings extends obsidian.PluginSettingTab {
  display() {
    const { app, containerEl, program } = this;
    containerEl.empty();
    const fits = ({ file, version }) => `Found ${file}, version ${version}. It fits.`;
    const test = () => program.version().then(fits, ({ message }) => message).then((words) => result.setText(words));
    new Setting(containerEl)
      .setName("Where the program is")
      .setDesc("Its full path, kept on this device alone. Blank: vaultkit is looked for in the usual places below.")
      .addText((field) => {
        field.inputEl.setAttribute("aria-label", "Where the program is");
        field.setPlaceholder(usualPlaces()[0]).setValue(app.loadLocalStorage(PATH_KEY) || "");
        field.onChange((typed) => app.saveLocalStorage(PATH_KEY, typed.trim() || null));
      })
      .addButton((button) => button.setButtonText("Test").onClick(test));
    const result = containerEl.createEl("p", { attr: { role: "status" } });
    containerEl.createEl("pre", { text: usualPlaces().join("\n"), cls: "vaultkit-lines" });
  }
}

module.exports = VaultkitPlugin;
