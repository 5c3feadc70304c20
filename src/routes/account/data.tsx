import { Hono } from 'hono';
import { dateAt } from '#core/month.ts';
import { myData } from '#usecases/leaving/my-data.ts';
import { myDataCsv } from '#views/exports/my-data-csv.ts';
import { MyDataPage } from '#views/pages/account/my-data-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { frameOf } from '../frame.ts';
import { requireSignedIn } from '../require-client.ts';

/** Open to whoever has not accepted new terms: leaving must not depend on it. */
export const accountData = new Hono<AppEnv>()
  .get('/account/data', requireSignedIn, (c) => c.html(<MyDataPage frame={frameOf(c)} />))
  .get('/account/data.zip', requireSignedIn, async (c) => {
    const { clock, settings, archive } = c.env.ports;
    const data = await myData(c.env.ports, c.var.client);
    const nowMs = clock.nowMs();
    const files = { 'data.json': `${JSON.stringify(data, null, 2)}\n`, ...myDataCsv(data) };
    const date = dateAt(nowMs, settings.timeZone);
    return c.body(Uint8Array.from(archive.zip(files, nowMs)), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="my-data-${date}.zip"`,
    });
  });
