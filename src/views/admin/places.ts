// Every page that the navigation of the admin area leads to.

export interface Place {
  readonly path: string;
  readonly name: string;
}

export const PLACES: readonly { readonly title: string; readonly places: readonly Place[] }[] = [
  {
    title: 'Now',
    places: [
      { path: '/admin', name: 'Overview' },
      { path: '/admin/clients', name: 'Clients' },
      { path: '/admin/runs', name: 'Runs' },
      { path: '/admin/documents', name: 'Documents' },
      { path: '/admin/parked', name: 'Parked' },
      { path: '/admin/deliveries', name: 'Deliveries' },
      { path: '/admin/letters', name: 'Letters' },
    ],
  },
  {
    title: 'What is sold',
    places: [
      { path: '/admin/prices', name: 'Prices' },
      { path: '/admin/terms', name: 'Terms' },
      { path: '/admin/settings', name: 'Settings' },
    ],
  },
  {
    title: 'Who may come in',
    places: [
      { path: '/admin/keys', name: 'API keys' },
      { path: '/admin/webhooks', name: 'Webhooks' },
      { path: '/admin/passkeys', name: 'Access' },
      { path: '/admin/audit', name: 'Audit log' },
    ],
  },
];

/** Whether a page belongs to a place: it is the place, or lies below it. */
export function isAt(path: string, place: Place): boolean {
  return path === place.path || (place.path !== '/admin' && path.startsWith(`${place.path}/`));
}
