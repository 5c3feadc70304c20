import { Hono } from 'hono';
import { z } from 'zod';
import {
  addSecondFactor,
  offerSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
} from '#usecases/account/second-factor.ts';
import {
  RecoveryCodesPage,
  SecondFactorOfferPage,
  SecondFactorPage,
} from '#views/pages/account/second-factor-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { frameOf } from '../frame.ts';
import { requireClient } from '../require-client.ts';
import { requireFresh } from '../require-fresh.ts';
import { actorOf } from '../visitor.ts';

const PATH = '/account/second-factor';
const form = z.object({ note: z.string().catch(''), code: z.string().max(100).catch('') });

export const accountSecondFactor = new Hono<AppEnv>()
  .get(PATH, requireClient, requireFresh, async (c) => {
    const { ports } = c.env;
    const frame = frameOf(c);
    const factor = await ports.store.account.secondFactor(c.var.client.id);
    if (factor) {
      const { recoveryCodesLeft } = factor;
      return c.html(<SecondFactorPage frame={frame} recoveryCodesLeft={recoveryCodesLeft} />);
    }
    const offer = await offerSecondFactor(ports, actorOf(c));
    return c.html(<SecondFactorOfferPage frame={frame} offer={offer} />);
  })
  .post(PATH, requireClient, requireFresh, async (c) => {
    const { ports } = c.env;
    const { note, code } = form.parse(await readForm(c));
    const added = await addSecondFactor(ports, actorOf(c), { note, code });
    const frame = frameOf(c);
    if (added.ok) return c.html(<RecoveryCodesPage frame={frame} codes={added.value} />);
    if (added.error === 'has_one') return c.redirect(PATH, 303);
    const offer = await offerSecondFactor(ports, actorOf(c), note);
    return c.html(<SecondFactorOfferPage frame={frame} offer={offer} problem={added.error} />, 422);
  })
  .get(`${PATH}/codes`, requireClient, (c) => c.redirect(PATH, 303))
  .post(`${PATH}/codes`, requireClient, requireFresh, async (c) => {
    const codes = await replaceRecoveryCodes(c.env.ports, actorOf(c));
    if (!codes) return c.redirect(PATH, 303);
    return c.html(<RecoveryCodesPage frame={frameOf(c)} codes={codes} />);
  })
  .get(`${PATH}/off`, requireClient, (c) => c.redirect(PATH, 303))
  .post(`${PATH}/off`, requireClient, requireFresh, async (c) => {
    await removeSecondFactor(c.env.ports, actorOf(c));
    return c.redirect('/account?done=second_factor_off', 303);
  });
