/** What a fresh emulated Blesta knows; public, because it is for demos and tests. */
export const BLESTA_API_USER = 'postmeter';
export const BLESTA_API_KEY = 'blesta-demo-key';
/** Of the Shared Login plugin. */
export const BLESTA_SHARED_KEY = 'blesta-demo-shared-key';
/** `Blesta.system_key` of its configuration. */
export const BLESTA_SYSTEM_KEY = 'blesta-demo-system-key';
