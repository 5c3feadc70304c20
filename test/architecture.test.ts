// The layout table of the architecture, checked from the import statements of the source. Each rule is a function
// from text to complaints, and is shown to complain about an invented offender before it is asked about ours.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { CRONS } from '../src/jobs/cron.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAX_LINES = 250;
const CODE = /\.(?:ts|tsx|mts|js|mjs)$/;

/* ---- What each folder may import. Every folder may import from itself. ---- */

interface Allowance {
  /** Of ours, as value or type: folders end in a slash. */
  readonly ours: readonly string[];
  /** Of ours, by `import type` alone. */
  readonly types?: readonly string[];
  /** Packages; `hono/*` means the package and all that it exports by path, `*` all that no adapter wraps. */
  readonly packages?: readonly string[];
}

/** By folder or file; the longest that fits counts. What fits none has no place in the layout. */
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  'src/core/': { ours: [], packages: ['dinero.js/*', 'temporal-polyfill'] },
  'src/ports/': { ours: [], types: ['src/core/', 'src/ports/'] },
  'src/usecases/': { ours: ['src/core/'], types: ['src/ports/'] },
  'src/adapters/': {
    ours: ['src/core/', 'src/ports/'],
    packages: ['zod', 'node:*', 'cloudflare:*'],
  },
  // What the database must have been brought to: the journal that the migrations are generated with.
  'src/adapters/d1/built-migrations.ts': { ours: [], packages: ['migrations/*'] },
  'src/durable-objects/': {
    ours: ['src/usecases/', 'src/core/', 'src/compose.ts', 'src/compose/passwords.ts'],
    types: ['src/ports/'],
    packages: ['cloudflare:workers'],
  },
  'src/jobs/': { ours: ['src/usecases/', 'src/core/'], types: ['src/ports/'] },
  'src/routes/': {
    ours: ['src/usecases/', 'src/views/', 'src/core/'],
    types: ['src/ports/'],
    packages: ['hono/*', '@hono/zod-openapi', 'zod'],
  },
  'src/views/': { ours: ['src/core/'], packages: ['hono/jsx', 'hono/html'] },
  'src/emulators/': { ours: [], packages: ['hono/*', 'zod'] },
  'src/env/': { ours: ['src/core/'], packages: ['zod'] },
  'src/env.ts': { ours: ['src/core/', 'src/env/'] },
  'src/compose/': {
    ours: ['src/adapters/', 'src/core/', 'src/views/emails/', 'src/env/', 'src/env.ts'],
    types: ['src/ports/'],
  },
  'src/compose.ts': {
    ours: ['src/adapters/', 'src/compose/', 'src/env/', 'src/env.ts'],
    types: ['src/ports/'],
  },
  'src/app.tsx': { ours: ['src/routes/', 'src/views/'], packages: ['hono/*'] },
  'src/entry.ts': {
    ours: [
      'src/app.tsx',
      'src/compose/prices.ts',
      'src/compose.ts',
      'src/env/',
      'src/env.ts',
      'src/jobs/',
    ],
    types: ['src/ports/'],
  },
  'src/index.ts': { ours: ['src/entry.ts', 'src/durable-objects/'] },
  'src/dev.ts': {
    ours: ['src/entry.ts', 'src/durable-objects/', 'src/compose.ts', 'src/emulators/'],
    types: ['src/ports/'],
  },
  'cli/': { ours: ['src/core/'], packages: ['jose', 'fflate', '*'] },
};

/** The adapters that wrap each package, mostly one; no other may know it. */
const WRAPPED_BY: Readonly<Record<string, string | readonly string[]>> = {
  'drizzle-orm/*': 'src/adapters/d1/',
  jose: ['src/adapters/jose/', 'src/adapters/openid/'],
  pdfkit: 'src/adapters/pdf/',
  'bidi-js': 'src/adapters/pdf/',
  'disposable-email-domains-js': 'src/adapters/disposable-email/',
  fflate: 'src/adapters/fflate/',
  otpauth: 'src/adapters/otpauth/',
  uqr: 'src/adapters/otpauth/',
  '@simplewebauthn/server': 'src/adapters/webauthn/',
};

/** What adapters that speak HTTP have in common; `billing/wire` is for the billing systems alone. */
const SHARED_BY: readonly (readonly [string, string])[] = [
  ['src/adapters/http/', 'src/adapters/'],
  ['src/adapters/billing/wire/', 'src/adapters/billing/'],
];

/** A folder of its own for each outside thing; `billing` holds one for each billing system. */
function adapterOf(path: string): string | undefined {
  return /^src\/adapters\/(?:billing\/)?[^/]+\//.exec(path)?.[0];
}

interface Import {
  /** A path from the root for what is ours, else the name of the package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

function placeOf(path: string): string | undefined {
  return Object.keys(ALLOWANCES)
    .filter((place) => path === place || (place.endsWith('/') && path.startsWith(place)))
    .sort((a, b) => b.length - a.length)[0];
}

function matches(pattern: string, name: string): boolean {
  if (!pattern.endsWith('*')) return name === pattern;
  const stem = pattern.slice(0, -1);
  return name.startsWith(stem) || `${name}/` === stem;
}

const within = (places: readonly string[], path: string) =>
  places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));

function complaintAboutImport(from: string, { target, typeOnly }: Import): string | undefined {
  const place = placeOf(from);
  const allowed = place === undefined ? undefined : ALLOWANCES[place];
  if (!place || !allowed) return `${from} lies in no folder of the layout table`;
  const isOurs = /^(?:src|cli|bench|test|demo)\//.test(target);
  const adapter = adapterOf(from);
  if (isOurs) {
    const own = adapter ?? place;
    if (target.startsWith(own) && (own !== 'src/ports/' || typeOnly)) return undefined;
    if (within(allowed.ours, target)) return undefined;
    if (SHARED_BY.some(([shared, by]) => target.startsWith(shared) && from.startsWith(by))) {
      return undefined;
    }
    if (within(allowed.types ?? [], target)) {
      return typeOnly ? undefined : `${from} may import only types of ${target}: say "import type"`;
    }
    return `${from} must not import ${target}; ${place} may import ${mayImport(allowed)}`;
  }
  const wrapped = Object.entries(WRAPPED_BY).find(([name]) => matches(name, target));
  const wrappers = [wrapped?.[1] ?? []].flat();
  if (adapter && wrappers.includes(adapter)) return undefined;
  const packages = (allowed.packages ?? []).filter((name) => name !== '*' || !wrapped);
  if (packages.some((name) => matches(name, target))) return undefined;
  const where = wrapped
    ? `belongs to ${wrappers.join(' and ')}`
    : `is not among ${mayImport(allowed)}`;
  return `${from} must not import the package ${target}: it ${where}`;
}

function mayImport({ ours, types = [], packages = [] }: Allowance): string {
  const all = [...ours, ...types.map((path) => `types of ${path}`), ...packages];
  return all.length > 0 ? all.join(', ') : 'nothing but itself';
}

/* ---- Reading source ---- */

const COMMENTS_AND_STRINGS =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

function withoutComments(source: string): string {
  return source.replace(COMMENTS_AND_STRINGS, (part) => (part.startsWith('/') ? ' ' : part));
}

/** Code alone: no word of a comment or a text can be mistaken for it. */
function bareCode(source: string): string {
  return source.replace(COMMENTS_AND_STRINGS, (part) => (part.startsWith('/') ? ' ' : "''"));
}

/** `import … from`, `export … from`, `import '…'` and `import('…')`; `type` only where it is said for the whole. */
const IMPORTS =
  /(?:^|[;}\s])(?:import|export)\s+(type\s+(?!from\b))?(?:[\w$*{][^;'"`()=]*?\bfrom\s*)?(['"])([^'"\n]+)\2|\bimport\s*\(\s*(['"])([^'"\n]+)\4/g;

function readImports(path: string, source: string): Import[] {
  return [...withoutComments(source).matchAll(IMPORTS)].map(([, type, , name, , dynamic]) => ({
    target: resolveImport(path, name ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
}

function resolveImport(from: string, name: string): string {
  if (name.startsWith('.')) return join(dirname(from), name);
  if (name.startsWith('#')) return name.replace(/^#/, 'src/');
  return name;
}

/** What `.gitignore` names is no part of the project. */
function ignoredBy(gitignore: string): (path: string) => boolean {
  const patterns = gitignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return (path) => {
    const name = path.split('/').at(-1) ?? '';
    return ['.git/', ...patterns].some((pattern) => {
      if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
      const bare = pattern.replace(/^\/|\/$/g, '');
      return bare.includes('/') ? path === bare : name === bare;
    });
  };
}

function projectFiles(folder = '', ignored = ignoredBy(read('.gitignore'))): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ignored(path)) return [];
    if (entry.isDirectory()) return projectFiles(path, ignored);
    return entry.isFile() ? [path] : [];
  });
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const FILES = projectFiles();
const filesIn = (...folders: string[]) =>
  FILES.filter((path) => folders.some((folder) => path.startsWith(folder)));
const codeIn = (...folders: string[]) => filesIn(...folders).filter((path) => CODE.test(path));

/** All complaints of a rule about our files; an empty list is what each rule wants to see. */
function complaints(
  paths: readonly string[],
  rule: (path: string, text: string) => readonly string[],
): string[] {
  return paths.flatMap((path) => [...rule(path, read(path))]);
}

/* ---- The rules ---- */

function importRule(path: string, source: string): string[] {
  return readImports(path, source)
    .map((found) => complaintAboutImport(path, found))
    .filter((complaint) => complaint !== undefined);
}

const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\basync\b|\bawait\b|\bPromise\b/, 'is asynchronous: a decision is a plain function'],
  [/\bDate\.now\b|\bnew Date\b|\bTemporal\.Now\b|\bperformance\b/, 'reads a clock: take nowMs'],
  [/\bMath\.random\b|\bcrypto\b/, 'makes randomness: take it as an argument'],
  [/\bfetch\s*\(/, 'calls the network'],
  [/\bconsole\b/, 'writes a log'],
  [/\bprocess\b|\bglobalThis\b|\bset(?:Timeout|Interval)\b/, 'reaches into the runtime'],
  [
    /\bthrow\s+(?!new Error\()/,
    'throws something: refuse by a Result, or throw new Error for a bug',
  ],
];

function pureRule(path: string, source: string): string[] {
  const code = bareCode(source);
  return IMPURE.filter(([pattern]) => pattern.test(code)).map(([, why]) => `${path} ${why}`);
}

/** Types leave nothing behind when they are stripped. */
function typesOnlyRule(path: string, source: string): string[] {
  const { code } = transformSync(source, {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  const left = code.replace(/\bexport\s*\{\s*\};?/g, '').trim();
  return left === '' ? [] : [`${path} contains run-time code: ${left.slice(0, 60)}`];
}

function testNameRule(path: string): string[] {
  if (path === 'test/tsconfig.json' || /(?:^|\/)support\//.test(path)) return [];
  // What the golden test reads: data, and no code.
  if (/^test\/golden\/months\/.*\.json$/.test(path)) return [];
  if (/\.test\.tsx?$/.test(path)) return [];
  return [`${path} is no test: name it *.test.ts(x), or put it into a support folder`];
}

/** Tables without logic, read by the section like a dictionary: a language is one file, so that adding one is. */
const TABLES = [
  /^src\/views\/texts\/[a-z]{2,3}\.ts$/,
  /^src\/views\/admin\/setting-texts\.ts$/,
  /^cli\/mutate\/mutations\.ts$/,
];

function sizeRule(path: string, text: string): string[] {
  if (TABLES.some((table) => table.test(path))) return [];
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > MAX_LINES ? [`${path} has ${lines} lines: split it below ${MAX_LINES + 1}`] : [];
}

function focusRule(path: string, source: string): string[] {
  const found = bareCode(source).match(
    /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|skipIf|runIf|todo|fails)\b/g,
  );
  return (found ?? []).map((call) => `${path} has ${call}: a test is run or deleted`);
}

/** Put together here, so that this file does not contain what it forbids. */
const MACHINE_WORDS = ['/work', 'farm'].map((word, i) => word + (i === 0 ? '/' : '-'));

function machineRule(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, i) =>
      MACHINE_WORDS.filter((word) => line.includes(word)).map(
        (word) => `${path}:${i + 1} has "${word}": nothing of the machine belongs into the project`,
      ),
    );
}

const TOP_FOLDERS = 'src|cli|bench|test|docs|migrations|demo|scripts|\\.github';
const SOURCE_FOLDERS = 'core|ports|usecases|adapters|durable-objects|jobs|routes|views|emulators';
const TOP_PATH = new RegExp(`^(?:${TOP_FOLDERS})/(?:[\\w.@-]+/?)*$`);
const SOURCE_PATH = new RegExp(`^(?:${SOURCE_FOLDERS})/(?:[\\w.-]+/)*[\\w-]+\\.(?:tsx?|md)$`);

/** Words in backticks that name a file or folder of ours. Paths with `*`, `{…}` or `<…>` are patterns, not names. */
function documentRule(exists: (path: string) => boolean) {
  return (path: string, text: string): string[] => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, '');
    const words = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, span = '']) => span.split(/\s+/));
    return words
      .map((word) => word.replace(/^\.\//, '').replace(/[.,;:]+$/, ''))
      .filter((word) => {
        if (TOP_PATH.test(word)) return !exists(word);
        return SOURCE_PATH.test(word) && !exists(`src/${word}`);
      })
      .map((word) => `${path} names ${word}, which does not exist`);
  };
}

function cronsOf(wranglerToml: string): string[] {
  const list = /^\s*crons\s*=\s*\[([^\]]*)\]/m.exec(wranglerToml)?.[1] ?? '';
  return [...list.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b ?? '');
}

async function bundledFiles(
  entry: string,
): Promise<Record<string, { imports: { path: string }[] }>> {
  const { metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker'],
    external: ['cloudflare:*', 'node:*'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'silent',
  });
  return metafile.inputs;
}

/* ---- The tests ---- */

describe('readImports', () => {
  it('finds every form of import, and whether it is of types alone', () => {
    const source = `
      import { a } from '#core/a.ts';
      import type { B } from "../ports/b.ts";
      import { type C, d } from './c.ts';
      import {
        e, // from 'nowhere'
        f,
      } from 'hono/jsx';
      import * as g from 'zod';
      import h, { i } from 'jose';
      import 'side-effect';
      export { j } from './j.ts';
      export type { K } from './k.ts';
      export * from './l.ts';
      import type from './m.ts';
      const n = await import('./n.ts');
      export const text = 'import o from "o"'; const p = { from: 'p' };
      // import q from 'q'
      /* import r from 'r' */
      export const s = 's';
      export type T = 't';
    `;
    const found = readImports('src/views/x.ts', source);
    expect(found.map(({ target, typeOnly }) => (typeOnly ? `type ${target}` : target))).toEqual([
      'src/core/a.ts',
      'type src/ports/b.ts',
      'src/views/c.ts',
      'hono/jsx',
      'zod',
      'jose',
      'side-effect',
      'src/views/j.ts',
      'type src/views/k.ts',
      'src/views/l.ts',
      'src/views/m.ts',
      'src/views/n.ts',
    ]);
  });

  it('finds all that the bundler finds', async () => {
    for (const [path, { imports }] of Object.entries(await bundledFiles('src/dev.ts'))) {
      if (!path.startsWith('src/')) continue;
      const found = readImports(path, read(path)).map(({ target }) => target);
      const bundled = imports.map((one) => one.path).filter((one) => one.startsWith('src/'));
      expect(found, path).toEqual(expect.arrayContaining(bundled));
    }
  });
});

describe('the layout table', () => {
  it.each<[string, string]>([
    ['src/core/money.ts', `import { z } from 'zod';`],
    ['src/core/money.ts', `import type { Ports } from '#ports/ports.ts';`],
    ['src/core/money.ts', `import { readFileSync } from 'node:fs';`],
    ['src/ports/store.ts', `import { parseMonth } from '#core/month.ts';`],
    ['src/ports/store.ts', `import { A } from '#ports/a.ts';`],
    ['src/usecases/a.ts', `import { Ports } from '#ports/ports.ts';`],
    ['src/usecases/a.ts', `import { Hono } from 'hono';`],
    ['src/usecases/a.ts', `import { eq } from 'drizzle-orm';`],
    ['src/usecases/a.ts', `import { z } from 'zod';`],
    ['src/usecases/a.ts', `import { SignJWT } from 'jose';`],
    ['src/usecases/a.ts', `import type { Env } from '../env.ts';`],
    ['src/usecases/a.ts', `import { createStore } from '#adapters/d1/store.ts';`],
    ['src/usecases/a.ts', `import type { AppEnv } from '../routes/app-env.ts';`],
    ['src/usecases/a.ts', `import { Page } from '#views/page.tsx';`],
    ['src/adapters/mail/a.ts', `import { store } from '#adapters/d1/store.ts';`],
    ['src/adapters/mail/a.ts', `import { store } from '../d1/store.ts';`],
    ['src/adapters/billing/whmcs/a.ts', `import { b } from '../builtin/b.ts';`],
    ['src/adapters/mail/a.ts', `import { b } from '../billing/wire/b.ts';`],
    ['src/usecases/a.ts', `import { b } from '#adapters/http/b.ts';`],
    ['src/adapters/billing/wire/a.ts', `import { b } from '../whmcs/b.ts';`],
    ['src/adapters/mail/a.ts', `import { a } from '#usecases/a.ts';`],
    ['src/adapters/mail/a.ts', `import { a } from '../../routes/a.ts';`],
    ['src/adapters/mail/a.ts', `import { a } from '#emulators/a.ts';`],
    ['src/adapters/mail/a.ts', `import { eq } from 'drizzle-orm';`],
    ['src/adapters/d1/a.ts', `import { compactVerify } from 'jose';`],
    ['src/durable-objects/a.ts', `import { store } from '#adapters/d1/store.ts';`],
    ['src/jobs/a.ts', `import { compose } from '../compose.ts';`],
    ['src/routes/a.ts', `import { store } from '#adapters/d1/store.ts';`],
    ['src/routes/a.ts', `import { eq } from 'drizzle-orm/sqlite-core';`],
    ['src/routes/a.ts', `import { requireEnv } from '../env.ts';`],
    ['src/routes/a.ts', `import { compose } from '../compose.ts';`],
    ['src/routes/a.ts', `import { Ports } from '#ports/ports.ts';`],
    ['src/views/a.tsx', `import type { Context } from 'hono';`],
    ['src/views/a.tsx', `import { a } from '#usecases/a.ts';`],
    ['src/emulators/a.ts', `import { parseMonth } from '#core/month.ts';`],
    ['src/emulators/a.ts', `import type { PanelUser } from '#adapters/solusvm/panel-user.ts';`],
    ['src/index.ts', `import { createEmulators } from '#emulators/emulators.ts';`],
    ['src/env.ts', `import { createStore } from '#adapters/d1/store.ts';`],
    ['src/env/mail.ts', `import { createStore } from '#adapters/d1/store.ts';`],
    ['src/compose.ts', `import { a } from '#usecases/a.ts';`],
    ['src/compose/mail.ts', `import { a } from '#usecases/a.ts';`],
    ['src/compose/mail.ts', `import { Page } from '#views/page.tsx';`],
    ['src/utils/a.ts', `import { ok } from '#core/result.ts';`],
    ['cli/plan.ts', `import { createStore } from '../src/adapters/d1/store.ts';`],
    ['cli/plan.ts', `import { eq } from 'drizzle-orm';`],
  ])('complains about %s with %s', (path, source) => {
    expect(importRule(path, source)).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['src/core/a/b.ts', `import { multiply } from 'dinero.js/bigint';`],
    ['src/ports/store.ts', `import type { A } from '#ports/a.ts';`],
    ['src/usecases/a.ts', `import type { Ports } from '#ports/ports.ts';`],
    ['src/adapters/d1/a.ts', `import { eq } from 'drizzle-orm';`],
    ['src/adapters/d1/reads/a.ts', `import { b } from '../b.ts';`],
    ['src/adapters/jose/a.ts', `import { compactVerify } from 'jose';`],
    ['src/adapters/billing/whmcs/a.ts', `import { b } from '../wire/b.ts';`],
    ['src/adapters/billing/wire/a.ts', `import { b } from '../../http/b.ts';`],
    ['src/durable-objects/a.ts', `import { DurableObject } from 'cloudflare:workers';`],
    ['src/routes/a.ts', `import { bodyLimit } from 'hono/body-limit';`],
    ['src/views/a.tsx', `import { html } from 'hono/html';`],
    ['cli/plan.ts', `import { parseMonth } from '#core/month.ts';`],
    ['cli/plan.ts', `import { SignJWT } from 'jose';`],
    ['cli/instance/start.ts', `import { Miniflare } from 'miniflare';`],
  ])('is content about %s with %s', (path, source) => {
    expect(importRule(path, source)).toEqual([]);
  });

  it('says what is wrong and what would be right', () => {
    expect(importRule('src/views/a.tsx', `import { a } from '#usecases/a.ts';`)).toEqual([
      'src/views/a.tsx must not import src/usecases/a.ts; src/views/ may import src/core/, hono/jsx, hono/html',
    ]);
    expect(importRule('src/routes/a.ts', `import { eq } from 'drizzle-orm';`)).toEqual([
      'src/routes/a.ts must not import the package drizzle-orm: it belongs to src/adapters/d1/',
    ]);
  });

  it('holds for every file of src and cli', () => {
    expect(complaints(codeIn('src/', 'cli/'), importRule)).toEqual([]);
  });

  it('has a place for every file of src', () => {
    expect(codeIn('src/').filter((path) => placeOf(path) === undefined)).toEqual([]);
  });
});

describe('core', () => {
  it.each([
    'export async function a() {}',
    'const a = () => b.then(await c);',
    'const now = Date.now();',
    'const now = new Date(0);',
    'const now = Temporal.Now.instant();',
    'const a = Math.random();',
    'const a = crypto.randomUUID();',
    'const a = fetch(url);',
    'console.log(a);',
    'setTimeout(a, 5);',
    'throw new RangeError();',
    'throw refusal;',
  ])('would not be pure with %s', (source) => {
    expect(pureRule('src/core/a.ts', source)).toHaveLength(1);
  });

  it('may throw an Error for a bug, and write of anything in comments and texts', () => {
    const source = `
      // No async, no Date.now, no fetch(…): https://example.net
      /** Never console.log. */
      const kind = 'async fetch(console)';
      const bought = \`throw \${kind}\`;
      if (!kind) throw new Error('broken');
    `;
    expect(pureRule('src/core/a.ts', source)).toEqual([]);
  });

  it('has no clock, no randomness, no I/O, and throws only for broken invariants', () => {
    expect(complaints(codeIn('src/core/'), pureRule)).toEqual([]);
  });
});

describe('ports', () => {
  it('would contain run-time code with a constant, a class or an import of values', () => {
    for (const source of [
      'export const LIMIT = 5;',
      'export class Store {}',
      `import { type A } from './a.ts'; export type B = A;`,
    ]) {
      expect(typesOnlyRule('src/ports/a.ts', source)).toHaveLength(1);
    }
    expect(typesOnlyRule('src/ports/a.ts', 'export interface A { b: string }')).toEqual([]);
  });

  it('contain types alone', () => {
    expect(complaints(codeIn('src/ports/'), typesOnlyRule)).toEqual([]);
  });
});

describe('src/index.ts', () => {
  const emulatorsOf = (files: object) =>
    Object.keys(files).filter((path) => path.startsWith('src/emulators/'));

  it('bundles no emulator, while src/dev.ts does', async () => {
    expect(emulatorsOf(await bundledFiles('src/index.ts'))).toEqual([]);
    expect(emulatorsOf(await bundledFiles('src/dev.ts'))).not.toEqual([]);
  }, 30_000);
});

describe('wrangler.toml', () => {
  it('is read by its list of crons', () => {
    expect(cronsOf(`[triggers]\ncrons = ["15 1 * * *",\n  '*/5 * * * *']\n`)).toEqual([
      '15 1 * * *',
      '*/5 * * * *',
    ]);
    expect(cronsOf('# crons = ["1 1 * * *"]')).toEqual([]);
  });

  it('triggers exactly the crons that have a job', () => {
    expect(cronsOf(read('wrangler.toml')).sort()).toEqual(Object.keys(CRONS).sort());
  });
});

describe('tests', () => {
  it('would be missed by the pattern under another name', () => {
    expect(testNameRule('test/core/money.ts')).toHaveLength(1);
    expect(testNameRule('test/core/money.test.ts.skipped')).toHaveLength(1);
    expect(testNameRule('test/core/support/fixtures.ts')).toEqual([]);
    expect(testNameRule('test/core/money.test.tsx')).toEqual([]);
  });

  it('all end in .test.ts or .test.tsx, outside support folders', () => {
    expect(filesIn('test/').flatMap(testNameRule)).toEqual([]);
  });

  it('would be left out when focused or skipped', () => {
    for (const call of ['it.only', 'describe.skip', 'it.concurrent.only.each', 'test.todo']) {
      expect(focusRule('test/a.test.ts', `${call}('a', () => {});`)).toHaveLength(1);
    }
    expect(focusRule('test/a.test.ts', `it.each([1])('is "it.only("', () => {});`)).toEqual([]);
  });

  it('are all run: none is focused, skipped or put off', () => {
    expect(complaints(codeIn('test/'), focusRule)).toEqual([]);
  });
});

describe('the size of files', () => {
  it('would be too much with one line more', () => {
    expect(sizeRule('src/a.ts', 'x\n'.repeat(MAX_LINES))).toEqual([]);
    expect(sizeRule('src/a.ts', 'x\n'.repeat(MAX_LINES + 1))).toHaveLength(1);
  });

  it('is 250 lines at most in src, cli and bench, but for tables', () => {
    expect(complaints(codeIn('src/', 'cli/', 'bench/'), sizeRule)).toEqual([]);
  });
});

describe('documents', () => {
  const rule = documentRule((path) => path === 'src/core/money.ts' || path === 'docs/');

  it.each([
    'See `src/core/gone.ts`.',
    'See `core/gone.ts`.',
    'Run `npx tsx cli/gone.ts plan`.',
    'All in `test/gone/`.',
  ])('would name a path in vain: %s', (text) => {
    expect(rule('docs/a.md', text)).toHaveLength(1);
  });

  it.each([
    'See `src/core/money.ts`, `core/money.ts`, `./docs/`.',
    'Patterns: `src/core/*`, `adapters/billing/{builtin,whmcs}/`, `migrations/0001_create_….sql`.',
    'No path of ours: `text/html`, `GET /src/gone.ts`, `and/or`, src/core/gone.ts.',
    '```\nsrc/core/`gone.ts`\n```',
  ])('are read with sense: %s', (text) => {
    expect(rule('docs/a.md', text)).toEqual([]);
  });

  it('name only paths that exist', () => {
    const documents = FILES.filter((path) => /^(?:README\.md|(?:docs|src)\/.*\.md)$/.test(path));
    const exists = (path: string) => {
      const full = join(ROOT, path);
      return existsSync(full) && (!path.endsWith('/') || statSync(full).isDirectory());
    };
    expect(complaints(documents, documentRule(exists))).toEqual([]);
  });
});

describe('the project', () => {
  it('would show the machine it was made on', () => {
    for (const word of MACHINE_WORDS) {
      expect(machineRule('docs/a.md', `fine\nsee ${word}here`)).toEqual([
        `docs/a.md:2 has "${word}": nothing of the machine belongs into the project`,
      ]);
    }
    expect(machineRule('docs/a.md', 'network/a, homework, works')).toEqual([]);
  });

  it('knows nothing of the machine it was made on', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(complaints(FILES, machineRule)).toEqual([]);
  });

  it('is all that .gitignore does not name', () => {
    const ignored = ignoredBy('# made\ndist/\n*.log\ndemo/admin-key.json\n');
    const paths = ['.git', 'dist', 'a/dist', 'a.log', 'demo/admin-key.json', 'demo/a.ts', 'src'];
    expect(paths.filter((path) => !ignored(path))).toEqual(['demo/a.ts', 'src']);
    expect(FILES.map((path) => relative(ROOT, join(ROOT, path)))).toEqual(FILES);
  });
});
