import { Hono } from 'hono';
import { z } from 'zod';
import { isProved } from '#core/operators/session.ts';
import { endOperatorSession } from '#usecases/operators/end-operator-session.ts';
import {
  addOperatorPasskey,
  offerOperatorPasskey,
  removeOperatorPasskey,
} from '#usecases/operators/operator-passkeys.ts';
import { AccessPage, type AccessPageProps } from '#views/admin/access-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { clearChallenge, readChallenge, writeChallenge } from '../cookies.ts';
import { readForm } from '../forms.ts';
import { addPasskeyForm, removePasskeyForm } from '../passkey-forms.ts';
import { adminFrameOf } from './admin-frame.ts';
import { requireOperator, requireProof } from './require-operator.ts';

const PATH = '/admin/passkeys';
const ROWS_SHOWN = 200;

const endForm = z.object({ session: z.string().max(100).catch('') });

/** Sessions, passkeys and keys of operators. Adding a way in needs a fresh proof, ending one does not. */
export const adminAccess = new Hono<AppEnv>()
  .get(PATH, requireOperator('own_access'), (c) => accessPage(c, undefined, 200))
  .get(`${PATH}/options`, requireOperator('own_access'), requireProof, async (c) => {
    const { options, note } = await offerOperatorPasskey(c.env.ports, c.var.operator);
    writeChallenge(c, note);
    return c.json(options as object); // made by the library for exactly this
  })
  .post(PATH, requireOperator('own_access'), requireProof, async (c) => {
    const { answer, name } = addPasskeyForm.parse(await readForm(c));
    const given = { note: readChallenge(c), answer, name };
    const added = await addOperatorPasskey(c.env.ports, c.var.operator, given);
    clearChallenge(c);
    return added.ok ? c.redirect(PATH, 303) : accessPage(c, added.error, 422);
  })
  .get(`${PATH}/remove`, requireOperator('own_access'), (c) => c.redirect(PATH, 303))
  .post(`${PATH}/remove`, requireOperator('own_access'), async (c) => {
    const { passkey } = removePasskeyForm.parse(await readForm(c));
    // One that is gone, or that a reader may not remove, is in the list that follows or not: that says it all.
    await removeOperatorPasskey(c.env.ports, c.var.operator, passkey);
    return c.redirect(PATH, 303);
  })
  .get(`${PATH}/sessions`, requireOperator('own_access'), (c) => c.redirect(PATH, 303))
  .post(`${PATH}/sessions`, requireOperator('own_access'), async (c) => {
    const { session } = endForm.parse(await readForm(c));
    await endOperatorSession(c.env.ports, c.var.operator, session);
    return c.redirect(PATH, 303);
  });

async function accessPage(c: AppContext, fault: AccessPageProps['fault'], status: 200 | 422) {
  const { store, clock, adminSignatures } = c.env.ports;
  const [passkeys, sessions] = await Promise.all([
    store.operatorAccess.passkeys(ROWS_SHOWN),
    store.operatorAccess.sessions(clock.nowMs(), ROWS_SHOWN),
  ]);
  return c.html(
    <AccessPage
      frame={adminFrameOf(c)}
      keys={adminSignatures.keys}
      passkeys={passkeys}
      sessions={sessions}
      here={c.var.operator.session.id}
      isProved={isProved(c.var.operator.provedAtMs, clock.nowMs())}
      fault={fault}
    />,
    status,
  );
}
