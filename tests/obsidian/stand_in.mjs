/* Stand-ins for Obsidian, for node and for a browser: obsidian-test-mocks, and the little of the app that it leaves out. */

/** Let dialogs stay open, fields answer to typing, notices be read and Markdown be seen, as in the app. */
export function complete(obsidian, notices) {
  const { Modal, Setting, DropdownComponent, AbstractTextComponent, ButtonComponent, Scope } = obsidian;
  Modal.prototype.open = function open() {
    this.containerEl.addClass("modal-container");
    this.modalEl.addClass("modal");
    this.modalEl.setAttribute("role", "dialog");
    this.modalEl.setAttribute("aria-label", this.titleEl.textContent);
    this.titleEl.addClass("modal-title");
    this.contentEl.addClass("modal-content");
    this.modalEl.prepend(this.titleEl);
    document.body.append(this.containerEl);
    this.containerEl.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      for (const { key, does } of this.scope.handlers) if (key === event.key) does(event);
    });
    Modal.opened = this;
    this.onOpen();
  };
  Modal.prototype.close = function close() {
    this.containerEl.remove();
    this.onClose();
  };
  Scope.prototype.register = function register(modifiers, key, does) {
    const handler = { modifiers: "", key, does, scope: this };
    this.handlers.push(handler);
    return handler;
  };
  const answering = (Class, element, event, answer) => {
    const plain = Class.prototype.onChange || Class.prototype.onClick;
    const name = Class.prototype.onChange ? "onChange" : "onClick";
    Class.prototype[name] = function answered(callback) {
      this[element].addEventListener(event, () => callback(answer(this)));
      return plain.call(this, callback);
    };
  };
  answering(DropdownComponent, "selectEl", "change", (field) => field.selectEl.value);
  answering(AbstractTextComponent, "inputEl", "input", (field) => field.inputEl.value);
  answering(ButtonComponent, "buttonEl", "click", () => undefined);
  ButtonComponent.prototype.setDisabled = function setDisabled(isDisabled) {
    this.buttonEl.disabled = isDisabled;
    return this;
  };
  const setName = Setting.prototype.setName;
  Setting.prototype.setName = function named(name) {
    this.settingEl.addClass("setting-item");
    return setName.call(this, name);
  };
  obsidian.MarkdownRenderer.render = async (_app, markdown, element) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const line of markdown.split("\n").filter(Boolean)) {
      const [, mark, words] = /^(## |- |\d+\. )?(.*)$/.exec(line);
      const shown = element.createEl(mark === "## " ? "h2" : "p");
      for (const [at, part] of words.split(/\*\*?/).entries()) shown.createEl(at % 2 ? "strong" : "span", { text: part });
    }
  };
  class Notice {
    constructor(sentence) {
      notices.push(sentence);
    }
  }
  return { ...obsidian, Notice };
}

/** The plugin's class, from its code as Obsidian runs it: a function of `require` and `module`. */
export function loadPlugin(code, modules) {
  const module = { exports: {} };
  const required = (name) => {
    if (!(name in modules)) throw new Error(`the plugin asks for ${name}`);
    return modules[name];
  };
  new Function("require", "module", "exports", code)(required, module, module.exports);
  return module.exports;
}
