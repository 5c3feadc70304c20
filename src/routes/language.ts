// Which language a request is answered in, and the switch that chooses another.
import { Hono } from 'hono';
import { z } from 'zod';
import { chooseLanguage } from '#usecases/sign-in/choose-language.ts';
import { acceptedLanguage, LANGUAGES, type Language, languageOf } from '#views/languages.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { readLanguage, readSession, writeLanguage } from './cookies.ts';
import { readForm } from './forms.ts';

const form = z.object({ language: z.enum(LANGUAGES.map(({ tag }) => tag)) });

/** What was chosen in this browser, else what the signed-in client reads, else what the browser asks for. */
export function languageOfRequest(c: AppContext): Language {
  const client = c.var.client as AppContext['var']['client'] | undefined; // set only behind requireClient
  const chosen = readLanguage(c) || client?.language;
  if (chosen) return languageOf(chosen);
  return acceptedLanguage(c.req.header('accept-language') ?? '');
}

export const language = new Hono<AppEnv>().post('/language', async (c) => {
  const chosen = form.safeParse(await readForm(c));
  if (chosen.success) {
    writeLanguage(c, chosen.data.language);
    await chooseLanguage(c.env.ports, readSession(c), chosen.data.language);
  }
  return c.redirect(pageBefore(c), 303);
});

/** The page of ours that the switch stood on; the start page where the browser does not say. */
function pageBefore(c: AppContext): string {
  const referrer = c.req.header('referer') ?? '';
  const { origin } = c.env.ports.settings;
  if (!URL.canParse(referrer) || new URL(referrer).origin !== origin) return '/';
  const { pathname, search } = new URL(referrer);
  // Two slashes at the start would be another host.
  return `/${pathname.replace(/^\/+/, '')}${search}`;
}
