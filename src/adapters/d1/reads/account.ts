import { and, asc, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { AcceptedTerms, AccountReads, Closing } from '#ports/account-reads.ts';
import type { Database } from '../database.ts';
import {
  auditEvent,
  client,
  clientIdentity,
  emailChange,
  invoiceRun,
  invoiceRunItem,
  passkey,
  recoveryCode,
  secondFactor,
  session,
  termsAcceptance,
  termsVersion,
} from '../schema/schema.ts';
import { SESSION_ID_CHARACTERS } from '../session-id.ts';
import { clientData } from './client-data.ts';
import { clientColumns, toClient } from './clients.ts';

export function accountReads({ orm: db }: Database): AccountReads {
  return {
    async overview(id, nowMs) {
      const row = await db.get<{
        passkeys: number;
        factors: number;
        sessions: number;
        identities: number;
      }>(
        sql`SELECT (SELECT count(*) FROM ${passkey} WHERE client_id = ${id}) AS passkeys,
              (SELECT count(*) FROM ${secondFactor} WHERE client_id = ${id}) AS factors,
              (SELECT count(*) FROM ${clientIdentity} WHERE client_id = ${id}) AS identities,
              (SELECT count(*) FROM ${session} WHERE client_id = ${id} AND expires_at_ms > ${nowMs}) AS sessions`,
      );
      const { passkeys = 0, factors = 0, sessions = 0, identities = 0 } = row ?? {};
      return { passkeys, hasSecondFactor: factors > 0, sessions, hasIdentity: identities > 0 };
    },
    async sessions(id, nowMs) {
      const rows = await db
        .select()
        .from(session)
        .where(and(eq(session.clientId, id), gt(session.expiresAtMs, nowMs)))
        .orderBy(desc(session.createdAtMs));
      return rows.map(({ tokenHash, createdAtMs, network, device }) => ({
        id: tokenHash.slice(0, SESSION_ID_CHARACTERS),
        openedAtMs: createdAtMs,
        network,
        device,
      }));
    },
    async secondFactor(id) {
      return db
        .select({
          sealedSecret: secondFactor.sealedSecret,
          lastStep: secondFactor.lastStep,
          recoveryCodesLeft: db.$count(
            recoveryCode,
            and(eq(recoveryCode.clientId, id), isNull(recoveryCode.usedAtMs)),
          ),
        })
        .from(secondFactor)
        .where(eq(secondFactor.clientId, id))
        .get();
    },
    async passkeys(id) {
      return db
        .select({
          credentialId: passkey.credentialId,
          name: passkey.name,
          addedAtMs: passkey.addedAtMs,
          lastUsedAtMs: passkey.lastUsedAtMs,
        })
        .from(passkey)
        .where(eq(passkey.clientId, id))
        .orderBy(asc(passkey.addedAtMs));
    },
    async identities(id) {
      return db
        .select({
          issuer: clientIdentity.issuer,
          subject: clientIdentity.subject,
          linkedAtMs: clientIdentity.linkedAtMs,
        })
        .from(clientIdentity)
        .where(eq(clientIdentity.clientId, id));
    },
    async passkey(credentialId) {
      const row = await db
        .select({ ...clientColumns, publicKey: passkey.publicKey, counter: passkey.counter })
        .from(passkey)
        .innerJoin(client, eq(client.id, passkey.clientId))
        .where(eq(passkey.credentialId, credentialId))
        .get();
      const owner = toClient(row);
      if (!row || !owner) return undefined;
      const { publicKey, counter } = row;
      return { client: owner, credential: { credentialId, publicKey, counter } };
    },
    async emailChange(tokenHash) {
      const row = await db
        .select()
        .from(emailChange)
        .where(eq(emailChange.tokenHash, tokenHash))
        .get();
      return row && { ...row, clientId: row.clientId as ClientId };
    },
    async acceptedTerms(id) {
      const rows = await db
        .select({
          kind: termsAcceptance.kind,
          version: termsAcceptance.version,
          hash: termsAcceptance.hash,
          acceptedAtMs: termsAcceptance.acceptedAtMs,
          ip: termsAcceptance.ip,
          userAgent: termsAcceptance.userAgent,
          text: termsVersion.text,
          url: termsVersion.url,
        })
        .from(termsAcceptance)
        .innerJoin(
          termsVersion,
          and(
            eq(termsVersion.kind, termsAcceptance.kind),
            eq(termsVersion.version, termsAcceptance.version),
          ),
        )
        .where(eq(termsAcceptance.clientId, id))
        .orderBy(desc(termsAcceptance.acceptedAtMs), asc(termsAcceptance.kind));
      return rows as AcceptedTerms[]; // the column holds kinds that core named
    },
    async audit(id, limit) {
      return db
        .select({ atMs: auditEvent.atMs, actor: auditEvent.actor, action: auditEvent.action })
        .from(auditEvent)
        .where(eq(auditEvent.subjectId, id))
        .orderBy(desc(auditEvent.id))
        .limit(limit);
    },
    data: (id, limit) => clientData(db, id, limit),
    async closings(limit) {
      const rows = await db
        .select({ ...clientColumns, enrolledAtMs: client.enrolledAtMs })
        .from(client)
        .where(and(isNotNull(client.closingRequestedAtMs), isNull(client.closedAtMs)))
        .orderBy(asc(client.closingRequestedAtMs))
        .limit(limit);
      return rows.flatMap((row): Closing[] => {
        const found = toClient(row);
        if (!found || found.closingRequestedAtMs === null) return [];
        const { closingRequestedAtMs: requestedAtMs } = found;
        return [{ client: found, requestedAtMs, enrolledAtMs: row.enrolledAtMs }];
      });
    },
    async unsettledMonths(id, months) {
      const row = await db.get<{ unsettled: number }>(
        sql`SELECT count(*) AS unsettled FROM json_each(${JSON.stringify(months)}) AS past
            WHERE (past.value = ${months.at(-1) ?? ''}
                OR past.value >= (SELECT min(month) FROM ${invoiceRun} WHERE state = 'executed'))
              AND coalesce((SELECT item.outcome FROM ${invoiceRun} AS run
                  JOIN ${invoiceRunItem} AS item ON item.run_id = run.id AND item.client_id = ${id}
                  WHERE run.month = past.value AND run.state = 'executed' ORDER BY run.id DESC LIMIT 1), 'parked') = 'parked'`,
      );
      return row?.unsettled ?? 0;
    },
  };
}
