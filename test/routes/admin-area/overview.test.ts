import { beforeEach, describe, expect, it } from 'vitest';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { serviceMetrics } from '#usecases/monitoring/service-metrics.ts';
import { monthSoFar } from '#usecases/operators/month-so-far.ts';
import { retryProvisioning } from '#usecases/operators/retry-provisioning.ts';
import { dismissLetter, sendLetterAgain } from '#usecases/outbox/mend-letter.ts';
import { makeClient } from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { failedLetter, LETTER_READER } from '../../support/failed-letter.ts';
import { ledTo, refusal } from '../../support/jar.ts';
import { enterArea } from '../../support/operators.ts';
import { enrolMany, openShop, setPrice } from '../../support/people.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

/** Text as a person reads it. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

let world: World;
beforeEach(async () => {
  world = await newWorld({ now: '2026-11-10T12:00:00Z' });
  await openShop(world);
});

describe('GET /admin', () => {
  it('shows what the month has cost to the end of yesterday, and reads it once', async () => {
    await enrolMany(world, 2);
    const jar = await enterArea(world);
    const text = textOf(await jar.read('/admin'));
    expect(text).toMatch(
      /November 2026 so far \$\d+\.\d\d to the end of 9 November 2026; 2 of 2 clients/,
    );
    const asked = async () =>
      (await world.emulators.requests()).filter(({ path }) => path.startsWith('/usage')).length;
    const before = await asked();
    await jar.get('/admin');
    expect(await asked()).toBe(before);
  });

  it('leaves out whose usage is not known, and says so', async () => {
    await enrolMany(world, 2);
    await world.emulators.control({ path: '/usage/report', times: 20, status: 503 });
    const jar = await enterArea(world);
    expect(textOf(await jar.read('/admin'))).toContain('– 0 of 2 clients');
  });

  it('waits for the first day of a month', async () => {
    await enrolMany(world, 1);
    await world.setNow('2026-12-01T10:00:00Z');
    const jar = await enterArea(world);
    expect(textOf(await jar.read('/admin'))).toContain('known when its first day is over');
  });

  it('names what somebody has to look at, with the page that mends it', async () => {
    await makeClient(world, { state: 'provisioning_failed', failure: 'panel_rejected' });
    await world.sql(
      "INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms) VALUES ('out_x', 'send_letter', 'x', '', 0, 'failed', 0, 0)",
    );
    await world.sql(
      "INSERT INTO billing_stop (system, code, detail, since_ms) VALUES ('builtin', 'refused', 'no', 0)",
    );
    const html = await (await enterArea(world)).read('/admin');
    expect(html).toContain('href="/admin/clients?state=provisioning_failed"');
    expect(html).toContain('href="/admin/letters?state=failed"');
    const text = textOf(html);
    expect(text).toContain('1 Clients whose set-up failed');
    expect(text).toContain('1 Letters that were given up');
    expect(text).toContain('Deliveries to builtin are stopped');
  });

  it('says that nothing waits where nothing does', async () => {
    const html = await (await enterArea(world)).read('/admin');
    expect(textOf(html)).toContain('Nothing waits for you.');
  });

  it('shows what the last automation did', async () => {
    await world.admin('/admin/automation', { action: 'automation' });
    const text = textOf(await (await enterArea(world)).read('/admin'));
    expect(text).toContain('by admin:test-admin');
    expect(text).toContain('provisioning Nobody waits for a panel account.');
  });
});

describe('a failed step of the automation', () => {
  const automationOf = async () => {
    const answer = await world.adminRead('/admin/status');
    return (await answer.json<{ lastAutomation: Judged }>()).lastAutomation;
  };
  const figure = async () => {
    const metrics = await serviceMetrics(world.ports);
    return metrics.find(({ name }) => name === 'automation_last_ok')?.samples[0]?.value;
  };
  const found = async () => {
    const answer = await world.adminRead('/admin/doctor');
    const { findings } = await answer.json<{ findings: { check: string; state: string }[] }>();
    return findings.find(({ check }) => check === 'daily_automation')?.state;
  };

  it('is settled by a run by hand that leaves nobody out, and everywhere says so alike', async () => {
    await enrolMany(world, 2, undefined, (n) => (n === 0 ? 'EUR' : 'USD'));
    await world.sql("DELETE FROM token_price WHERE currency = 'EUR'");
    await dailyAutomation(world.ports, 'cron');
    const open = async () => {
      expect(await automationOf()).toMatchObject({ ok: false });
      expect([await figure(), await found()]).toEqual([0, 'warning']);
      const text = textOf(await (await enterArea(world)).read('/admin'));
      expect(text).toMatch(/invoices needs a look Plan for 2026-10/);
    };
    await open();
    await world.passMs(3_600_000);
    await runMonth(world.ports);
    await open();
    await setPrice(world, 'EUR', '0.02');
    await world.passMs(3_600_000);
    await runMonth(world.ports);
    const settledAt = new Date(world.clock.nowMs()).toISOString();
    const judged = await automationOf();
    expect(judged.ok).toBe(true);
    expect(judged.steps.filter(({ ok }) => !ok)).toMatchObject([{ step: 'invoices', settledAt }]);
    expect([await figure(), await found()]).toEqual([1, 'ok']);
    const text = textOf(await (await enterArea(world)).read('/admin'));
    expect(text).toMatch(/invoices settled 10 November 2026.* Plan for 2026-10/);
  });

  it('is settled for letters once each of that time went out or was dismissed', async () => {
    const [first = '', second = ''] = [await failedLetter(world), await failedLetter(world)];
    // The automation tries what was given up for a passing reason; the address is refused for good.
    await world.sql("UPDATE outbox SET last_error = 'mail_rejected_address'");
    await dailyAutomation(world.ports, 'cron');
    expect(await automationOf()).toMatchObject({ ok: false });
    await world.passMs(60_000);
    await dismissLetter(world.ports, first, 'admin:test');
    expect(await automationOf()).toMatchObject({ ok: false });
    await world.passMs(60_000);
    const settledAt = new Date(world.clock.nowMs()).toISOString();
    await sendLetterAgain(world.ports, second, 'admin:test');
    expect(await automationOf()).toMatchObject({ ok: false });
    await world.passMs(60_000);
    await world.drain();
    const { ok, steps } = await automationOf();
    expect(ok).toBe(true);
    expect(steps.filter((step) => !step.ok)).toMatchObject([{ step: 'deliveries', settledAt }]);
    // What fails afterwards is told by itself, and does not open the step again.
    await failedLetter(world);
    expect(await automationOf()).toMatchObject({ ok: true });
  });

  it('is settled for a client who was set up by hand, and so is the task of that', async () => {
    const id = await makeClient(world, { state: 'provisioning_failed', failure: 'panel_rejected' });
    await world.sql(
      `INSERT INTO outbox (id, kind, subject_id, payload, priority, state, last_error, due_at_ms, created_at_ms, done_at_ms)
       VALUES ('out_x', 'provision_client', '${id}', '', 0, 'failed', 'panel_rejected', 0, 0, ${world.clock.nowMs()})`,
    );
    await world.emulators.control({ path: '/users', times: 2, status: 403 });
    await dailyAutomation(world.ports, 'cron');
    const names = async () =>
      (await automationOf()).steps
        .filter(({ ok, settledAt }) => !ok && settledAt === null)
        .map(({ step }) => step);
    expect(await names()).toEqual(['provisioning']);
    await world.sql("UPDATE outbox SET state = 'failed' WHERE id = 'out_x'");
    await retryProvisioning(world.ports, { clientId: id }, 'admin:test');
    expect(await names()).toEqual([]);
    expect(await world.sql("SELECT state FROM outbox WHERE id = 'out_x'")).toEqual([
      { state: 'done' },
    ]);
    // Whoever comes afterwards opens nothing again.
    await world.passMs(60_000);
    const later = { state: 'provisioning_failed', failure: 'panel_rejected' } as const;
    const newcomer = await makeClient(world, { ...later, email: 'later@example.com' });
    const nowMs = world.clock.nowMs();
    await world.sql('UPDATE client SET created_at_ms = ? WHERE id = ?', nowMs, newcomer);
    expect(await names()).toEqual([]);
  });
});

interface Judged {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly step: string;
    readonly ok: boolean;
    readonly settledAt: string | null;
  }[];
}

describe('/admin/letters', () => {
  it('lists what did not go out, of whom and why, and sends it again once', async () => {
    const client = await makeClient(world, { state: 'enrolled' });
    const id = await failedLetter(world, { subjectId: client });
    const jar = await enterArea(world);
    const text = textOf(await jar.read('/admin/letters'));
    expect(text).toMatch(/already client \S+@\S+ .* Given up mail_unavailable/);
    const again = () => jar.post(`/admin/letters/${id}/again`);
    expect(ledTo(await again())).toEqual([303, '/admin/letters?did=again']);
    expect(await refusal(await again())).toEqual([409, 'letter_not_failed']);
    await world.drain();
    expect(await world.emulators.messages(LETTER_READER)).toHaveLength(1);
    expect(await refusal(await again())).toEqual([409, 'letter_not_failed']);
    expect(await auditRows('letter_sent_again')).toMatchObject([
      {
        actor: 'admin:test-admin',
        subjectId: client,
        detail: expect.stringContaining(`"letterId":"${id}"`),
      },
    ]);
    expect(textOf(await jar.read('/admin/letters'))).toContain('None.');
  });

  it('sends nothing again that may have arrived, and erases what is dismissed', async () => {
    const id = await failedLetter(world, { state: 'unknown' });
    const other = await failedLetter(world);
    const jar = await enterArea(world);
    const page = await jar.read('/admin/letters?state=unknown');
    expect([page.includes(id), page.includes(other)]).toEqual([true, false]);
    expect(page).not.toContain(`${id}/again`);
    expect(await refusal(await jar.post(`/admin/letters/${id}/again`))).toEqual([
      409,
      'letter_outcome_unknown',
    ]);
    for (const one of [id, other]) {
      const dismiss = () => jar.post(`/admin/letters/${one}/dismiss`);
      expect(ledTo(await dismiss())).toEqual([303, '/admin/letters?did=dismissed']);
      expect(await refusal(await dismiss())).toEqual([409, 'letter_not_failed']);
    }
    expect(await world.sql('SELECT DISTINCT state, payload FROM outbox')).toEqual([
      { state: 'dismissed', payload: '' },
    ]);
    expect(await auditRows('letter_dismissed')).toHaveLength(2);
    const unknown = `out_${'0'.repeat(26)}`;
    for (const what of ['again', 'dismiss']) {
      expect(await refusal(await jar.post(`/admin/letters/${unknown}/${what}`))).toEqual([
        404,
        'letter_unknown',
      ]);
    }
  });

  it('is mended once by two who look at the same moment', async () => {
    for (const mend of [sendLetterAgain, dismissLetter]) {
      const id = await failedLetter(world);
      const { store } = world.ports;
      const seen = await store.operators.letter(id as `out_${string}`);
      const operators = { ...store.operators, letter: async () => seen };
      const both = { ...world.ports, store: { ...store, operators } };
      expect((await mend(both, id, 'admin:one')).ok).toBe(true);
      expect(await mend(both, id, 'admin:two')).toEqual({
        ok: false,
        error: { reason: 'letter_not_failed' },
      });
    }
    expect(await auditRows('letter_sent_again')).toHaveLength(1);
    expect(await auditRows('letter_dismissed')).toHaveLength(1);
  });

  it('goes on behind the last letter of a page, in the area and the API', async () => {
    for (let n = 0; n < 51; n++) await failedLetter(world);
    const jar = await enterArea(world);
    const next = /href="([^"]+before=[^"]+)"/.exec(await jar.read('/admin/letters?state=failed'));
    const rest = await jar.read((next?.[1] ?? '').replaceAll('&amp;', '&'));
    expect(rest.match(/>Send again</g)).toHaveLength(1);
    expect(rest).toContain('First page');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = `limit=30${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const answer = await world.adminRead(`/api/v1/letters?${query}`);
      const page = await answer.json<{ data: { id: string }[]; next: string | null }>();
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toHaveLength(51);
  });
});

describe('monthSoFar', () => {
  it('goes on behind the client where the time was up, and reads everybody in the end', async () => {
    await enrolMany(world, 8);
    let nowMs = Date.parse('2026-11-10T12:00:00Z');
    // Each look at the clock takes a second: three seconds are over after a few clients.
    const clock = { nowMs: () => (nowMs += 1_000) };
    const ports = { ...world.ports, clock };
    const first = await monthSoFar(ports, '');
    expect(first.goOnBehind).toBeDefined();
    let after: string | undefined = first.goOnBehind;
    for (let n = 0; n < 20 && after !== undefined; n++) {
      after = (await monthSoFar(ports, after)).goOnBehind;
    }
    const last = await monthSoFar(world.ports, '');
    expect(last.costs.map(({ clients }) => clients)).toEqual([8]);
    expect((await wholeDatabase()).usage_day).toHaveLength(8);
  });
});
