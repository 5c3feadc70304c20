import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#views/languages.ts';
import { LoginPage } from '#views/pages/login-page.tsx';

const props = {
  frame: {
    language: ENGLISH,
    provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
  },
  values: { email: 'ada@example.org' },
};

describe('LoginPage', () => {
  it('posts email and password, and leads to the other ways in', () => {
    const html = String(LoginPage(props));
    expect(html).toContain('<form method="post" action="/login"');
    expect(html).toContain('value="ada@example.org"');
    expect(html).toContain('autocomplete="current-password"');
    expect(html).toContain('href="/forgot"');
    expect(html).toContain('href="/signup"');
  });

  it('does not tell which of the two was wrong', () => {
    const html = String(LoginPage({ ...props, problem: 'wrong_credentials' }));
    expect(html).toContain('role="alert"');
    expect(html).toContain('The email address or the password is not right');
    expect(html).not.toContain('aria-invalid');
  });

  it('says why it came up', () => {
    expect(String(LoginPage({ ...props, notice: 'signed_out' }))).toContain('You are logged out.');
    expect(String(LoginPage({ ...props, notice: 'password_changed' }))).toContain(
      'Your password is changed.',
    );
    expect(String(LoginPage({ ...props, problem: 'session_needed' }))).toContain(
      'Please log in to continue.',
    );
  });
});
