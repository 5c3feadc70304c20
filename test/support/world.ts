// A whole service for one test: real ports over an empty D1, the emulators over HTTP, a clock that the test moves.
import {
  abortAllDurableObjects,
  createExecutionContext,
  waitOnExecutionContext,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { parseMonth } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import { compose } from '../../src/compose.ts';
import { createEntry } from '../../src/entry.ts';
import { requireEnv } from '../../src/env.ts';
import { runMessages } from '../../src/jobs/queue.ts';
import { tableNames } from './database.ts';
import { newEmulators, type TestEmulators } from './emulators.ts';
import { registerWorld } from './worlds.ts';

export const ORIGIN = 'https://billing.test';
export const ADMIN_KID = 'test-admin';
export const READER_KID = 'test-reader';

/** Made once: key pairs are slow to make and no test depends on which one it is. */
const adminKeys = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const adminJwk = { ...(await exportJWK(adminKeys.publicKey)), kid: ADMIN_KID };
const readerKeys = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const readerJwk = {
  ...(await exportJWK(readerKeys.publicKey)),
  kid: READER_KID,
  role: 'reader',
};

export type World = Awaited<ReturnType<typeof newWorld>>;

type OwnSettings = Readonly<Record<string, string | undefined>>;

export interface WorldOptions {
  /** Settings that differ from the valid ones below. */
  readonly settings?: OwnSettings | ((emulators: TestEmulators) => OwnSettings);
  /** Instead of the real ones, or that the service may have or not. */
  readonly bindings?: Readonly<Record<string, unknown>>;
  /** Replaces ports, to force what the emulators cannot. */
  readonly ports?: (ports: Ports) => Ports;
  readonly now?: string;
}

/** Name of the world whose test is running. */
let current = '';

export async function newWorld(options: WorldOptions = {}) {
  const name = crypto.randomUUID();
  current = name;
  await abortAllDurableObjects();
  await emptyDatabase();

  const emulators = newEmulators();
  let nowMs = Date.parse(options.now ?? '2026-11-10T12:00:00Z');
  const clock = { nowMs: () => nowMs };
  await emulators.setClock(new Date(nowMs).toISOString());
  const wakes: number[] = [];
  const rawEnv = {
    ...validSettings(emulators),
    ...(typeof options.settings === 'function' ? options.settings(emulators) : options.settings),
    DB: env.DB,
    ASSETS: env.ASSETS,
    TASKS: {
      send: async (_body: unknown, wake?: { delaySeconds?: number }) =>
        void wakes.push(wake?.delaySeconds ?? 0),
    },
    PASSWORD_HASHER: env.QUICK_HASHER,
    INVOICE_RUN: {
      idFromName: (object: string) => env.INVOICE_RUN.idFromName(`${name}/${object}`),
      get: (id: DurableObjectId) => env.INVOICE_RUN.get(id),
    },
    ...options.bindings,
  };
  const bound = { test: name };
  const ports = () => {
    const real = compose(requireEnv(rawEnv), bound, clock);
    return options.ports ? options.ports(real) : real;
  };
  const objectId = env.INVOICE_RUN.idFromName(`${name}/runs`).toString();
  registerWorld(objectId, () => ofRunningTest(name, ports()));
  const entry = createEntry(clock);

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const context = createExecutionContext();
    const response = await entry.fetch(
      new Request(`${ORIGIN}${path}`, { redirect: 'manual', ...init }),
      rawEnv,
      context,
    );
    await waitOnExecutionContext(context);
    return response;
  }

  return {
    name,
    emulators,
    rawEnv,
    ports: ports(),
    /** Delays in seconds of every wake-up of the outbox so far. */
    wakes,
    clock,
    object: () => env.INVOICE_RUN.get(env.INVOICE_RUN.idFromName(`${name}/runs`)),
    /** `panelAheadMs`: how far the panel's clock is ahead of ours. */
    async setNow(iso: string, panelAheadMs = 0) {
      nowMs = Date.parse(iso);
      await emulators.setClock(new Date(nowMs + panelAheadMs).toISOString());
    },
    async passMs(ms: number) {
      nowMs += ms;
      await emulators.setClock(new Date(nowMs).toISOString());
    },
    request,
    post: (path: string, fields: Fields, cookie = '') =>
      request(path, { method: 'POST', body: form(fields), headers: cookie ? { cookie } : {} }),
    get: (path: string, cookie = '') => request(path, cookie ? { headers: { cookie } } : {}),
    /** Everything that is due in the outbox, as the queue's consumer does it. */
    drain: () => runMessages({ messages: [{ body: { kind: 'drain_outbox' } }] }, ports()),
    sign: (claims: Readonly<Record<string, unknown>>, signing: Signing = {}) =>
      sign(claims, nowMs, signing),
    async admin(path: string, claims: Readonly<Record<string, unknown>>) {
      const body = await sign(claims, nowMs, {});
      return request(path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/jose' },
      });
    },
    async adminRead(path: string) {
      const jws = await sign({ action: 'read' }, nowMs, {});
      return request(path, { headers: { authorization: `Bearer ${jws}` } });
    },
    sql: <T>(query: string, ...values: unknown[]) =>
      env.DB.prepare(query)
        .bind(...values)
        .all<T>()
        .then(({ results }) => results),
  };
}

/**
 * The alarm of an aborted object is tried again, and the database is the next test's by then: an object whose world has
 * passed would work on that test's run with its own panel. It finds nothing to do instead.
 */
function ofRunningTest(name: string, ports: Ports): Ports {
  const { runs } = ports.store;
  const nextWorking = async () => (name === current ? runs.nextWorking() : undefined);
  return { ...ports, store: { ...ports.store, runs: { ...runs, nextWorking } } };
}

/** The setup file migrates once per file; each test begins with the tables empty. Most of them are. */
async function emptyDatabase(): Promise<void> {
  const names = await tableNames();
  const isFilled = await env.DB.prepare(
    `SELECT ${names.map((name) => `EXISTS (SELECT 1 FROM ${name}) AS ${name}`).join()}`,
  ).first<Readonly<Record<string, number>>>();
  const filled = names.filter((name) => isFilled?.[name]);
  if (filled.length === 0) return;
  const statements = filled.map((name) => env.DB.prepare(`DELETE FROM ${name}`));
  await env.DB.batch([env.DB.prepare('PRAGMA defer_foreign_keys = on'), ...statements]);
}

type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

function form(fields: Fields): URLSearchParams {
  return new URLSearchParams(
    Array.isArray(fields) ? fields.map(([k, v]) => [k, v]) : (fields as Record<string, string>),
  );
}

export interface Signing {
  readonly kid?: string | undefined;
  readonly key?: CryptoKey;
}

/** Signs as somebody who may change nothing. */
export const READER: Signing = { kid: READER_KID, key: readerKeys.privateKey };

/** A valid request unless `claims` or `signing` say otherwise; a claim that is undefined is left out. */
async function sign(
  claims: Readonly<Record<string, unknown>>,
  nowMs: number,
  { kid = ADMIN_KID, key = adminKeys.privateKey }: Signing,
): Promise<string> {
  const iat = Math.floor(nowMs / 1000);
  const all = {
    iss: 'tests',
    aud: ORIGIN,
    iat,
    exp: iat + 300,
    jti: crypto.randomUUID(),
    ...claims,
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(all)))
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(key);
}

function validSettings(emulators: ReturnType<typeof newEmulators>) {
  return {
    ORIGIN,
    APP_SECRET: 'a secret that only the tests know, and long enough',
    ADMIN_JWKS: JSON.stringify({ keys: [adminJwk, readerJwk] }),
    PROVIDER_NAME: 'Test Hosting',
    PROVIDER_ADDRESS: '1 Test Street',
    HOW_TO_PAY: 'Account TEST-1234\nReference: {number}',
    SUPPORT_EMAIL: 'support@hosting.test',
    BILLING_CURRENCIES: 'USD,EUR',
    PANEL_API_URL: emulators.panelApiUrl,
    PANEL_TOKEN: emulators.panelToken,
    PANEL_SIGN_ON_URL: `${emulators.panelUrl}/auth/one-time?token={token}`,
    // Long: a busy machine must not look like a slow panel. Tests of slowness set their own.
    PANEL_TIMEOUT_MS: '10000',
    MAIL_TRANSPORT: 'mailbox',
    MAIL_FROM: 'billing@hosting.test',
    MAILBOX_URL: emulators.mailboxUrl,
    DNS_OVER_HTTPS_URL: emulators.dnsUrl,
  };
}

/** A month that the test knows to be well formed. */
export function month(text: string) {
  const parsed = parseMonth(text);
  if (!parsed.ok) throw new Error(`not a month: ${text}`);
  return parsed.value;
}
