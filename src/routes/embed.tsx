import { Hono } from 'hono';
import { z } from 'zod';
import { embeddedPanel } from '#usecases/embedding/embedded-panel.ts';
import { languageOf } from '#views/languages.ts';
import { EmbedPage } from '#views/pages/embed-page.tsx';
import type { AppEnv } from './app-env.ts';
import { frameOf } from './frame.ts';
import { nextInvoice } from './next-invoice.ts';

const LINE = /^[^\r\n]{0,254}$/;
const query = z.object({
  client: z.string().regex(LINE),
  email: z.string().regex(LINE),
  ts: z.string().regex(/^\d{1,12}$/),
  sig: z.string(),
});

/** The dashboard's panel inside another client area. No cookie is read: the signature says whose panel it is. */
export const embed = new Hono<AppEnv>().get('/embed/panel', async (c) => {
  const { ports } = c.env;
  const asked = query.safeParse(c.req.query());
  const {
    client,
    email,
    ts: timestamp,
    sig,
  } = asked.data ?? { client: '', email: '', ts: '', sig: '' };
  const found = await embeddedPanel(ports, { client, email, timestamp }, sig);
  c.header('cache-control', 'no-store');
  const frame = frameOf(c);
  if (!found.ok) {
    ports.log.warn('embed_refused', { reason: found.error });
    return c.html(<EmbedPage frame={frame} panel={{ kind: found.error }} />, 403);
  }
  const known = found.value;
  if (!known) return c.html(<EmbedPage frame={frame} panel={{ kind: 'unknown' }} />);
  const spoken = known.language ? { ...frame, language: languageOf(known.language) } : frame;
  const { state, failure } = known;
  return c.html(
    <EmbedPage
      frame={spoken}
      panel={{ kind: 'client', state, failure, nextInvoice: nextInvoice(c, known.billedFrom) }}
    />,
  );
});
