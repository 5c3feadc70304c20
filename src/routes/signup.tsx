import { Hono } from 'hono';
import { z } from 'zod';
import { passwordFault } from '#core/enrolment/password-rule.ts';
import { requestSignup } from '#usecases/enrolment/request-signup.ts';
import { newToken } from '#usecases/tokens.ts';
import { FIELD_FAULTS, PASSWORD_FAULTS } from '#views/field-faults.ts';
import { SignupPage, type SignupPageProps } from '#views/pages/signup-page.tsx';
import { SignupSentPage } from '#views/pages/signup-sent-page.tsx';
import type { AppEnv } from './app-env.ts';
import { readBrowser, writeBrowser } from './cookies.ts';
import { emailField, MAX_TEXT_CHARACTERS, readForm } from './forms.ts';
import { frameOf } from './frame.ts';

const tooLong = FIELD_FAULTS.tooLong(MAX_TEXT_CHARACTERS);
const form = z.object({
  name: z
    .string({ error: FIELD_FAULTS.nameMissing })
    .trim()
    .min(1, FIELD_FAULTS.nameMissing)
    .max(MAX_TEXT_CHARACTERS, tooLong),
  company: z.string().trim().max(MAX_TEXT_CHARACTERS, tooLong).default(''),
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
    const errors = faultsOf(typed, parsed);
    if (!parsed.success || Object.keys(errors).length > 0) {
      const { name = '', company = '', email = '' } = typed;
      const page = (
        <SignupPage frame={frameOf(c)} values={{ name, company, email }} errors={errors} />
      );
      return c.html(page, 422);
    }
    const browserSecret = readBrowser(c) ?? newToken(c.env.ports);
    await requestSignup(c.env.ports, { ...parsed.data, browserSecret });
    writeBrowser(c, browserSecret);
    return c.redirect('/signup/sent', 303);
  })
  .get('/signup/sent', (c) => c.html(<SignupSentPage frame={frameOf(c)} />));

type Faults = { -readonly [K in keyof SignupPageProps['errors']]: SignupPageProps['errors'][K] };

function faultsOf(
  typed: Readonly<Record<string, string>>,
  parsed: z.ZodSafeParseResult<z.infer<typeof form>>,
): Faults {
  const faults: Faults = {};
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = path[0] as keyof Faults; // the schema has these fields and no others
    faults[field] ??= field === 'email' ? FIELD_FAULTS.emailWrong : message;
  }
  const fault = passwordFault(typed.password ?? '');
  if (fault) faults.password = PASSWORD_FAULTS[fault];
  return faults;
}
