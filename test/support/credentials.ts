// What the servers outside accept; worth nothing anywhere else.
export const PANEL_TOKEN = 'panel-token-of-the-tests';
export const SMTP_USER = 'postmeter';
export const SMTP_PASSWORD = 'smtp-password-of-the-tests';
