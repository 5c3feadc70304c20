import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#views/languages.ts';
import { LinkProblemPage } from '#views/pages/link-problem-page.tsx';

const frame = {
  language: ENGLISH,
  provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
};

describe('LinkProblemPage', () => {
  it('sends a fresh link where the old one expired', () => {
    const html = String(LinkProblemPage({ frame, problem: 'expired', token: 'secret-token' }));
    expect(html).toContain('<form method="post" action="/verify/resend"');
    expect(html).toContain('name="token" value="secret-token"');
    expect(html).toContain('Send a fresh link');
  });

  it('leads to log-in where the link was used', () => {
    const html = String(LinkProblemPage({ frame, problem: 'used', token: 'secret-token' }));
    expect(html).toContain('href="/login"');
    expect(html).toContain('href="/forgot"');
    expect(html).not.toContain('secret-token');
  });

  it('leads back to sign-up where the link is not known', () => {
    const html = String(LinkProblemPage({ frame, problem: 'unknown', token: 'secret-token' }));
    expect(html).toContain('href="/signup"');
    expect(html).toContain('copied whole');
    expect(html).not.toContain('secret-token');
  });
});
