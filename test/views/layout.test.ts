import { describe, expect, it } from 'vitest';
import { Layout } from '#views/layout.tsx';
import { LandingPage } from '#views/pages/landing-page.tsx';

const provider = { name: 'Northwind', supportEmail: 'help@northwind.example' };
const client = { name: 'Ada', email: 'ada@example.org' };

describe('Layout', () => {
  it('links the stylesheet, hides the referrer and keeps search engines away', () => {
    const html = String(Layout({ frame: { provider }, title: 'Log in' }));
    expect(html).toContain('<title>Log in · Northwind</title>');
    expect(html).toContain('<link rel="stylesheet" href="/assets/style.css"/>');
    expect(html).toContain('<meta name="referrer" content="same-origin"/>');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  it('takes another address of the stylesheet', () => {
    const html = String(Layout({ frame: { provider }, title: 'x', stylesheetUrl: '/other.css' }));
    expect(html).toContain('href="/other.css"');
  });

  it('lets search engines list the landing page', () => {
    expect(String(LandingPage({ frame: { provider } }))).not.toContain('noindex');
  });

  it('begins with a link past the header', () => {
    const html = String(Layout({ frame: { provider }, title: 'x' }));
    expect(html).toMatch(/<body><a class="skip-link" href="#main">/);
    expect(html).toContain('<main id="main"');
  });

  it('offers the dashboard and log-out to a client, log-in and sign-up to a stranger', () => {
    const stranger = String(Layout({ frame: { provider }, title: 'x' }));
    const signedIn = String(Layout({ frame: { provider, client }, title: 'x' }));
    expect(signedIn).toContain('href="/dashboard"');
    expect(signedIn).toContain('<form method="post" action="/logout">');
    expect(signedIn).not.toContain('href="/signup"');
    expect(stranger).toContain('href="/login"');
    expect(stranger).toContain('href="/signup"');
    expect(stranger).not.toContain('/logout');
  });

  it('gives the address of support on every page', () => {
    const html = String(Layout({ frame: { provider }, title: 'x' }));
    expect(html).toContain('<a href="mailto:help@northwind.example">help@northwind.example</a>');
  });
});
