import { Hono } from 'hono';
import { addPasskey, offerPasskey, removePasskey } from '#usecases/account/passkeys.ts';
import { PasskeysPage, type PasskeysPageProps } from '#views/pages/account/passkeys-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { clearChallenge, readChallenge, writeChallenge } from '../cookies.ts';
import { readForm } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { addPasskeyForm, removePasskeyForm } from '../passkey-forms.ts';
import { requireClient } from '../require-client.ts';
import { requireFresh } from '../require-fresh.ts';
import { actorOf } from '../visitor.ts';

export const accountPasskeys = new Hono<AppEnv>()
  .get('/account/passkeys', requireClient, requireFresh, (c) => passkeysPage(c, undefined, 200))
  .get('/account/passkeys/options', requireClient, requireFresh, async (c) => {
    const { options, note } = await offerPasskey(c.env.ports, actorOf(c));
    writeChallenge(c, note);
    return c.json(options as object); // made by the library for exactly this
  })
  .post('/account/passkeys', requireClient, requireFresh, async (c) => {
    const { answer, name } = addPasskeyForm.parse(await readForm(c));
    const given = { note: readChallenge(c), answer, name };
    const added = await addPasskey(c.env.ports, actorOf(c), given);
    clearChallenge(c);
    if (added.ok) return c.redirect('/account/passkeys', 303);
    return passkeysPage(c, added.error, 422);
  })
  .get('/account/passkeys/remove', requireClient, (c) => c.redirect('/account/passkeys', 303))
  .post('/account/passkeys/remove', requireClient, requireFresh, async (c) => {
    const { passkey } = removePasskeyForm.parse(await readForm(c));
    // One that is gone, or somebody else's, is not in the list that follows: that says it all.
    await removePasskey(c.env.ports, actorOf(c), passkey);
    return c.redirect('/account/passkeys', 303);
  });

async function passkeysPage(c: AppContext, fault: PasskeysPageProps['fault'], status: 200 | 422) {
  const { store, settings } = c.env.ports;
  const passkeys = await store.account.passkeys(c.var.client.id);
  return c.html(
    <PasskeysPage
      frame={frameOf(c)}
      passkeys={passkeys}
      timeZone={settings.timeZone}
      fault={fault}
    />,
    status,
  );
}
