// What the API says of clients. Hashes of passwords, addresses and agents of browsers stay where they are.
import { parkedEntry } from '#core/invoicing/plan-entry.ts';
import type {
  AuditTrace,
  ClientHistory,
  DocumentTrace,
  FoundClient,
  ParkTrace,
  TaskTrace,
} from '#ports/operator-client-reads.ts';
import type { LiveUsage } from '#usecases/usage/live-usage.ts';
import { iso, isoOrNull } from './instants.ts';

export function clientJson(client: FoundClient) {
  const { id, number, email, name, company, currency, language, state, panelUserId } = client;
  return {
    ...{ id, number, email, name, company, currency, language, state },
    failure: client.failure || null,
    panelUserId,
    createdAt: iso(client.createdAtMs),
    enrolledAt: isoOrNull(client.enrolledAtMs),
    closingRequestedAt: isoOrNull(client.closingRequestedAtMs),
    closedAt: isoOrNull(client.closedAtMs),
  };
}

export function historyJson(history: ClientHistory) {
  return {
    client: clientJson(history.client),
    terms: history.terms.map(({ kind, version, hash, acceptedAtMs }) => {
      return { kind, version, hash, acceptedAt: iso(acceptedAtMs) };
    }),
    provisioning: history.provisioning.map(taskJson),
    letters: history.letters.map(({ topic, ...task }) => ({ topic, ...taskJson(task) })),
    documents: history.documents.map(documentJson),
    parks: history.parks.map(parkJson),
    releases: history.releases.map(({ releasedAtMs, code, ...release }) => {
      return { ...release, reason: code, releasedAt: iso(releasedAtMs) };
    }),
    budgetsMinor: history.budgets,
    audit: history.audit.map(auditJson),
  };
}

function taskJson({ state, attempts, lastError, createdAtMs, doneAtMs }: TaskTrace) {
  return { state, attempts, lastError, createdAt: iso(createdAtMs), doneAt: isoOrNull(doneAtMs) };
}

function documentJson(document: DocumentTrace) {
  const { id, number, kind, month, currency, totalMinor, phase } = document;
  return {
    ...{ id, number, kind, month, currency, totalMinor },
    issuedAt: iso(document.issuedAtMs),
    dueAt: iso(document.dueAtMs),
    payment: document.payment || null,
    delivery: phase,
    problem: document.problem || null,
  };
}

function parkJson({ runId, month, runAtMs, content }: ParkTrace) {
  const entry = parkedEntry(content);
  return { runId, month, at: iso(runAtMs), reason: entry.detail.reason, ...entry };
}

function auditJson({ atMs, actor, action, detail }: AuditTrace) {
  return { at: iso(atMs), actor, action, detail };
}

export function usageJson(usage: LiveUsage) {
  const { month, currency } = usage;
  if (usage.kind === 'unavailable') return { kind: usage.kind, month, currency, why: usage.why };
  const { soFarMinor, forecastMinor = null, servers } = usage.estimate;
  return {
    ...{ kind: usage.kind, month, currency, asOf: iso(usage.asOfMs), soFarMinor, forecastMinor },
    servers: servers.map(({ serverId, name, hours, soFarMinor, forecastMinor = null }) => {
      return { serverId, name, hours, soFarMinor, forecastMinor };
    }),
  };
}
