// What only tests have: the binding with the migrations, and the addresses that the global setup provides.
declare namespace Cloudflare {
  interface Env {
    readonly DB: D1Database;
    readonly RATE_BY_ADDRESS: RateLimit;
    readonly INVOICE_RUN: DurableObjectNamespace;
    readonly LOCAL_DATABASE: DurableObjectNamespace;
    readonly PASSWORD_HASHER: DurableObjectNamespace;
    readonly QUICK_HASHER: DurableObjectNamespace;
    readonly TASKS: Queue;
    readonly ASSETS: Fetcher;
    readonly TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
