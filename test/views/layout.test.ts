import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';
import { LandingPage } from '#views/pages/landing-page.tsx';

const provider = { name: 'Northwind', supportEmail: 'help@northwind.example' };
const client = { name: 'Ada', email: 'ada@example.org' };

describe('Layout', () => {
  it('links the stylesheet, hides the referrer and keeps search engines away', () => {
    const html = String(Layout({ frame: { language: ENGLISH, provider }, title: 'Log in' }));
    expect(html).toContain('<title>Log in · Northwind</title>');
    expect(html).toMatch(/<link rel="stylesheet" href="\/assets\/style\.css\?[0-9a-z]+"\/>/);
    expect(html).toContain('<meta name="referrer" content="same-origin"/>');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  it('loads a script only where a page names one', () => {
    const frame = { language: ENGLISH, provider };
    expect(String(Layout({ frame, title: 'x' }))).not.toContain('<script');
    expect(String(Layout({ frame, title: 'x', scriptUrl: '/assets/a.js' }))).toContain(
      '<script src="/assets/a.js" type="module"></script>',
    );
  });

  it('offers every other language in its own words, and operators none', () => {
    const frame = { language: ENGLISH, provider };
    const html = String(Layout({ frame, title: 'x' }));
    expect(html).toMatch(/action="\/language"[\s\S]*value="hi" lang="hi"[^>]*>हिन्दी</);
    expect(html).not.toContain('value="en"');
    expect(String(Layout({ frame, title: 'x', forOperators: true }))).not.toContain('/language');
  });

  it('marks where the reader is in the navigation', () => {
    const frame = { language: ENGLISH, provider, client, path: '/invoices/inv_1' };
    const html = String(Layout({ frame, title: 'x' }));
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(html).toContain('<a href="/invoices" aria-current="page">');
  });

  it('shows the logo in a box of a fixed size, with the name for who cannot see it', () => {
    const logoUrl = 'https://cdn.example.org/logo.svg';
    const frame = { language: ENGLISH, provider: { ...provider, logoUrl } };
    expect(String(Layout({ frame, title: 'x' }))).toContain(
      `<img class="logo" src="${logoUrl}" alt="Northwind" width="160" height="32"/>`,
    );
  });

  it('lets search engines list the landing page', () => {
    expect(String(LandingPage({ frame: { language: ENGLISH, provider } }))).not.toContain(
      'noindex',
    );
  });

  it('begins with a link past the header', () => {
    const html = String(Layout({ frame: { language: ENGLISH, provider }, title: 'x' }));
    expect(html).toMatch(/<body><a class="skip-link" href="#main">/);
    expect(html).toContain('<main id="main"');
  });

  it('offers the dashboard and log-out to a client, log-in and sign-up to a stranger', () => {
    const stranger = String(Layout({ frame: { language: ENGLISH, provider }, title: 'x' }));
    const signedIn = String(Layout({ frame: { language: ENGLISH, provider, client }, title: 'x' }));
    expect(signedIn).toContain('href="/dashboard"');
    expect(signedIn).toContain('<form method="post" action="/logout">');
    expect(signedIn).not.toContain('href="/signup"');
    expect(stranger).toContain('href="/login"');
    expect(stranger).toContain('href="/signup"');
    expect(stranger).not.toContain('/logout');
  });

  it('gives the address of support on every page', () => {
    const html = String(Layout({ frame: { language: ENGLISH, provider }, title: 'x' }));
    expect(html).toContain('<a href="mailto:help@northwind.example">help@northwind.example</a>');
  });
});
