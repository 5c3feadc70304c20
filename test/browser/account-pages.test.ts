// Every page of an account and around it, looked at as a signed-in client and as a stranger.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageOf } from '#views/languages.ts';
import { DEMO_PASSWORD } from '../../cli/instance/seed.ts';
import { look } from './support/look.ts';
import { type Device, openStage, type Stage } from './support/stage.ts';

const DEVICES: readonly (Device & { readonly tag: string })[] = [
  { size: 'phone', scheme: 'light', locale: 'hi-IN', tag: 'hi' },
  { size: 'desktop', scheme: 'dark', locale: 'en-GB', tag: 'en' },
];
const FOR_STRANGERS = [
  '/login',
  '/forgot',
  '/forgot/sent',
  '/reset?token=x',
  '/verify?token=x',
  '/nowhere',
];
const FOR_CLIENTS = [
  '/account',
  '/account/confirm',
  '/account/password',
  '/account/email',
  '/account/passkeys',
  '/account/second-factor',
  '/account/sessions',
  '/account/terms',
  '/account/data',
  '/account/close',
];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-01-04T09:30:00Z');
});
afterAll(() => stage?.close());

describe.each(DEVICES)('on a $size, $scheme, in $locale', (device) => {
  const folder = `${device.size}-${device.scheme}-${device.tag}/account`;
  const nameOf = (path: string) => path.slice(1).replaceAll(/[/?=]/g, '-');

  it('pages for strangers hold', async () => {
    const { page, context } = await stage.visitor(device);
    for (const path of FOR_STRANGERS) {
      await page.goto(`${stage.world.instance.origin}${path}`);
      await look(page, `${folder}/${nameOf(path)}`);
    }
    await context.close();
  });

  it('pages of an account hold', async () => {
    const { texts } = languageOf(device.tag);
    const { page, context } = await stage.visitor(device);
    const { origin } = stage.world.instance;
    await page.goto(`${origin}/login`);
    await page.getByLabel(texts.fields.email).fill(stage.seeded.enrolled[0]?.email ?? '');
    await page.getByLabel(texts.fields.password).fill(DEMO_PASSWORD);
    await page.locator('form[action="/login"] button').click();
    await page.waitForURL(/\/(?:dashboard|account\/accept)/);
    if (page.url().includes('accept')) {
      await look(page, `${folder}/account-accept`);
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.locator('main form button').last().click();
    }
    for (const path of FOR_CLIENTS) {
      const answer = await page.goto(`${origin}${path}`);
      expect(answer?.status(), path).toBe(200);
      await look(page, `${folder}/${nameOf(path)}`);
    }
    await context.close();
  });
});
