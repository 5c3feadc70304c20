import { Hono } from 'hono';
import { acceptNewTerms } from '#usecases/terms/accept-new-terms.ts';
import { termsEvidence } from '#usecases/terms/terms-evidence.ts';
import { waitingTerms } from '#usecases/terms/waiting-terms.ts';
import { AcceptTermsPage } from '#views/pages/account/accept-terms-page.tsx';
import { AcceptedTermsPage } from '#views/pages/account/accepted-terms-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { readAcceptances, readAll, readWitness } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireSignedIn } from '../require-client.ts';

export const accountTerms = new Hono<AppEnv>()
  .get('/account/accept', requireSignedIn, async (c) => {
    const terms = await waitingTerms(c.env.ports, c.var.client.id);
    if (terms.length === 0) return c.redirect('/dashboard', 303);
    return c.html(<AcceptTermsPage frame={frameOf(c)} terms={terms} />);
  })
  .post('/account/accept', requireSignedIn, async (c) => {
    const accepted = readAcceptances(await readAll(c, 'accept'));
    const request = { client: c.var.client, accepted, ...readWitness(c) };
    const result = await acceptNewTerms(c.env.ports, request);
    if (result.ok) return c.redirect('/dashboard', 303);
    const { terms, kinds } = result.error;
    return c.html(<AcceptTermsPage frame={frameOf(c)} terms={terms} missing={kinds} />, 422);
  })
  .get('/account/terms', requireSignedIn, async (c) => {
    const { store, settings } = c.env.ports;
    const accepted = await store.account.acceptedTerms(c.var.client.id);
    return c.html(
      <AcceptedTermsPage frame={frameOf(c)} accepted={accepted} timeZone={settings.timeZone} />,
    );
  })
  .get('/account/terms.json', requireSignedIn, async (c) => {
    const evidence = await termsEvidence(c.env.ports, c.var.client);
    return c.body(`${JSON.stringify(evidence, null, 2)}\n`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="accepted-terms.json"',
    });
  });
