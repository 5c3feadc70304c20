import { AccountCard } from '#views/components/account-card.tsx';
import { ContinueWith } from '#views/components/continue-with.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface IdentityPageProps {
  readonly frame: Frame;
  readonly isConnected: boolean;
  /** Address of somebody whom the other system has just recognised in this browser. */
  readonly recognised: string | undefined;
  readonly problem?: 'begin_again' | 'identity_taken';
}

/** Connecting the account with the one in the other system, and taking it back. */
export function IdentityPage({ frame, isConnected, recognised, problem }: IdentityPageProps) {
  const { identity } = frame.language.texts;
  const { connect, problems } = identity;
  const name = frame.continueWith ?? '';
  return (
    <AccountCard frame={frame} title={connect.row(name)} lead={connect.lead(name)}>
      {problem && (
        <Notice kind="problem" title={problems[problem].title}>
          <p>{problems[problem].text}</p>
        </Notice>
      )}
      {isConnected && (
        <form method="post" action="/account/identity/remove" class="form">
          <p>{connect.removeHint}</p>
          <button type="submit" class="button secondary">
            {connect.remove}
          </button>
        </form>
      )}
      {!isConnected && recognised === undefined && <ContinueWith frame={frame} />}
      {!isConnected && recognised !== undefined && (
        <form method="post" action="/account/identity" class="form">
          <p>{connect.recognised(<strong>{recognised}</strong>)}</p>
          <button type="submit" class="button">
            {connect.submit}
          </button>
        </form>
      )}
    </AccountCard>
  );
}
