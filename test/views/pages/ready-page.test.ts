import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#views/languages.ts';
import { ReadyPage } from '#views/pages/ready-page.tsx';

const frame = {
  language: ENGLISH,
  provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
  client: { name: 'Ada', email: 'ada@example.org' },
};

describe('ReadyPage', () => {
  it('offers the panel to an enrolled client', () => {
    const html = String(ReadyPage({ frame, state: 'enrolled', failure: '' }));
    expect(html).toContain('Your account is ready');
    expect(html).toContain('<form method="post" action="/sign-on" target="_blank"');
  });

  it('says that we keep trying while the panel does not answer', () => {
    const html = String(
      ReadyPage({ frame, state: 'provisioning_failed', failure: 'panel_unavailable' }),
    );
    expect(html).toContain('The panel does not answer right now.');
    expect(html).toContain('We keep trying');
    expect(html).not.toContain('/sign-on');
  });

  it('says that a person has to look where another attempt cannot help', () => {
    const html = String(
      ReadyPage({ frame, state: 'provisioning_failed', failure: 'panel_users_ambiguous' }),
    );
    expect(html).toContain('A person has to look at this');
    expect(html).not.toContain('We keep trying');
  });

  it('shows no code that it does not know', () => {
    const html = String(ReadyPage({ frame, state: 'provisioning', failure: 'constructor' }));
    expect(html).toContain('We keep trying');
    expect(html).not.toContain('constructor');
  });
});
