import type { ProvisioningFailure } from '#core/enrolment/client-state.ts';
import type { ClientFacts } from '#views/admin/client/client-page.tsx';
import { Notice } from '#views/components/notice.tsx';

/** What the last attempt ran into, and what ends it. */
const FAILURES: Readonly<Record<ProvisioningFailure, string>> = {
  panel_unavailable: 'The panel did not answer. It is tried again by itself.',
  panel_outcome_unknown:
    'The panel may have made a user, and its answer was lost. The next attempt looks first.',
  panel_rejected: 'The panel refused the user. Its token, role or limit group may be wrong.',
  panel_refused_address:
    'The panel refuses the address, and shows no user who has it. Try making a user with it in the panel: it says what is wrong with the address, or who has it.',
  panel_user_is_admin:
    'The panel knows the address as an administrator, whom nobody adopts. Change one of the two addresses.',
  panel_user_of_another_client:
    'The panel knows the address as another client’s user. If that account was closed and its owner has come back, hand the panel user over.',
  panel_users_ambiguous: 'The panel has several users with the address. Leave it one.',
};

/** What was just done here, by the code in the address. */
const DID: Readonly<Record<string, string>> = {
  enrolled: 'The client has a panel user now, and hears of it by mail.',
  second_factor_removed:
    'Codes are off and every session has ended. The client hears of it by mail.',
  unlinked:
    'Who the client is in the billing system is forgotten. The next delivery looks for the address.',
  released: 'Released. Plan the month again to bill the client.',
};

export interface ClientNoticesProps {
  readonly client: ClientFacts;
  readonly did: string;
  readonly mayChange: boolean;
}

export function ClientNotices({ client, did, mayChange }: ClientNoticesProps) {
  const { id, state, failure } = client;
  const isWaiting = state === 'provisioning' || state === 'provisioning_failed';
  return (
    <>
      {DID[did] && (
        <Notice kind="success">
          <p>{DID[did]}</p>
        </Notice>
      )}
      {isWaiting && (
        <Notice
          kind={failure === '' ? 'info' : 'warning'}
          title={failure === '' ? 'Waits for a panel user' : 'Has no panel user yet'}
        >
          {failure !== '' && (
            <p>
              {FAILURES[failure as ProvisioningFailure]} <code>{failure}</code>
            </p>
          )}
          {mayChange && (
            <div class="choices">
              <form method="post" action={`/admin/clients/${id}/provision`}>
                <button type="submit" class="button secondary small">
                  Try again now
                </button>
              </form>
              {failure === 'panel_user_of_another_client' && (
                <a class="button secondary small" href={`/admin/clients/${id}/panel-user`}>
                  Hand the panel user over
                </a>
              )}
            </div>
          )}
        </Notice>
      )}
      {state === 'closed' && (
        <Notice kind="info" title="This account is closed">
          <p>
            Name, address and every way in were erased, and stay so. Whoever comes back signs up
            again; the page of the new account offers to hand the old panel user over.
          </p>
        </Notice>
      )}
    </>
  );
}
