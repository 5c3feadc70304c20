import type { ApiKeyChange } from '#ports/api-key-changes.ts';
import type { MonitoringChange } from '#ports/monitoring.ts';
import type { MovingChange } from '#ports/moving-changes.ts';
import type { OperatorChange } from '#ports/operator-changes.ts';
import type { WebhookChange } from '#ports/webhook-changes.ts';
import type { Samples } from './samples.ts';
import {
  CLIENT,
  DAY,
  ENDPOINT,
  IMPORT,
  KEY,
  MESSAGE,
  MONTH,
  RUN,
  SYSTEM,
  USD,
} from './subjects.ts';

const atMs = 1;
const kid = 'kid';
const tokenHash = 'hash';
const challengeHash = 'hash';
const expiresAtMs = 2;
const credential = { credentialId: 'c', publicKey: 'p', counter: 0, backedUp: false };
const endpointId = ENDPOINT;
const clientIds = [CLIENT];
const actor = 'admin:kid';
const id = IMPORT;
const person = { email: 'a@example.com', name: 'A', company: '', currency: USD };
const endpoint = { url: 'https://x.test', description: '', events: ['client.closed'] } as const;
const listed = {
  id,
  page: 1,
  users: [{ id: 1, email: 'a@example.com', billingUserId: 1, isAdmin: false }],
  lastPage: 1,
};

export const OPERATOR_CHANGES: Samples<OperatorChange['type']> = {
  operator_sign_in_approved: [{ challengeHash, kid, atMs, expiresAtMs }],
  operator_sign_in_used: [{ challengeHash, atMs }],
  operator_session_opened: [
    { tokenHash, kid, means: 'key', visitor: { network: '', device: '' }, atMs, expiresAtMs },
  ],
  operator_session_proved: [{ tokenHash, atMs }],
  operator_session_seen: [{ tokenHash, atMs }],
  operator_session_closed: [{ tokenHash }],
  operator_session_revoked: [
    { sessionId: 'abc', kid },
    { sessionId: 'abc', kid: undefined },
  ],
  operator_passkey_added: [{ kid, credential, name: '', atMs }],
  operator_passkey_removed: [
    { credentialId: 'c', kid },
    { credentialId: 'c', kid: undefined },
  ],
  operator_passkey_used: [{ credentialId: 'c', counter: 1, atMs }],
};

export const API_KEY_CHANGES: Samples<ApiKeyChange['type']> = {
  api_key_created: [
    {
      key: {
        id: KEY,
        secretHash: 'h',
        name: '',
        scopes: ['read:runs'],
        expiresAtMs: null,
        createdBy: actor,
        createdAtMs: 1,
      },
    },
  ],
  api_key_revoked: [{ id: KEY, atMs }],
};

export const WEBHOOK_CHANGES: Samples<WebhookChange['type']> = {
  event_published: [{ event: { type: 'delivery.resumed', data: { system: SYSTEM } }, atMs }],
  test_event_published: [{ id: MESSAGE, endpointId, payload: '{}', atMs }],
  webhook_created: [
    {
      endpoint: { id: endpointId, ...endpoint, sealedSecret: '', createdBy: '', createdAtMs: 1 },
      atMost: 20,
    },
  ],
  webhook_changed: [{ endpointId, ...endpoint, disabledReason: '' }],
  webhook_removed: [{ endpointId }],
  webhook_secret_rotated: [{ endpointId, sealedSecret: '', oldSecretUntilMs: 1 }],
  webhook_attempted: [
    {
      id: MESSAGE,
      attempts: 1,
      state: 'failed',
      dueAtMs: 1,
      status: 0,
      error: '',
      excerpt: '',
      atMs,
    },
  ],
  webhook_unclaimed: [{ id: MESSAGE, dueAtMs: 1 }],
  webhook_works: [{ endpointId }],
  webhook_failed: [
    { endpointId, attemptedAtMs: 1, heldUntilMs: 2 },
    { endpointId, attemptedAtMs: 1, heldUntilMs: null },
  ],
  webhook_disabled: [{ endpointId, reason: 'gone' }],
  webhook_resent: [{ endpointId, id: MESSAGE, atMs }],
  failed_webhooks_resent: [{ endpointId, sinceMs: 1, atMs }],
  webhook_log_pruned: [{ beforeMs: 1 }],
};

export const MONITORING_CHANGES: Samples<MonitoringChange['type']> = {
  alarm_raised: [{ day: DAY, cause: 'c', atMs }],
  alarms_forgotten: [{ beforeDay: DAY }],
};

export const MOVING_CHANGES: Samples<MovingChange['type']> = {
  clients_invited: [{ clientIds, atMs }],
  shadow_compared: [
    {
      runId: RUN,
      rows: [
        {
          clientId: CLIENT,
          verdict: 'equal',
          currency: 'USD',
          hereMinor: 1,
          thereMinor: 1,
          content: '{}',
        },
      ],
      atMs,
    },
  ],
  clients_cut_over: [{ clientIds, from: MONTH, actor, atMs }],
  clients_cut_back: [{ clientIds, actor, atMs }],
  import_started: [{ id, system: SYSTEM, requestedBy: actor, atMs }],
  import_listed: [
    { ...listed, next: 'listing', total: undefined },
    { ...listed, next: 'matching', total: 1 },
  ],
  import_relisted: [{ id }],
  import_matched: [
    {
      id,
      cursor: 0,
      items: [
        { panelUserId: 1, outcome: 'import', reason: '', clientId: '', content: '{}', hash: 'h' },
      ],
      nextCursor: 1,
    },
  ],
  import_planned: [{ id, manifest: 'm', atMs }],
  import_approved: [{ id }],
  clients_imported: [
    {
      id,
      system: SYSTEM,
      cursor: 0,
      clients: [{ id: CLIENT, panelUserId: 1, billingUserId: 1, ...person }],
      leftAlone: [{ panelUserId: 2, reason: 'not_linked' }],
      nextCursor: 2,
      actor,
      atMs,
    },
  ],
  import_executed: [{ id, atMs }],
};
