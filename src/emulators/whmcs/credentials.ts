/** What a freshly reset emulator lets in; printed by the demo, worthless anywhere else. */
export const API_IDENTIFIER = 'demoWhmcsIdentifier0000000000001';
export const API_SECRET = 'demoWhmcsSecret00000000000000001';
/** `$api_access_key` of configuration.php; lifts the check of the caller's address, and nothing else. */
export const API_ACCESS_KEY = 'demo-whmcs-access-key';
/** The old way in: an administrator's name with the MD5 of the password, which is `Emulator1`. */
export const ADMIN_USERNAME = 'admin';
export const ADMIN_PASSWORD_MD5 = '723d3839c2636b257f037e653960c688';
export const OPENID_CLIENT_ID = 'POSTMETER.demoOpenIdClient00000000==';
export const OPENID_CLIENT_SECRET = 'demoOpenIdSecret0000000000000000000000000001';
