// Where things are in an instance; src/dev.ts puts them there.

/** Bearer token of the emulated panel's API. */
export const PANEL_TOKEN = 'demo-panel-token';

/** What the demo and an emulated client area agree on for the embedded panel. */
export const DEMO_EMBED_SECRET = 'demo-embed-secret-of-32-characters';
/** By which the emulated panel asks for prices. */
export const PRICE_TOKEN = 'demo-price-token';
/** In the address that the emulated panel tells its events to. */
export const EVENT_SECRET = 'demo-event-secret-of-32-characters';

/** Whom the demo's alarms are mailed to. */
export const DEMO_OPERATOR = 'operator@northwind.example';

/** Of the emulated Turnstile's own widget. */
export const DEMO_TURNSTILE = {
  TURNSTILE_SITE_KEY: '0x4AAAAAAAEMULATEDSITE',
  TURNSTILE_SECRET: '0x4AAAAAAAEMULATEDSITE-secret',
} as const;

export interface Places {
  readonly panelPage: string;
  /** Where the emulated panel shows prices. */
  readonly panelPrices: string;
  readonly panelApi: string;
  readonly panelControl: string;
  readonly mailbox: string;
  readonly mailboxMessages: string;
  readonly webhookReceiver: string;
  readonly clock: string;
}

export function placesOf(origin: string): Places {
  const emulators = `${origin}/emulators`;
  return {
    panelPage: `${emulators}/solusvm/`,
    panelPrices: `${emulators}/solusvm/prices`,
    panelApi: `${emulators}/solusvm/api/v1/`,
    panelControl: `${emulators}/solusvm/control`,
    mailbox: `${emulators}/mailbox/`,
    mailboxMessages: `${emulators}/mailbox/messages`,
    webhookReceiver: `${emulators}/webhook-receiver/`,
    clock: `${emulators}/clock`,
  };
}
