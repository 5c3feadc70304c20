// Declarations that every route shares: who may call it, what it answers, what it refuses.
import type { z } from '@hono/zod-openapi';
import type { Scope } from '#core/api/scope.ts';
import { boundedBody } from '../bounded-body.ts';
import { requireScope } from './require-scope.ts';
import { problem } from './schemas/common.ts';

/** For callers with the scope. Strangers are refused before anything else is looked at. */
export function forScope<S extends Scope>(scope: S) {
  return {
    middleware: [requireScope(scope), boundedBody],
    security: [{ apiKey: [scope] }],
  };
}

const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } });
const problems = { 'application/problem+json': { schema: problem } };

/** One kind of good answer. */
export function answers<const Status extends 200 | 201 | 202, S extends z.ZodType>(
  status: Status,
  description: string,
  schema: S,
) {
  return { [status]: { description, content: json(schema) } } as Readonly<
    Record<Status, { description: string; content: ReturnType<typeof json<S>> }>
  >; // a computed name loses its type
}

/** Codes by status. */
export type Codes = Readonly<Record<number, readonly string[]>>;

/** What a caller may be refused wherever it asks. */
const OF_ALL: Codes = {
  401: ['key_missing', 'key_unknown', 'key_revoked', 'key_expired'],
  403: ['scope_missing'],
  422: ['request_invalid'],
  429: ['rate_limited'],
  500: ['internal_error'],
};
/** Whoever reads may sign instead of having a key. */
const OF_SIGNATURES: Codes = {
  400: ['claims_malformed'],
  401: [
    'signature_malformed',
    'signature_invalid',
    'signature_expired',
    'signature_not_yet_valid',
    'signature_too_long_lived',
    'audience_wrong',
  ],
  403: ['action_wrong'],
};
const OF_BODIES: Codes = {
  400: ['body_malformed', 'request_malformed'],
  408: ['body_too_slow'],
  413: ['body_too_large'],
  415: ['content_type_wrong'],
};
/** Nothing is done by a signature to read. */
const OF_WRITES: Codes = { 403: ['key_needed'] };
const OF_ONCE: Codes = { 409: ['request_in_progress'], 422: ['idempotency_key_reused'] };

/** What a route refuses, by status, besides `own`. */
interface RefusalKinds {
  readonly writes?: boolean;
  readonly hasBody?: boolean;
}

/**
 * The refusals of a route for its document. Their type names none of the statuses: any of them may be answered as a
 * problem document, and the tests hold each answer against what is declared.
 */
export function refusals(own: Codes = {}, { writes = false, hasBody = false }: RefusalKinds = {}) {
  const ofKind = writes ? [OF_WRITES, OF_ONCE] : [OF_SIGNATURES];
  const kinds = [OF_ALL, ...ofKind, ...(hasBody ? [OF_BODIES] : [])];
  const byStatus = new Map<string, readonly string[]>();
  for (const [status, codes] of [own, ...kinds].flatMap((codes) => Object.entries(codes))) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), ...codes]);
  }
  const declared = [...byStatus].map(([status, codes]) => {
    return [status, { description: codes.join(', '), content: problems }] as const;
  });
  const other = { description: 'Any other refusal.', content: problems };
  return { ...Object.fromEntries(declared), default: other } as { readonly default: typeof other };
}

/** Of a route that changes something and takes a body. */
export function refusalsOfWrite(own: Codes = {}) {
  return refusals(own, { writes: true, hasBody: true });
}

/** A body of JSON. */
export function bodyOf<S extends z.ZodType>(schema: S) {
  return { required: true as const, content: json(schema) };
}
