/** Where a single sign-on may lead: a short term of the vendor's, or a path inside the installation. */

const PATHS: Readonly<Record<string, string>> = {
  '': 'clientarea.php',
  'clientarea:homepage': 'clientarea.php',
  'clientarea:invoices': 'clientarea.php?action=invoices',
};

/** Exist in the vendor's client area; here they all show its homepage. */
const OTHER_AREAS = new Set(
  [
    ...['profile', 'billing_info', 'emails', 'announcements', 'downloads', 'knowledgebase'],
    ...['network_status', 'services', 'product_details', 'domains', 'domain_details'],
    ...['tickets', 'submit_ticket', 'shopping_cart', 'security', 'quotes', 'upgrade'],
  ].map((area) => `clientarea:${area}`),
);

/** Null for an unknown destination, and for a path that would leave the installation. */
export function pathOf(destination: string, redirectPath: string): string | null {
  if (destination === 'sso:custom_redirect') {
    const path = redirectPath.replace(/^\/+/, '');
    const leaves = path === '' || /^[a-z][a-z\d+.-]*:|\\|(?:^|\/)\.\.(?:\/|$)/i.test(path);
    return leaves ? null : path;
  }
  return PATHS[destination] ?? (OTHER_AREAS.has(destination) ? 'clientarea.php' : null);
}
