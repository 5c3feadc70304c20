// Deliveries to endpoints that work, fail, come back, point elsewhere and go away.
import { beforeEach, describe, expect, it } from 'vitest';
import { createWebhookSender } from '#adapters/webhooks/webhook-sender.ts';
import type { Id } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import { changeEndpoint } from '#usecases/webhooks/change-endpoint.ts';
import { createEndpoint } from '#usecases/webhooks/create-endpoint.ts';
import { removeEndpoint } from '#usecases/webhooks/remove-endpoint.ts';
import { resendDelivery, resendFailed } from '#usecases/webhooks/resend.ts';
import { rotateSecret } from '#usecases/webhooks/rotate-secret.ts';
import { sendTestEvent } from '#usecases/webhooks/send-test-event.ts';
import { sendWebhooks } from '#usecases/webhooks/send-webhooks.ts';
import { runMessages } from '../../../src/jobs/queue.ts';
import { rawUrl } from '../../support/emulators.ts';
import { catchLogs, type LogLine } from '../../support/logs.ts';
import {
  eventOf,
  inDevelopment,
  isSignedBy,
  listen,
  type Receiver,
  sendAll,
} from '../../support/webhooks.ts';
import { newWorld, type World } from '../../support/world.ts';

const OPERATOR = 'operator@hosting.test';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: World;
let receiver: Receiver;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld({ settings: { OPERATOR_EMAIL: OPERATOR }, ports: inDevelopment });
  receiver = await listen(world);
});

/** An event that every test may cause without much ado. */
async function happen(times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    const event = { type: 'delivery.resumed', data: { system: `system-${n}` } } as const;
    await world.ports.store.commit([{ type: 'event_published', event, atMs: world.clock.nowMs() }]);
  }
}

interface Row {
  readonly id: Id<'message'>;
  readonly state: string;
  readonly attempts: number;
  readonly status: number;
  readonly error: string;
  readonly excerpt: string;
  readonly due_at_ms: number;
}
const rows = () => world.sql<Row>('SELECT * FROM webhook_delivery ORDER BY id');
const endpoint = async () =>
  (await world.sql<Record<string, unknown>>('SELECT * FROM webhook_endpoint'))[0];

describe('sendWebhooks', () => {
  it('sends a signed message once, with the id of our request, and keeps how it went', async () => {
    await happen();
    expect(await sendWebhooks(world.ports)).toEqual({ delivered: 1, failed: 0, more: false });
    expect(await sendWebhooks(world.ports)).toEqual({ delivered: 0, failed: 0, more: false });
    const [message] = await receiver.received();
    if (!message) throw new Error('nothing came in');
    expect(message).toMatchObject({ verdict: 'valid', status: 200 });
    expect(message.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(isSignedBy(receiver.secret, message)).toBe(true);
    expect(isSignedBy('whsec_c29tZWJvZHkgZWxzZQ==', message)).toBe(false);
    const nowMs = world.clock.nowMs();
    expect(message.timestamp).toBe(String(Math.floor(nowMs / 1000)));
    expect(eventOf(message.body)).toEqual({
      type: 'delivery.resumed',
      timestamp: new Date(nowMs).toISOString(),
      data: { system: 'system-0' },
    });
    expect(await rows()).toMatchObject([
      { id: message.id, state: 'delivered', attempts: 1, status: 200, excerpt: 'received' },
    ]);
  });

  it('tries again under the same id with the same payload, signed anew, for some three days, and then gives up', async () => {
    await happen();
    await receiver.fail({ path: '/inbox', status: 400, times: 100 });
    const waits: number[] = [];
    for (let n = 1; n <= 10; n++) {
      expect(await sendWebhooks(world.ports)).toMatchObject({ failed: 1 });
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: n, status: 400, error: 'http_400' });
      waits.push((row?.due_at_ms ?? 0) - world.clock.nowMs());
      await world.passMs(waits.at(-1) ?? 0);
    }
    expect(waits.map((wait) => wait / MINUTE)).toEqual([
      5 / 60,
      5,
      30,
      120,
      300,
      600,
      840,
      1200,
      1440,
      0,
    ]);
    expect(await rows()).toMatchObject([{ state: 'failed' }]);
    await world.passMs(DAY);
    expect(await sendWebhooks(world.ports)).toMatchObject({ delivered: 0, failed: 0 });
    const messages = await receiver.received();
    expect(messages).toHaveLength(10);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1);
    expect(new Set(messages.map(({ body }) => body)).size).toBe(1);
    expect(new Set(messages.map(({ timestamp }) => timestamp)).size).toBe(10);
    expect(messages.every(({ verdict }) => verdict === 'valid')).toBe(true);
  });

  it('leaves an endpoint that is down alone for longer each time, and sends everything once it is back', async () => {
    await happen(60);
    await receiver.fail({ path: '/inbox', status: 503, times: 1000 });
    const attempts: number[] = [];
    for (let n = 0; n < 4; n++) {
      await sendWebhooks(world.ports);
      await sendWebhooks(world.ports);
      attempts.push((await receiver.received()).length);
      await world.passMs(5000 * 4 ** n);
    }
    // Six at once the first time, and from then on a single one.
    expect(attempts).toEqual([6, 7, 8, 9]);
    expect(await endpoint()).toMatchObject({ failures: 4, state: 'enabled' });
    expect((await rows()).filter((row) => row.attempts > 0)).toHaveLength(9);
    await fetch(`${world.emulators.url}/webhook-receiver/control`, { method: 'DELETE' });
    expect(await sendWebhooks(world.ports)).toEqual({ delivered: 1, failed: 0, more: true });
    await world.passMs(2 * HOUR);
    await sendAll(world);
    expect(new Set((await rows()).map(({ state }) => state))).toEqual(new Set(['delivered']));
    expect(await endpoint()).toMatchObject({ failures: 0, failing_since_ms: null });
  });

  it('lets a message that the endpoint refuses hold up no other', async () => {
    await happen(30);
    await receiver.fail({ path: '/inbox', status: 422, times: 1 });
    await sendAll(world);
    const states = (await rows()).map(({ state }) => state).sort();
    expect(states.filter((state) => state === 'delivered')).toHaveLength(29);
    expect(await endpoint()).toMatchObject({ failures: 0 });
  });

  it('takes a redirect for a failure', async () => {
    await happen();
    await receiver.fail({ path: '/inbox', status: 307, times: 1 });
    await sendWebhooks(world.ports);
    expect(await rows()).toMatchObject([{ state: 'pending', status: 307, error: 'http_307' }]);
  });

  it('is disabled by 410 at once: what waits has failed, and the operator hears of it', async () => {
    await happen(40);
    await receiver.fail({ path: '/inbox', status: 410, times: 1000 });
    await sendAll(world);
    expect(await endpoint()).toMatchObject({ state: 'disabled', disabled_reason: 'gone' });
    expect(new Set((await rows()).map(({ state }) => state))).toEqual(new Set(['failed']));
    expect((await receiver.received()).length).toBeLessThanOrEqual(6);
    await world.drain();
    const mails = await world.emulators.messages(OPERATOR);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toMatch(/^Postmeter: the webhook endpoint at .* is disabled$/);
    expect(mails[0]?.text).toContain('410 Gone');
    const audits = await world.sql(
      "SELECT actor FROM audit_event WHERE action = 'webhook_disabled'",
    );
    expect(audits).toEqual([{ actor: 'system' }]);
    await happen();
    expect(await rows()).toHaveLength(40);
  });

  it('is disabled after five days of nothing but failures, and not before', async () => {
    await receiver.fail({ path: '/inbox', status: 500, times: 1000 });
    const beganAtMs = world.clock.nowMs();
    while (world.clock.nowMs() - beganAtMs < 5 * DAY) {
      await happen();
      await sendWebhooks(world.ports);
      expect(await endpoint()).toMatchObject({ state: 'enabled' });
      await world.passMs(12 * HOUR);
    }
    await happen();
    await sendWebhooks(world.ports);
    expect(await endpoint()).toMatchObject({ state: 'disabled', disabled_reason: 'failing' });
    await world.drain();
    expect(await world.emulators.messages(OPERATOR)).toHaveLength(1);
    const { endpointId } = receiver;
    await changeEndpoint(world.ports, endpointId, { enabled: true }, 'admin:tests');
    expect(await endpoint()).toMatchObject({ state: 'enabled', failures: 0, held_until_ms: 0 });
  });

  it('one success in five days is enough to go on', async () => {
    await receiver.fail({ path: '/inbox', status: 400, times: 1 });
    await happen();
    await sendWebhooks(world.ports);
    await world.passMs(4 * DAY);
    await sendAll(world);
    await receiver.fail({ path: '/inbox', status: 400, times: 1 });
    await world.passMs(2 * DAY);
    await happen();
    await sendWebhooks(world.ports);
    expect(await endpoint()).toMatchObject({ state: 'enabled' });
  });

  it('sends nothing where an operator disabled it, and what waited once that is over', async () => {
    await happen();
    const { endpointId } = receiver;
    await changeEndpoint(world.ports, endpointId, { enabled: false }, 'admin:tests');
    await sendAll(world);
    expect(await receiver.received()).toEqual([]);
    await changeEndpoint(world.ports, endpointId, { enabled: true }, 'admin:tests');
    await sendAll(world);
    expect(await receiver.received()).toHaveLength(1);
  });

  it('leaves the last word to whoever took a delivery over when its lease was over', async () => {
    await happen();
    const overtaken: Ports = {
      ...world.ports,
      webhookSender: {
        async send() {
          await world.passMs(121_000);
          await sendWebhooks(world.ports);
          return { answer: { kind: 'answered', status: 400 }, excerpt: '' };
        },
      },
    };
    await sendWebhooks(overtaken);
    expect(await rows()).toMatchObject([{ state: 'delivered', attempts: 2, status: 200 }]);
  });

  it('sends each message once however many look at the same time', async () => {
    await happen(30);
    await Promise.all(Array.from({ length: 4 }, () => sendWebhooks(world.ports)));
    await sendAll(world);
    const ids = (await receiver.received()).map(({ id }) => id);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  it('gives back what its budget of time does not reach', async () => {
    await happen(20);
    const slow: Ports = {
      ...world.ports,
      webhookSender: {
        async send() {
          await world.passMs(4_000);
          return { answer: { kind: 'answered', status: 200 }, excerpt: '' };
        },
      },
    };
    const sent = await sendWebhooks(slow);
    expect(sent.delivered).toBeLessThan(20);
    expect(sent.more).toBe(true);
    const left = (await rows()).filter(({ state }) => state === 'pending');
    expect(left).toHaveLength(20 - sent.delivered);
    expect(
      left.every(({ attempts, due_at_ms }) => attempts === 0 && due_at_ms <= world.clock.nowMs()),
    ).toBe(true);
  });

  it('comes after mails and deliveries, so that a dead endpoint holds up neither', async () => {
    await happen();
    const order: string[] = [];
    const letter = await letterTask(
      world.ports,
      {
        kind: 'account_ready',
        language: '',
        to: 'ada@example.com',
        name: 'Ada',
        dashboardUrl: 'https://x.test',
      },
      '',
      0,
    );
    await world.ports.store.commit([letter]);
    await runMessages(
      { messages: [{ body: { kind: 'drain_outbox' } }] },
      {
        ...world.ports,
        mailer: {
          async send(given, id) {
            order.push('mail');
            return world.ports.mailer.send(given, id);
          },
        },
        webhookSender: {
          async send() {
            order.push('webhook');
            return { answer: { kind: 'unreachable' }, excerpt: '' };
          },
        },
      },
    );
    expect(order).toEqual(['mail', 'webhook']);
    expect(await rows()).toMatchObject([{ state: 'pending', status: 0, error: 'no_answer' }]);
  });

  it('sends nothing unsigned: a secret that cannot be opened leaves the message where it is', async () => {
    await happen();
    await world.sql("UPDATE webhook_endpoint SET sealed_secret = 'broken'");
    await sendWebhooks(world.ports);
    expect(await receiver.received()).toEqual([]);
    expect(lines.map(({ event }) => event)).toContain('webhook_not_settled');
  });
});

describe('createWebhookSender', () => {
  const message = { id: 'msg_x', payload: '{}', secrets: ['whsec_c2VjcmV0'], nowMs: 0 };
  const sender = (timeoutMs: number) =>
    createWebhookSender({ timeoutMs, fetch: (input, init) => fetch(input, init) });

  it('waits no longer than its limit for an answer, nor for the body of one that came', async () => {
    const unanswered = { answer: { kind: 'unreachable' }, excerpt: '' };
    await receiver.fail({ path: '/inbox', delayMs: 3_000 });
    const inbox = `${world.emulators.url}/webhook-receiver/inbox`;
    expect(await sender(300).send({ ...message, url: inbox })).toEqual(unanswered);
    expect(await sender(300).send({ ...message, url: rawUrl('cut-before-headers') })).toEqual(
      unanswered,
    );
    expect(await sender(300).send({ ...message, url: rawUrl('slow-body') })).toEqual({
      answer: { kind: 'answered', status: 200 },
      excerpt: '',
    });
  });

  it('takes a redirect for an answer, and goes nowhere else', async () => {
    expect(await sender(3_000).send({ ...message, url: rawUrl('redirect') })).toMatchObject({
      answer: { kind: 'answered', status: 302 },
    });
  });

  it('keeps the beginning of an answer, in one line, and reads no more', async () => {
    const body = `line one\r\n\u0000\u202eline two ${'x'.repeat(5_000_000)}`;
    const answer = async () => new Response(body, { status: 200 });
    const reply = await createWebhookSender({ timeoutMs: 1000, fetch: answer }).send({
      ...message,
      url: 'https://x.test/',
    });
    expect(reply.excerpt).toMatch(/^line one line two x+$/);
    expect(reply.excerpt).toHaveLength(200);
  });
});

describe('endpoints', () => {
  const operator = 'admin:tests';

  it('sign with both secrets for a day after a rotation, and then with the new one alone', async () => {
    const rotated = await rotateSecret(world.ports, receiver.endpointId, operator);
    if (!rotated.ok) throw new Error('not rotated');
    const { secret } = rotated.value;
    expect(secret).not.toBe(receiver.secret);
    await happen();
    await sendAll(world);
    await world.passMs(DAY);
    await happen();
    await sendAll(world);
    const [before, after] = await receiver.received();
    if (!before || !after) throw new Error('two should have come in');
    expect([isSignedBy(secret, before), isSignedBy(receiver.secret, before)]).toEqual([true, true]);
    expect([isSignedBy(secret, after), isSignedBy(receiver.secret, after)]).toEqual([true, false]);
  });

  it('keep their secrets sealed, and neither log nor audit has them', async () => {
    await rotateSecret(world.ports, receiver.endpointId, operator);
    const everything = JSON.stringify([
      await world.sql('SELECT * FROM webhook_endpoint'),
      await world.sql('SELECT * FROM audit_event'),
      lines,
    ]);
    expect(everything).not.toContain('whsec_');
    expect(everything).not.toContain(receiver.secret.slice(6, 30));
  });

  it('get a test event whatever they listen to, and none while disabled', async () => {
    const other = await listen(world, ['run.finished']);
    expect(await sendTestEvent(world.ports, other.endpointId, operator)).toMatchObject({
      ok: true,
    });
    await sendAll(world);
    expect(await other.types()).toEqual(['webhook.test']);
    await changeEndpoint(world.ports, other.endpointId, { enabled: false }, operator);
    expect(await sendTestEvent(world.ports, other.endpointId, operator)).toEqual({
      ok: false,
      error: { reason: 'webhook_disabled' },
    });
  });

  it('are sent one message again, or all that failed since a time, under their old ids', async () => {
    await happen();
    await world.passMs(1);
    await happen(2);
    await receiver.fail({ path: '/inbox', status: 410, times: 3 });
    await sendAll(world);
    const { endpointId } = receiver;
    const [first] = await rows();
    if (!first) throw new Error('no delivery');
    const one = { endpointId, id: first.id };
    expect(await resendDelivery(world.ports, one, operator)).toMatchObject({
      error: { reason: 'webhook_disabled' },
    });
    expect(await resendFailed(world.ports, { endpointId, sinceMs: 0 }, operator)).toMatchObject({
      error: { reason: 'webhook_disabled' },
    });
    await changeEndpoint(world.ports, endpointId, { enabled: true }, operator);
    expect(await resendDelivery(world.ports, one, operator)).toEqual({ ok: true, value: null });
    expect(await resendDelivery(world.ports, one, operator)).toMatchObject({
      error: { reason: 'webhook_delivery_pending' },
    });
    await sendAll(world);
    expect((await receiver.received()).filter(({ id }) => id === first.id)).toHaveLength(2);
    const sinceMs = world.clock.nowMs() + 1;
    await resendFailed(world.ports, { endpointId, sinceMs }, operator);
    await sendAll(world);
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'failed', 'failed']);
    await resendFailed(world.ports, { endpointId, sinceMs: 0 }, operator);
    await sendAll(world);
    expect((await rows()).every(({ state }) => state === 'delivered')).toBe(true);
  });

  it('know nothing of the deliveries of others', async () => {
    const other = await listen(world, ['run.finished']);
    await happen();
    await sendAll(world);
    const [row] = await rows();
    const foreign = { endpointId: other.endpointId, id: row?.id ?? 'msg_x' };
    expect(await resendDelivery(world.ports, foreign, operator)).toMatchObject({
      error: { reason: 'webhook_delivery_unknown' },
    });
    const missing = 'whk_00000000000000000000000000' as const;
    for (const answer of [
      await changeEndpoint(world.ports, missing, {}, operator),
      await removeEndpoint(world.ports, missing, operator),
      await rotateSecret(world.ports, missing, operator),
      await sendTestEvent(world.ports, missing, operator),
      await resendFailed(world.ports, { endpointId: missing, sinceMs: 0 }, operator),
    ]) {
      expect(answer).toEqual({ ok: false, error: { reason: 'webhook_unknown' } });
    }
  });

  it('go with their deliveries, and are audited with what was before and after', async () => {
    await happen();
    await changeEndpoint(world.ports, receiver.endpointId, { events: ['run.failed'] }, operator);
    await removeEndpoint(world.ports, receiver.endpointId, operator);
    expect(await rows()).toEqual([]);
    const audits = await world.sql<{ action: string; detail: string }>(
      'SELECT action, detail FROM audit_event ORDER BY id',
    );
    expect(audits.map(({ action }) => action)).toEqual([
      'webhook_created',
      'webhook_changed',
      'webhook_removed',
    ]);
    expect(JSON.parse(audits[1]?.detail ?? '')).toMatchObject({
      before: { enabled: true },
      after: { events: 'run.failed' },
    });
  });

  it('are twenty at most', async () => {
    const request = { url: `${world.emulators.url}/x`, description: '', events: ['run.failed'] };
    for (let n = 1; n < 20; n++) {
      expect(await createEndpoint(world.ports, request, operator)).toMatchObject({ ok: true });
    }
    expect(await createEndpoint(world.ports, request, operator)).toEqual({
      ok: false,
      error: { reason: 'webhooks_too_many', most: 20 },
    });
  });
});
