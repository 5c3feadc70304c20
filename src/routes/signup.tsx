import { Hono } from 'hono';
import { z } from 'zod';
import { passwordFault } from '#core/enrolment/password-rule.ts';
import { requestSignup } from '#usecases/enrolment/request-signup.ts';
import { checkPassword } from '#usecases/sign-in/check-password.ts';
import { newToken } from '#usecases/tokens.ts';
import type { Language, Texts } from '#views/languages.ts';
import { SignupPage, type SignupPageProps } from '#views/pages/signup-page.tsx';
import { SignupSentPage } from '#views/pages/signup-sent-page.tsx';
import type { AppEnv } from './app-env.ts';
import { challengePassed } from './challenge.ts';
import { readBrowser, writeBrowser } from './cookies.ts';
import { emailField, MAX_TEXT_CHARACTERS, readForm } from './forms.ts';
import { frameOf } from './frame.ts';

const form = z.object({
  name: z.string().trim().min(1).max(MAX_TEXT_CHARACTERS),
  company: z.string().trim().max(MAX_TEXT_CHARACTERS).default(''),
  email: emailField,
  password: z.string().default(''),
});

export const signup = new Hono<AppEnv>()
  .get('/signup', (c) => {
    const values = { name: '', company: '', email: '' };
    return c.html(<SignupPage frame={frameOf(c)} values={values} errors={{}} />);
  })
  .post('/signup', async (c) => {
    const typed = await readForm(c);
    const parsed = form.safeParse(typed);
    const frame = frameOf(c);
    const { language } = frame;
    const { name = '', company = '', email = '' } = typed;
    const again = (errors: Faults) =>
      c.html(<SignupPage frame={frame} values={{ name, company, email }} errors={errors} />, 422);
    const errors = faultsOf(typed, parsed, language);
    if (!parsed.success || Object.keys(errors).length > 0) return again(errors);
    const { challenge, faults } = language.texts;
    const passed = await challengePassed(c, 'signup', typed);
    if (!passed.ok) return again({ challenge: challenge.failures[passed.error] });
    if (await c.env.ports.disposableAddresses.isDisposable(parsed.data.email)) {
      return again({ email: faults.emailDisposable });
    }
    const fault = await checkPassword(c.env.ports, parsed.data.password, parsed.data);
    if (fault) return again({ password: faults.password[fault] });
    const browserSecret = readBrowser(c) ?? newToken(c.env.ports);
    await requestSignup(c.env.ports, { ...parsed.data, language: language.tag, browserSecret });
    writeBrowser(c, browserSecret);
    return c.redirect('/signup/sent', 303);
  })
  .get('/signup/sent', (c) => c.html(<SignupSentPage frame={frameOf(c)} />));

type Faults = { -readonly [K in keyof SignupPageProps['errors']]: SignupPageProps['errors'][K] };

function faultsOf(
  typed: Readonly<Record<string, string>>,
  parsed: z.ZodSafeParseResult<z.infer<typeof form>>,
  { texts }: Language,
): Faults {
  const faults: Faults = {};
  for (const { path, code } of parsed.error?.issues ?? []) {
    const field = path[0] as keyof Faults; // the schema has these fields and no others
    faults[field] ??= faultText(field, code === 'too_big', texts.faults);
  }
  const fault = passwordFault(typed.password ?? '');
  if (fault) faults.password = texts.faults.password[fault];
  return faults;
}

function faultText(field: keyof Faults, isTooLong: boolean, texts: Texts['faults']): string {
  if (field === 'email') return texts.emailWrong;
  return isTooLong ? texts.tooLong(MAX_TEXT_CHARACTERS) : texts.nameMissing;
}
