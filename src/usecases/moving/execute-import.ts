import { changedSince, type ImportedPerson, type LeftAlone } from '#core/moving/match-import.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { NewImportedClient } from '#ports/moving-changes.ts';
import type { ImportStep } from '#usecases/moving/advance-import.ts';
import { askAll } from '#usecases/moving/ask-old-billing.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';
import { newIds } from '#usecases/tokens.ts';

const CLIENTS_PER_STEP = 30;

/**
 * Makes clients of the next planned items. The plan decides; each is looked at once more over there, and whoever is gone or
 * another by now is left alone with a reason. Nobody accepts terms by this, has a password, or gets a mail.
 */
export async function executeImport({
  ports,
  old,
  stored,
  actor,
}: ImportStep): Promise<Result<null, MovingFailure>> {
  const { store, clock } = ports;
  const { id, cursor } = stored;
  const atMs = clock.nowMs();
  const items = await store.moving.toImport(id, cursor, CLIENTS_PER_STEP);
  if (items.length === 0) {
    const executed = await store.commit([
      { type: 'import_executed', id, atMs },
      { type: 'audit', event: { atMs, actor, action: 'import_executed', subjectId: id } },
    ]);
    return executed.ok ? ok(null) : err({ reason: 'overtaken' });
  }
  const people = items.map(({ content }) => personIn(content));
  const read = await askAll(ports, people, ({ billingUserId }) =>
    old.readPerson(String(billingUserId)),
  );
  if (!read.ok) return read;
  const ids = newIds(ports, 'client', people.length);
  const clients: NewImportedClient[] = [];
  const leftAlone: { readonly panelUserId: number; readonly reason: LeftAlone }[] = [];
  people.forEach((person, i) => {
    const reason = changedSince(person, read.value[i] ?? null);
    const clientId = ids[i];
    if (reason) leftAlone.push({ panelUserId: person.panelUserId, reason });
    else if (clientId) clients.push({ ...person, id: clientId });
  });
  const nextCursor = items.at(-1)?.panelUserId ?? cursor;
  const committed = await store.commit([
    {
      type: 'clients_imported',
      id,
      system: old.system,
      cursor,
      clients,
      leftAlone,
      nextCursor,
      actor,
      atMs,
    },
  ]);
  return committed.ok ? ok(null) : err({ reason: 'overtaken' });
}

/** Written by `match-panel-users.ts`: an item that imports has the person. */
function personIn(content: string): ImportedPerson {
  return (JSON.parse(content) as { readonly person: ImportedPerson }).person;
}
