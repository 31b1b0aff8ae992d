/* Makes vaultkit/vault/moment_names.json from the npm package `moment`: how each language writes dates there.

    npm install --prefix FOLDER moment
    node benchmarks/make_moment_names.mjs FOLDER/node_modules

One language a line, so that a reader parses that line alone; what is as in English is left out. A language that
cannot be given in this form is left out too and named on standard error. moment's licence is copied beside the data.
*/

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const modules = path.resolve(process.argv[2]);
const moment = createRequire(path.join(modules, 'x.js'))('moment');
const locales = path.join(modules, 'moment', 'locale');
const target = path.join(import.meta.dirname, '..', 'vaultkit', 'vault');

const DAY_BEFORE_MONTH = 'D[oD]?(\\[[^\\[\\]]*\\]|\\s)+MMMM?';
// One format for each condition that moment keeps inside a function.
const SAMPLES = { '-MMM-': '-MMM-', 'D\\.? MMMM': 'D MMMM' };
const UKRAINIAN = ['[В] dddd', '[минулої ] dddd'];
// Greek asks for a day anywhere before the month, with string functions.
const GREEK = '^(?:(?!MMMM).)*D';

const dates = {
  months: [...Array(12).keys()].map(month => moment([2024, month, 15])),
  weekdays: [...Array(7).keys()].map(day => moment([2024, 8, 1 + day])),
};

function spelt(names) {
  if (names.some(name => name.includes('_'))) throw new Error('a name holds an underscore');
  return names.join('_');
}

// The names, or [condition, names]... with the unconditional ones last.
function forms(data, which) {
  // moment puts a function in the method's place.
  const kept = data['_' + which] ?? data[which];
  const names = format => spelt(dates[which.startsWith('m') ? 'months' : 'weekdays'].map(day => data[which](day, format)));
  if (typeof kept === 'function') {
    const source = String(kept);
    if (source.includes('indexOf')) return [[GREEK, names('D MMMM')], ['', names('MMMM')]];
    const conditions = [...source.matchAll(/\/((?:[^\/\\\n]|\\.)+)\/\.test\(format\)/g)].map(found => found[1]);
    if (!conditions.length) throw new Error(which + ' is a function without a condition');
    const samples = conditions.length > 1 ? UKRAINIAN : [SAMPLES[conditions[0]]];
    samples.forEach((sample, i) => {
      if (conditions.findIndex(condition => new RegExp(condition).test(sample)) !== i) throw new Error(sample);
    });
    return [...conditions.map((condition, i) => [condition, names(samples[i])]), ['', names('')]];
  }
  if (Array.isArray(kept)) return spelt(kept.slice(0, 12));
  // moment looks at a language's own condition for long names only.
  const condition = which === 'monthsShort' ? DAY_BEFORE_MONTH : (kept.isFormat?.source ?? DAY_BEFORE_MONTH);
  return [[condition, spelt(kept.format)], ['', spelt(kept.standalone)]];
}

const ORDINALS = { Mo: ['M', 1, 12], Qo: ['Q', 1, 4], Do: ['D', 1, 31], DDDo: ['DDD', 1, 366], do: ['d', 0, 6], wo: ['w', 1, 53], Wo: ['W', 1, 53] };

// How numbers are marked, by their longest ending; '=' before one that is the whole number. (Turkish 40 is NaN in moment.)
function endings(templates) {
  const table = {};
  const walk = (ending, inherited) => {
    const numbers = [...templates.keys()].filter(number => String(number).endsWith(ending));
    if (!numbers.length) return;
    const counts = new Map();
    for (const number of numbers) counts.set(templates.get(number), 1 + (counts.get(templates.get(number)) ?? 0));
    const usual = [...counts].sort((a, b) => b[1] - a[1])[0][0];
    if (usual !== inherited) table[ending] = usual;
    if (counts.size === 1) return;
    if (templates.has(Number(ending)) && String(Number(ending)) === ending && templates.get(Number(ending)) !== usual) {
      table['=' + ending] = templates.get(Number(ending));
    }
    for (const digit of '0123456789') walk(digit + ending, usual);
  };
  walk('', undefined);
  return table;
}

function ordinals(data) {
  const groups = new Map();
  for (const [token, [unit, from, to]] of Object.entries(ORDINALS)) {
    const templates = new Map();
    for (let number = from; number <= to; number++) {
      const written = String(data.ordinal(number, unit));
      templates.set(number, written.replace(String(number), '%d'));
    }
    const others = [...groups].find(([, { all }]) => [...templates].every(([n, t]) => !all.has(n) || all.get(n) === t));
    if (others) {
      others[1].tokens.push(token);
      for (const [number, template] of templates) others[1].all.set(number, template);
    } else groups.set(token, { tokens: [token], all: templates });
  }
  const tables = [...groups.values()].map(({ tokens, all }) => [tokens.join(' '), endings(all)]);
  return tables.length > 1 ? tables : [['', tables[0][1]]];
}

// From which minute of the day which word stands for A, and which for a.
function meridiems(data) {
  const turns = [];
  for (let minute = 0; minute < 1440; minute++) {
    const words = [false, true].map(isLower => data.meridiem(Math.floor(minute / 60), minute % 60, isLower));
    if (!turns.length || turns.at(-1)[1] !== words[0] || turns.at(-1)[2] !== words[1]) turns.push([minute, ...words]);
  }
  return turns.map(([from, upper, lower]) => (upper === lower ? [from, upper] : [from, upper, lower]));
}

// Each letter that is written as another, both after one another.
function replaced(data) {
  let pairs = '';
  for (let code = 1; code < 0xd800; code++) {
    const letter = String.fromCharCode(code);
    const written = data.postformat(letter);
    if (written.length !== 1 || data.postformat(letter + letter) !== written + written) throw new Error('postformat');
    if (written !== letter) pairs += letter + written;
  }
  return pairs;
}

const TOKENS = /(\[[^\[]*\])|(\\e)|(\\)?(eHHmm|[Hh]mm(ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|.)/g;
const shortened = format => format.match(TOKENS).map(token => (['MMMM', 'MM', 'DD', 'dddd'].includes(token) ? token.slice(1) : token)).join('');

function localized(data) {
  const found = {};
  for (const name of ['LT', 'LTS', 'L', 'LL', 'LLL', 'LLLL']) found[name] = data.longDateFormat(name);
  for (const name of ['L', 'LL', 'LLL', 'LLLL']) {
    const lower = data.longDateFormat(name.toLowerCase());
    if (lower !== shortened(found[name])) found[name.toLowerCase()] = lower;
  }
  if (Object.values(found).some(format => typeof format !== 'string')) throw new Error('a format is a function');
  return found;
}

function described(name) {
  const data = moment.localeData(name);
  if (data._eras && !Array.isArray(data._eras)) throw new Error('eras');
  const found = {};
  for (const which of ['months', 'monthsShort', 'weekdays', 'weekdaysShort', 'weekdaysMin']) found[which] = forms(data, which);
  found.week = [data.firstDayOfWeek(), data.firstDayOfYear()];
  found.ordinals = ordinals(data);
  found.localized = localized(data);
  found.meridiems = meridiems(data);
  found.replaced = replaced(data);
  return found;
}

const english = described('en');
const lines = [];
for (const file of fs.readdirSync(locales).sort()) {
  createRequire(path.join(modules, 'x.js'))(path.join(locales, file));
  const name = path.basename(file, '.js');
  try {
    if (moment.localeData(name)._abbr !== name) throw new Error('known to moment by another name');
    const found = described(name);
    for (const key of Object.keys(english)) if (JSON.stringify(found[key]) === JSON.stringify(english[key])) delete found[key];
    for (const key of Object.keys(found.localized ?? {})) {
      if (found.localized[key] === english.localized[key]) delete found.localized[key];
    }
    lines.push(JSON.stringify(name) + ': ' + JSON.stringify(found));
  } catch (error) {
    console.error(`${name} is left out: ${error.message}`);
  }
}
fs.writeFileSync(path.join(target, 'moment_names.json'), '{\n' + lines.join(',\n') + '\n}\n');
fs.copyFileSync(path.join(modules, 'moment', 'LICENSE'), path.join(target, 'moment_licence.txt'));
console.log(JSON.stringify(english));
console.error(`${lines.length} languages from moment ${moment.version}`);
