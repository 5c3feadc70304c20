// One person's way from the form to an account, for whatever measures it.
import type { StartedWorker } from './start-worker.ts';
import type { Page, Visitor } from './visitor.ts';

const PATIENCE_MS = 120_000;

export async function publishTerms(worker: StartedWorker): Promise<void> {
  const database = await worker.database('DB');
  for (const kind of ['terms_of_service', 'post_pay_terms']) {
    await database
      .prepare(
        "INSERT INTO terms_version (kind, version, text, url, hash, published_at_ms) VALUES (?, '1', 'Be nice.', '', '', 0)",
      )
      .bind(kind)
      .run();
  }
}

/** The form, the link in the mail, the terms; the panel account comes after that. */
export async function signUp(
  visitor: Visitor,
  mailboxUrl: string,
  email: string,
  password: string,
): Promise<void> {
  await visitor.post('/signup', [
    ['name', 'Ada Lovelace'],
    ['company', ''],
    ['email', email],
    ['password', password],
  ]);
  const verifyUrl = await linkInMail(mailboxUrl, email, '/verify');
  const token = verifyUrl.searchParams.get('token') ?? '';
  await visitor.get(verifyUrl.pathname + verifyUrl.search);
  must(
    303,
    await visitor.post('/verify', [
      ['token', token],
      ['accept', 'terms_of_service:1'],
      ['accept', 'post_pay_terms:1'],
      ['password', password],
    ]),
  );
}

export async function linkInMail(mailboxUrl: string, email: string, path: string): Promise<URL> {
  return until(`the mail with ${path}`, async () => {
    const messages = (await (
      await fetch(`${mailboxUrl}/messages?to=${encodeURIComponent(email)}`)
    ).json()) as { text: string }[]; // the emulator's form
    const links = messages.flatMap(({ text }) => text.match(/https?:\S+/g) ?? []);
    const link = links.map((text) => new URL(text)).find(({ pathname }) => pathname === path);
    return link ?? null;
  });
}

export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadlineMs) throw new Error(`${what} did not come within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function must(status: number, page: Page): void {
  if (page.status === status) return;
  throw new Error(`HTTP ${page.status} instead of ${status}: ${page.text.slice(0, 300)}`);
}
