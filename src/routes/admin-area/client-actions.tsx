// What an operator does about one client. What opens a way in or moves a panel user asks once more, for fresh proof.
import { Hono } from 'hono';
import { type ClientId, isId } from '#core/ids.ts';
import type { Client } from '#ports/store.ts';
import { unlinkClient } from '#usecases/delivery/mend-delivery.ts';
import { handOverPanelUser } from '#usecases/operators/hand-over-panel-user.ts';
import { removeLostFactor } from '#usecases/operators/remove-lost-factor.ts';
import { retryProvisioning } from '#usecases/operators/retry-provisioning.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { noteField } from './note-field.ts';
import { refuse } from './refuse.tsx';
import { requireOperator, requireProof } from './require-operator.ts';

const change = requireOperator('change');

export const adminClientActions = new Hono<AppEnv>()
  .post('/admin/clients/:id/provision', change, async (c) => {
    const clientId = c.req.param('id');
    const tried = await retryProvisioning(c.env.ports, { clientId }, actorOf(c));
    if (!tried.ok) return refuse(c, tried.error.reason);
    return back(c, tried.value === 'enrolled' ? 'enrolled' : '');
  })
  .get('/admin/clients/:id/second-factor', change, requireProof, async (c) => {
    const client = await found(c);
    return client ? factorPage(c, client) : refuse(c, 'client_unknown');
  })
  .post('/admin/clients/:id/second-factor', change, requireProof, async (c) => {
    const client = await found(c);
    if (!client) return refuse(c, 'client_unknown');
    const given = (await readForm(c)).note ?? '';
    const note = noteField.safeParse(given);
    if (!note.success) return factorPage(c, client, given);
    const asked = { clientId: client.id, note: note.data };
    const removed = await removeLostFactor(c.env.ports, asked, actorOf(c));
    return removed.ok ? back(c, 'second_factor_removed') : refuse(c, removed.error.reason);
  })
  .get('/admin/clients/:id/panel-user', change, requireProof, async (c) => {
    const client = await found(c);
    if (!client) return refuse(c, 'client_unknown');
    return c.html(
      <ConfirmPage
        frame={adminFrameOf(c)}
        title="Hand the panel user over?"
        lead={`The panel's user with the address ${client.email} belonged to an account that was closed. It becomes client ${client.number}'s and is unlocked; what still stands in it is theirs from then on. The closed account keeps its invoices.`}
        button="Hand it over"
        backUrl={pageOf(client.id)}
      />,
    );
  })
  .post('/admin/clients/:id/panel-user', change, requireProof, async (c) => {
    const clientId = c.req.param('id');
    const handed = await handOverPanelUser(c.env.ports, { clientId }, actorOf(c));
    if (!handed.ok) return refuse(c, handed.error.reason);
    return handed.value === 'enrolled' ? back(c, 'enrolled') : refuse(c, handed.value);
  })
  .get('/admin/clients/:id/unlink', change, requireProof, async (c) => {
    const client = await found(c);
    if (!client) return refuse(c, 'client_unknown');
    const system = c.env.ports.billing.capabilities.name;
    return c.html(
      <ConfirmPage
        frame={adminFrameOf(c)}
        title="Unlink from the billing system?"
        lead={`Who ${client.email} is in ${system} is forgotten here; nothing changes there. The next delivery looks for the address and makes a client if it finds none, so only do this when theirs is gone or was the wrong one.`}
        button="Unlink"
        backUrl={pageOf(client.id)}
      />,
    );
  })
  .post('/admin/clients/:id/unlink', change, requireProof, async (c) => {
    const id = c.req.param('id');
    if (!isId('client', id)) return refuse(c, 'client_unknown');
    const unlinked = await unlinkClient(c.env.ports, id, actorOf(c));
    return unlinked.ok ? back(c, 'unlinked') : refuse(c, unlinked.error.reason);
  });

/** `typed`: a note that was too short or too long. */
function factorPage(c: AppContext, client: Client, typed?: string) {
  const page = (
    <ConfirmPage
      frame={adminFrameOf(c)}
      title="Switch codes off?"
      lead={`Whoever knows the password of ${client.email} gets in with it alone. Every session of the client ends, and the client hears of it by mail. Make sure first that it is the client who asks.`}
      problem={
        typed === undefined
          ? undefined
          : { code: 'note_malformed', message: 'Say in 3 to 1,000 characters how you made sure.' }
      }
      note={{
        label: 'How you made sure who asks',
        hint: 'Kept in the audit log with your name. Leave out names and addresses: the log is never erased.',
        value: typed ?? '',
      }}
      button="Switch codes off"
      backUrl={pageOf(client.id)}
    />
  );
  return c.html(page, typed === undefined ? 200 : 422);
}

async function found(c: AppContext): Promise<Client | undefined> {
  const id = c.req.param('id') ?? '';
  return isId('client', id) ? c.env.ports.store.clients.byId(id) : undefined;
}

function pageOf(id: ClientId): string {
  return `/admin/clients/${id}`;
}

function back(c: AppContext, did: string): Response {
  const page = `/admin/clients/${c.req.param('id')}`;
  return c.redirect(did === '' ? page : `${page}?did=${did}`, 303);
}
