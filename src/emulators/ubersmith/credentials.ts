/** What a fresh emulated Ubersmith knows; public, because it is for demos and tests. */
export const UBERSMITH_API_USER = 'postmeter';
export const UBERSMITH_API_TOKEN = 'ubersmith-demo-token';
