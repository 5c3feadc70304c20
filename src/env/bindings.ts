// What the platform binds beside the settings: the database, the queue, the objects.
import { z } from 'zod';

/** A binding is whatever the platform put there; it is checked for being present. */
function binding<B>() {
  return z.custom<B>((value) => typeof value === 'object' && value !== null, 'binding is missing');
}

export const bindings = z.object({
  DB: binding<D1Database>(),
  TASKS: binding<Queue>(),
  INVOICE_RUN: binding<DurableObjectNamespace>(),
  PASSWORD_HASHER: binding<DurableObjectNamespace>().optional(),
  EMAIL: binding<SendEmail>().optional(),
  METRICS: binding<AnalyticsEngineDataset>().optional(),
  RATE_BY_ADDRESS: binding<RateLimit>().optional(),
  RATE_BY_NETWORK: binding<RateLimit>().optional(),
  ASSETS: binding<Fetcher>(),
});
