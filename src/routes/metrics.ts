import { Hono } from 'hono';
import { prometheusText } from '#core/monitoring/prometheus.ts';
import { serviceMetrics } from '#usecases/monitoring/service-metrics.ts';
import type { ApiEnv } from './api/api-env.ts';
import { requireScope } from './api/require-scope.ts';

/** Prometheus' text format, for an API key that may read it or a signature to read. */
export const metrics = new Hono<ApiEnv>().get(
  '/metrics',
  requireScope('read:metrics'),
  async (c) => {
    const text = prometheusText(await serviceMetrics(c.env.ports));
    return c.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  },
);
