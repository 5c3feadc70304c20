import { Hono } from 'hono';
import { LandingPage } from '#views/pages/landing-page.tsx';
import type { AppEnv } from './app-env.ts';
import { frameOf } from './frame.ts';

export const landing = new Hono<AppEnv>().get('/', (c) => {
  c.header('cache-control', 'public, max-age=300');
  return c.html(<LandingPage frame={frameOf(c)} />);
});
