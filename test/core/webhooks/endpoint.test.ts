import { describe, expect, it } from 'vitest';
import { checkEvents, checkWebhookUrl } from '#core/webhooks/endpoint.ts';

const ownOrigin = 'https://billing.example.net';
const check = (text: string, development = false) => {
  const checked = checkWebhookUrl(text, { development, ownOrigin });
  return checked.ok ? checked.value : checked.error.reason;
};

describe('checkWebhookUrl', () => {
  it.each([
    ['https://hooks.example.com/a?b=c', 'https://hooks.example.com/a?b=c'],
    ['https://HOOKS.example.com:8443', 'https://hooks.example.com:8443/'],
    ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
  ])('accepts %s', (text, normal) => {
    expect(check(text)).toBe(normal);
  });

  it.each([
    ['', 'webhook_url_malformed'],
    ['hooks.example.com', 'webhook_url_malformed'],
    ['/inbox', 'webhook_url_malformed'],
    ['ftp://hooks.example.com/', 'webhook_url_malformed'],
    ['javascript:alert(1)', 'webhook_url_malformed'],
    ['https://user:pw@hooks.example.com/', 'webhook_url_malformed'],
    ['https://user@hooks.example.com/', 'webhook_url_malformed'],
    ['https://hooks.example.com/#part', 'webhook_url_malformed'],
    [`https://hooks.example.com/${'x'.repeat(500)}`, 'webhook_url_malformed'],
    ['http://hooks.example.com/', 'webhook_url_insecure'],
    ['http://127.0.0.1/', 'webhook_url_insecure'],
    ['https://localhost/', 'webhook_url_not_public'],
    ['https://localhost./', 'webhook_url_not_public'],
    ['https://a.localhost/', 'webhook_url_not_public'],
    ['https://intranet/', 'webhook_url_not_public'],
    ['https://printer.local/', 'webhook_url_not_public'],
    ['https://db.internal/', 'webhook_url_not_public'],
    ['https://nas.home.arpa/', 'webhook_url_not_public'],
    ['https://nas.lan./', 'webhook_url_not_public'],
    ['https://127.0.0.1/', 'webhook_url_not_public'],
    ['https://127.1/', 'webhook_url_not_public'],
    ['https://0x7f.1/', 'webhook_url_not_public'],
    ['https://2130706433/', 'webhook_url_not_public'],
    ['https://0177.0.0.1/', 'webhook_url_not_public'],
    ['https://10.0.0.8/', 'webhook_url_not_public'],
    ['https://169.254.169.254/latest/meta-data', 'webhook_url_not_public'],
    ['https://8.8.8.8/', 'webhook_url_not_public'],
    ['https://[::1]/', 'webhook_url_not_public'],
    ['https://[::ffff:10.0.0.1]/', 'webhook_url_not_public'],
    ['https://[fd00::1]/', 'webhook_url_not_public'],
    ['https://１２７.0.0.1/', 'webhook_url_not_public'],
    ['https://billing.example.net:444/admin', 'webhook_url_not_public'],
    ['https://billing.example.net./', 'webhook_url_not_public'],
    ['https://db.internal../', 'webhook_url_not_public'],
    ['https://../', 'webhook_url_not_public'],
  ])('refuses %j as %s', (text, reason) => {
    expect(check(text)).toBe(reason);
  });

  it('lets loopback pass in development, and no more than that', () => {
    expect(check('http://127.0.0.1:9/x', true)).toBe('http://127.0.0.1:9/x');
    expect(check('http://localhost:9/x', true)).toBe('http://localhost:9/x');
    expect(check('http://hooks.example.com/', true)).toBe('webhook_url_insecure');
    expect(check('https://10.0.0.8/', true)).toBe('webhook_url_not_public');
  });
});

describe('checkEvents', () => {
  it('takes each once, in alphabetical order', () => {
    expect(checkEvents(['run.finished', 'invoice.paid', 'run.finished'])).toEqual({
      ok: true,
      value: ['invoice.paid', 'run.finished'],
    });
  });

  it.each([
    [[], { reason: 'webhook_events_missing' }],
    [['invoice.paid', 'x'], { reason: 'webhook_events_unknown', unknown: ['x'] }],
    [['webhook.test'], { reason: 'webhook_events_unknown', unknown: ['webhook.test'] }],
    [['toString'], { reason: 'webhook_events_unknown', unknown: ['toString'] }],
  ])('refuses %j', (events, error) => {
    expect(checkEvents(events)).toEqual({ ok: false, error });
  });
});
