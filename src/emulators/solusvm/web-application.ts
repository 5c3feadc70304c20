/**
 * A path the API does not know reaches the panel's web application, which answers its HTML page with
 * status 200, whatever token was sent. A client that does not look at the content type trips over it.
 */
import type { Context } from 'hono';

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>SolusVM (emulator)</title></head>
<body><div id="app">This is the web application, not the API.</div></body>
</html>
`;

export function webApplication(c: Context): Response {
  return c.html(PAGE);
}
