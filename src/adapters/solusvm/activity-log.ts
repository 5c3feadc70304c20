// The panel's activity log as far as it concerns the lives of servers. Event names and the fields of an entry are the
// vendor's; what stands in `data` is not documented, so its names are settings.
import { z } from 'zod';
import type { MeteredPlan } from '#core/metering/server-state.ts';
import { ok, type Result } from '#core/result.ts';
import type { LogReading, ServerEntry } from '#ports/server-inventory.ts';
import { type PanelFault, panelFault } from './panel-fault.ts';
import type { List } from './read-pages.ts';

/** Names in an entry's `data`; a name that the panel does not send leaves its value unknown. */
export interface EntryFields {
  /** A number, or a list of numbers where one entry deletes several servers. */
  readonly serverId: string;
  readonly userId: string;
  readonly planId: string;
  readonly name: string;
}

const KINDS: ReadonlyMap<string, ServerEntry['kind']> = new Map([
  ['compute_resource_vm_created', 'created'],
  ['compute_resource_vm_delete_requested', 'deleted'],
  ['compute_resource_vm_batch_deleted', 'deleted'],
]);

/** A log that grew by more than this since the last look is read for ever. */
const PAGES_MAX = 2_000;

const rowSchema = z.object({
  id: z.int().positive(),
  event: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  data: z.unknown().optional(),
});
/** Nobody documents whether ids in `data` are numbers or texts. */
const idInData = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
]);
const serverIds = z.union([idInData.transform((one) => [one]), z.array(idInData)]);
const numberOrNone = idInData.catch(0);
const textOrNone = z.string().catch('');

type Page = (page: number) => Promise<Result<List, PanelFault>>;

/**
 * Entries after `entryId`. Nobody documents in which order the log comes: newest first is read from its beginning,
 * oldest first from its end, until the entry that is known already.
 */
export async function readLog(
  page: Page,
  entryId: number,
  fields: EntryFields,
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<LogReading, PanelFault>> {
  const first = await page(1);
  if (!first.ok) return first;
  const { lastPage } = first.value;
  const oldestFirst = isOldestFirst(first.value.rows);
  const reading = createReading(entryId, fields, plans);
  if (!oldestFirst || lastPage === 1) reading.take(first.value.rows);
  for (let read = 1; read < lastPage && !reading.reached(); read++) {
    if (read > PAGES_MAX) return tooLong();
    const number = oldestFirst ? lastPage + 1 - read : read + 1;
    const next = await page(number);
    if (!next.ok) return next;
    reading.take(next.value.rows);
  }
  if (oldestFirst && lastPage > 1 && !reading.reached()) reading.take(first.value.rows);
  return ok(reading.result());
}

/** Id of the newest entry, at whichever end of the log it stands; 0 for an empty log. */
export async function readNewest(page: Page): Promise<Result<number, PanelFault>> {
  const first = await page(1);
  if (!first.ok) return first;
  const { lastPage, rows } = first.value;
  const last = lastPage > 1 ? await page(lastPage) : first;
  if (!last.ok) return last;
  return ok(Math.max(0, ...[...rows, ...last.value.rows].map(idOf)));
}

function createReading(
  entryId: number,
  fields: EntryFields,
  plans: ReadonlyMap<number, MeteredPlan>,
) {
  const entries = new Map<string, ServerEntry>();
  let newest = entryId;
  let oldest = Number.POSITIVE_INFINITY;
  let refused = 0;
  return {
    take(rows: readonly unknown[]) {
      for (const row of rows) {
        const id = idOf(row);
        if (id > 0) [newest, oldest] = [Math.max(newest, id), Math.min(oldest, id)];
        if (id > 0 && id <= entryId) continue;
        const found = readEntry(row, fields, plans);
        if (!found) refused++;
        for (const entry of found ?? []) entries.set(`${entry.entryId}:${entry.serverId}`, entry);
      }
    },
    reached: () => oldest <= entryId,
    result: (): LogReading => ({
      newest,
      // Read to its beginning and nothing missing before it is complete, too.
      complete: entryId === 0 || oldest <= entryId + 1,
      entries: [...entries.values()],
      refused,
    }),
  };
}

/** Nothing of interest is an empty list; an entry about a server that cannot be understood is undefined. */
function readEntry(
  row: unknown,
  fields: EntryFields,
  plans: ReadonlyMap<number, MeteredPlan>,
): readonly ServerEntry[] | undefined {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const { id: entryId, event, created_at, data } = parsed.data;
  const kind = KINDS.get(event);
  if (!kind) return [];
  const value = (name: string): unknown => Object(data)[name];
  const ids = serverIds.safeParse(value(fields.serverId));
  if (!ids.success) return undefined;
  const planId = numberOrNone.parse(value(fields.planId));
  const facts = {
    atMs: Date.parse(created_at),
    name: textOrNone.parse(value(fields.name)),
    userId: numberOrNone.parse(value(fields.userId)),
    plan:
      planId === 0
        ? undefined
        : (plans.get(planId) ?? { id: planId, name: '', prices: 'plan_vanished' as const }),
  };
  return ids.data.map((serverId) => ({ entryId, serverId, kind, ...facts }));
}

function isOldestFirst(rows: readonly unknown[]): boolean {
  return idOf(rows[0]) < idOf(rows.at(-1));
}

/** 0 for a row without one. */
function idOf(row: unknown): number {
  return numberOrNone.parse(Object(row).id);
}

function tooLong(): Result<never, PanelFault> {
  const detail = `more than ${PAGES_MAX} pages of activity since the last look`;
  return { ok: false, error: panelFault('GET', 'panel_answer_malformed', detail, { status: 200 }) };
}
