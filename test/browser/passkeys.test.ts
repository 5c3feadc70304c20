// The one script, in a real browser: a passkey of an authenticator that the browser itself plays.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { languageOf } from '#views/languages.ts';
import { DEMO_PASSWORD } from '../../cli/instance/seed.ts';
import { addAuthenticator } from './support/authenticator.ts';
import { look } from './support/look.ts';
import { type Device, openStage, type Stage } from './support/stage.ts';

const DEVICE: Device = { size: 'desktop', scheme: 'light', locale: 'en-GB' };
const { texts } = languageOf('en');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-01-04T09:30:00Z');
});
afterAll(() => stage?.close());

it('adds a passkey, logs in with it, and takes it away again', async () => {
  const { page, context } = await stage.visitor(DEVICE);
  const { origin } = stage.world.instance;
  await addAuthenticator(page);
  await page.goto(`${origin}/login`);
  await page.getByLabel(texts.fields.email).fill(stage.seeded.enrolled[0]?.email ?? '');
  await page.getByLabel(texts.fields.password).fill(DEMO_PASSWORD);
  await page.locator('form[action="/login"] button').click();
  await page.waitForURL(/\/dashboard/);

  await page.goto(`${origin}/account/passkeys`);
  await page.getByLabel(texts.passkeys.name, { exact: true }).fill('My laptop');
  await page.getByRole('button', { name: texts.passkeys.add }).click();
  await page.getByText('My laptop').waitFor();
  await look(page, 'passkeys/added');

  await page.getByRole('button', { name: texts.layout.logOut }).click();
  await page.goto(`${origin}/login`);
  await page.getByRole('button', { name: texts.signIn.orPasskey }).click();
  await page.waitForURL(/\/dashboard/);

  await page.goto(`${origin}/account/passkeys`);
  await page.getByRole('button', { name: texts.passkeys.removeNamed('My laptop') }).click();
  await page.getByText(texts.passkeys.none).waitFor();
  expect(await page.getByText('My laptop').count()).toBe(0);
  await context.close();
});
