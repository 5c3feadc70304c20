import { Hono } from 'hono';
import type { AppEnv } from './app-env.ts';

/** A plain mark in the accent colour; browsers ask for `/favicon.ico` whatever a page says. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0c6b5c"/><path d="M8 23V9h9a5 5 0 0 1 0 10h-5v4z" fill="#fff"/></svg>';

export const icon = new Hono<AppEnv>().get('/favicon.ico', (c) =>
  c.body(ICON, 200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=86400',
  }),
);
