import type { GroupCalls } from './samples.ts';
import {
  CLIENT,
  DAY,
  ENDPOINT,
  IMPORT,
  INVOICE,
  KEY,
  MESSAGE,
  MONTH,
  RUN,
  SYSTEM,
} from './subjects.ts';

const held = { apiKeyId: KEY, key: 'k', claim: 'c' };

export const OPERATOR_READS: GroupCalls<
  'doctor' | 'webhooks' | 'monitoring' | 'operators' | 'api' | 'operatorAccess' | 'moving'
> = {
  doctor: {
    appliedMigrations: [[]],
    lastCronAutomation: [[]],
    firstActivityMs: [[]],
    failedProvisionings: [[]],
    samplePanelUser: [[]],
  },
  webhooks: {
    claimDue: [[1, 2, 50]],
    sealed: [[[ENDPOINT]]],
    endpoints: [[]],
    endpoint: [[ENDPOINT]],
    delivery: [[MESSAGE]],
    log: [
      [{ endpointId: ENDPOINT, limit: 50 }],
      [{ endpointId: ENDPOINT, limit: 50, before: MESSAGE }],
      [{ endpointId: ENDPOINT, limit: 50, state: 'pending' }],
      [{ endpointId: ENDPOINT, limit: 50, state: 'delivered' }],
      [{ endpointId: ENDPOINT, limit: 50, state: 'failed', before: MESSAGE }],
    ],
  },
  monitoring: {
    facts: [[1, [MONTH], SYSTEM]],
    watch: [[DAY]],
  },
  operators: {
    runs: [[{ limit: 50 }], [{ limit: 50, before: RUN }], [{ limit: 50, month: MONTH }]],
    documents: [
      [{ limit: 50 }],
      [{ limit: 50, before: { id: INVOICE, number: '1' } }],
      [{ limit: 50, month: MONTH }],
      [{ limit: 50, month: MONTH, before: { id: INVOICE, number: '1' } }],
      [{ limit: 50, clientId: CLIENT }],
      [{ limit: 50, month: MONTH, clientId: CLIENT }],
    ],
    parkedClients: [
      [{ limit: 50 }],
      [{ limit: 50, month: MONTH, after: { month: MONTH, clientId: CLIENT } }],
    ],
    tokenPrices: [[50]],
    termsVersions: [[50]],
    automationRuns: [[{ limit: 50 }], [{ limit: 50, before: 'aut_0' }]],
    audit: [
      [{ limit: 50 }],
      [{ limit: 50, before: 9 }],
      [{ limit: 50, actor: 'admin:x' }],
      [{ limit: 50, action: 'refused' }],
      [{ limit: 50, subjectId: CLIENT, before: 9 }],
    ],
    notedCosts: [[DAY]],
    withoutCosts: [[DAY, '', 50]],
    signups: [[1]],
    searchClients: [
      [{ text: '', limit: 50 }],
      [{ text: '', limit: 50, before: CLIENT }],
      [{ text: '', limit: 50, state: 'enrolled' }],
      [{ text: 'ada l', limit: 50 }],
      [{ text: '1001', limit: 50, state: 'enrolled', before: CLIENT }],
    ],
    foundClient: [[CLIENT]],
    clientHistory: [[CLIENT, 1, 25]],
    clientByNumber: [[1001]],
    parkOf: [[{ clientId: CLIENT, month: MONTH, code: 'outlier' }]],
    documentByNumber: [[{ series: 'PM-2026', place: 1 }]],
  },
  api: {
    useKey: [[KEY, 'hash', 1]],
    keys: [[50]],
    key: [[KEY]],
    claimRequest: [[{ ...held, fingerprint: 'f', nowMs: 1, leaseUntilMs: 2, expiresAtMs: 3 }]],
    answerRequest: [[held, { status: 200, body: '', contentType: '' }]],
    releaseRequest: [[held]],
  },
  operatorAccess: {
    session: [['hash', 1]],
    sessions: [[1, 50]],
    signedBy: [['hash', 1]],
    passkeys: [[50], [50, 'kid']],
    passkey: [['credential']],
  },
  moving: {
    import: [[IMPORT]],
    toMatch: [[IMPORT, SYSTEM, 0, 50]],
    importHashes: [[IMPORT, 0, 50]],
    toImport: [[IMPORT, 0, 50]],
    importCounts: [[IMPORT]],
    importItems: [[IMPORT, 0, 50]],
    toInvite: [[50]],
    countToInvite: [[]],
    clients: [['', 50]],
    cutOverFacts: [[[CLIENT], RUN]],
    toCompare: [[RUN, SYSTEM, 50]],
    shadowRows: [
      [RUN, '', 50],
      [RUN, '', 50, 'differs'],
    ],
    shadowSums: [[RUN]],
  },
};
