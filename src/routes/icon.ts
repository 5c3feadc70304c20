import { Hono } from 'hono';
import { accentColours, LIGHT } from '#views/theme.ts';
import type { AppEnv } from './app-env.ts';

/** A plain mark in the provider's colour; browsers ask for `/favicon.ico` whatever a page says. */
export const icon = new Hono<AppEnv>().get('/favicon.ico', (c) => {
  const { accent } = accentColours(c.env.ports.settings.brand.accent, LIGHT);
  return c.body(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${accent}"/><path d="M8 23V9h9a5 5 0 0 1 0 10h-5v4z" fill="#fff"/></svg>`,
    200,
    { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
  );
});
