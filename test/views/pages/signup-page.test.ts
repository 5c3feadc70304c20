import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#views/languages.ts';
import { SignupPage } from '#views/pages/signup-page.tsx';

const props = {
  frame: {
    language: ENGLISH,
    provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
  },
  values: { name: 'Ada', company: 'Engines', email: 'ada@' },
  errors: {},
};

describe('SignupPage', () => {
  it('posts name, company, email and password', () => {
    const html = String(SignupPage(props));
    expect(html).toContain('<form method="post" action="/signup"');
    for (const name of ['name', 'company', 'email', 'password']) {
      expect(html).toContain(`id="${name}" name="${name}"`);
    }
    expect(html).toContain('autocomplete="new-password"');
    expect(html).not.toContain('role="alert"');
  });

  it('keeps what was typed, and has each error in a summary and beside its field', () => {
    const errors = { email: 'Not an address.', password: 'Add a digit.' };
    const html = String(SignupPage({ ...props, errors }));
    expect(html).toContain('value="Ada"');
    expect(html).toContain('value="Engines"');
    expect(html).toContain('value="ada@"');
    expect(html).toMatch(
      /role="alert".*<a href="#email">Not an address\.<\/a>.*<a href="#password">Add a digit\.<\/a>.*<form method="post" action="\/signup"/s,
    );
    expect(html).toContain('id="email-error">Not an address.');
    expect(html).toContain('aria-describedby="password-hint password-error"');
  });
});
