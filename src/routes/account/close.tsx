import { Hono } from 'hono';
import { cancelClosing, requestClosing } from '#usecases/leaving/request-closing.ts';
import { ClosedPage, ClosePage, ClosingPage } from '#views/pages/account/close-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { closingOf } from '../closing-of.ts';
import { clearSession } from '../cookies.ts';
import { readForm } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireSignedIn } from '../require-client.ts';
import { requireFresh } from '../require-fresh.ts';

/** Open to whoever has not accepted new terms: leaving must not depend on it. */
export const accountClose = new Hono<AppEnv>()
  .get('/account/close', requireSignedIn, requireFresh, (c) => closePage(c, false, 200))
  .post('/account/close', requireSignedIn, requireFresh, async (c) => {
    const { understood } = await readForm(c);
    if (understood !== 'yes') return closePage(c, true, 422);
    const asked = await requestClosing(c.env.ports, c.var.client);
    if (asked.ok && asked.value === 'closed') {
      clearSession(c);
      return c.redirect('/account/closed', 303);
    }
    return c.redirect('/account/close', 303);
  })
  .get('/account/close/cancel', requireSignedIn, (c) => c.redirect('/account/close', 303))
  .post('/account/close/cancel', requireSignedIn, requireFresh, async (c) => {
    await cancelClosing(c.env.ports, c.var.client);
    return c.redirect('/account?done=closing_cancelled', 303);
  })
  .get('/account/closed', (c) => {
    const { invoiceRetentionYears } = c.env.ports.settings;
    return c.html(<ClosedPage frame={frameOf(c)} retentionYears={invoiceRetentionYears} />);
  });

function closePage(c: AppContext, isMissing: boolean, status: 200 | 422) {
  const { settings } = c.env.ports;
  const { panelUserId } = c.var.client;
  const frame = frameOf(c);
  const closing = closingOf(c);
  if (closing) return c.html(<ClosingPage frame={frame} closing={closing} />);
  return c.html(
    <ClosePage
      frame={frame}
      hasPanelAccount={panelUserId !== null}
      retentionYears={settings.invoiceRetentionYears}
      isMissing={isMissing}
    />,
    status,
  );
}
