import { describe, expect, it } from 'vitest';
import { Field } from '#views/components/field.tsx';
import { ENGLISH } from '#views/languages.ts';

const email = {
  language: ENGLISH,
  name: 'email',
  label: 'Email address',
  type: 'email',
  value: 'ada@',
} as const;

describe('Field', () => {
  it('ties its label to the input', () => {
    const html = String(Field(email));
    expect(html).toContain('<label for="email">');
    expect(html).toContain('id="email" name="email" type="email" value="ada@"');
    expect(html).not.toContain('aria-');
  });

  it('ties its hint and its error to the input', () => {
    const html = String(Field({ ...email, hint: 'We send a link.', error: 'Not an address.' }));
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="email-hint email-error"');
    expect(html).toContain('<p class="hint" id="email-hint">We send a link.</p>');
    expect(html).toContain('<p class="error" id="email-error">Not an address.</p>');
  });

  it('never echoes a password', () => {
    const html = String(Field({ ...email, type: 'password', value: 'Secret123' }));
    expect(html).not.toContain('Secret123');
  });

  it('requires a value unless it is optional', () => {
    expect(String(Field(email))).toContain('required=""');
    expect(String(Field({ ...email, optional: true }))).not.toContain('required');
  });
});
