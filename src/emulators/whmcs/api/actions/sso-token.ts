/** CreateSsoToken: a link that signs a person in, once, within a minute. */
import { clientsOf } from '../../clients/clients.ts';
import { pathOf } from '../../clients/sso-destinations.ts';
import { keepLatest } from '../../installation.ts';
import { randomToken } from '../../random-token.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';

export const createSsoTokenAction: Action = { name: 'CreateSsoToken', writes: true, run: create };

const LIFETIME_MS = 60_000;
const TOKENS_KEPT = 1000;

function create(call: Call): Answer {
  const { installation, params, systemUrl } = call;
  const { tables } = installation;
  const [clientText, userText] = [params.text('client_id'), params.text('user_id')];
  if (clientText === '' && userText === '') {
    return refused('A valid client_id or user_id is required');
  }
  const client = clientAt(call, 'client_id');
  if (clientText !== '' && client === undefined) return refused('Invalid client_id');
  const user = tables.users.get(
    userText === '' ? (client?.ownerUserId ?? 0) : params.integer('user_id'),
  );
  if (user === undefined) return refused('Invalid user_id');
  if (client !== undefined && client.ownerUserId !== user.id) {
    return refused('Invalid user_id for client');
  }
  const path = pathOf(params.text('destination'), params.text('sso_redirect_path'));
  if (path === null) return refused('Invalid destination');
  const account = client ?? clientsOf(installation, user.id)[0];
  if (account?.status === 'Closed') {
    return refused('Token could not be provisioned: the client is closed');
  }
  if (account?.allowsSingleSignOn === false) {
    return refused(`SSO authentication blocked for client ${account.id}`);
  }
  const token = randomToken();
  const expiresAtMs = installation.nowMs() + LIFETIME_MS;
  const clientId = account?.id ?? 0;
  tables.ssoTokens.set(token, { userId: user.id, clientId, path, expiresAtMs, isUsed: false });
  keepLatest(tables.ssoTokens, TOKENS_KEPT);
  return done({
    access_token: token,
    redirect_url: `${systemUrl}/oauth/singlesignon.php?access_token=${token}`,
  });
}
