/** What a fresh emulated HostBill knows; public, because it is for demos and tests. */
export const HOSTBILL_API_ID = 'hostbill-demo-id';
export const HOSTBILL_API_KEY = 'hostbill-demo-key';
/** Of the Client Auto Login plugin. */
export const HOSTBILL_AUTOLOGIN_SECRET = 'hostbill-demo-autologin-secret';
/** Of the WebHooks plugin. */
export const HOSTBILL_WEBHOOK_SECRET = 'hostbill-demo-webhook-secret';
