/* Obsidian's own rules for plugins, of eslint-plugin-obsidianmd, on the plugin as it is shipped. Prints what they find. */
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;
const packages = process.env.VAULTKIT_NODE_MODULES || path.join(here, "..", "node_modules");
const require = createRequire(path.join(packages, "x.cjs"));
const load = (name) => import(pathToFileURL(require.resolve(name)));

// The rules read the manifest beside the code, and the types of Obsidian from the packages near it.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vaultkit-lint-"));
fs.cpSync(path.join(here, "..", "..", "vaultkit", "obsidian"), folder, { recursive: true });
fs.symlinkSync(path.resolve(packages), path.join(folder, "node_modules"));
const options = { allowJs: true, checkJs: false, module: "commonjs", target: "es2022", lib: ["es2022", "dom"], noEmit: true };
const project = { compilerOptions: { ...options, types: ["node"], skipLibCheck: true }, include: ["main.js"] };
fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(project));
process.chdir(folder);

const { ESLint } = require("eslint");
const obsidianmd = (await load("eslint-plugin-obsidianmd")).default;
const withTypes = ["no-plugin-as-component", "no-view-references-in-plugin", "no-unsupported-api", "prefer-create-el",
  "prefer-file-manager-trash-file", "prefer-instanceof"];
const rules = Object.fromEntries(withTypes.map((name) => [`obsidianmd/${name}`, "error"]));
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [
    ...obsidianmd.configs.recommended,
    {
      files: ["main.js"],
      languageOptions: { parserOptions: { project: path.join(folder, "tsconfig.json"), tsconfigRootDir: folder } },
      // Without a build step the code is what Obsidian runs: a module that requires.
      rules: { ...rules, "@typescript-eslint/no-require-imports": "off" },
    },
    {
      files: ["manifest.json"],
      plugins: { obsidianmd },
      languageOptions: { parser: (await load("@typescript-eslint/parser")).default },
      rules: { "obsidianmd/validate-manifest": "error" },
    },
  ],
});
const found = await eslint.lintFiles(["main.js", "manifest.json"]);
for (const { filePath, messages } of found) {
  for (const { line, ruleId, message } of messages) {
    console.log(`${path.basename(filePath)}:${line}: ${ruleId}: ${message}`);
  }
}
fs.rmSync(folder, { recursive: true, force: true });
process.exitCode = found.some(({ messages }) => messages.length) ? 1 : 0;
