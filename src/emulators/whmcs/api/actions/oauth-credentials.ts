/** CreateOAuthCredential and its kin: the clients of the OpenID Connect provider. */
import { nextId } from '../../installation.ts';
import { randomToken } from '../../random-token.ts';
import type { Action, Call } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';

export const oauthCredentialActions: readonly Action[] = [
  { name: 'CreateOAuthCredential', writes: true, run: create },
  { name: 'ListOAuthCredentials', writes: false, run: list },
  { name: 'UpdateOAuthCredential', writes: true, run: update },
  { name: 'DeleteOAuthCredential', writes: true, run: remove },
];

const GRANTS = new Set(['authorization_code', 'single_sign_on']);
const SCOPES = new Set(
  ['openid', 'profile', 'email'].concat(
    ['sso', 'profile', 'billing_info', 'emails', 'announcements', 'invoices', 'services'].map(
      (area) => `clientarea:${area}`,
    ),
  ),
);

function create({ installation, params }: Call): Answer {
  const grant = params.text('grantType');
  if (grant === '') return refused('A valid grant type is required.');
  if (!GRANTS.has(grant)) return refused(`The requested grant type "${grant}" is invalid.`);
  const name = params.text('name');
  if (grant === 'authorization_code' && name === '') {
    return refused('A name for the Client Credential is required.');
  }
  if (grant === 'single_sign_on' && params.text('serviceId') === '') {
    return refused('A service ID is required for the single sign-on grant type.');
  }
  const scope = params.text('scope');
  const complaint = scopeComplaint(scope);
  if (complaint !== null) return refused(complaint);
  // There are no services here, so no id of one is valid.
  if (grant === 'single_sign_on') return refused('A valid Service ID is required.');
  const { tables } = installation;
  const id = nextId(tables, 'openid');
  const clientId = `COMPANY-NAME.${randomToken(12)}==`;
  const secret = randomToken(32);
  const redirectUris = params
    .text('redirectUri')
    .split(/[\s,]+/)
    .filter((uri) => uri !== '');
  tables.openIdClients.set(id, { id, name, clientId, secret, redirectUris, scope });
  return done({ credentialId: id, clientIdentifier: clientId, clientSecret: secret });
}

function list({ installation }: Call): Answer {
  const clients = [...installation.tables.openIdClients.values()].map((one) => ({
    credentialId: one.id,
    name: one.name,
    description: '',
    grantTypes: 'authorization_code',
    scope: one.scope,
    clientIdentifier: one.clientId,
    redirectUri: one.redirectUris.join(','),
  }));
  return done({ clients });
}

function update({ installation, params }: Call): Answer {
  const client = installation.tables.openIdClients.get(params.integer('credentialId'));
  if (client === undefined) return refused('Invalid Credential ID provided.');
  const complaint = params.has('scope') ? scopeComplaint(params.text('scope')) : null;
  if (complaint !== null) return refused(complaint);
  client.scope = params.text('scope') || client.scope;
  return done({ credentialId: client.id });
}

function remove({ installation, params }: Call): Answer {
  const id = params.integer('credentialId');
  const isKnown = installation.tables.openIdClients.delete(id);
  return isKnown ? done({ credentialId: id }) : refused('Invalid Credential ID provided.');
}

function scopeComplaint(scope: string): string | null {
  const scopes = scope.split(/\s+/).filter((one) => one !== '');
  if (scopes.length === 0) return 'At least one valid scope is required.';
  const unknown = scopes.find((one) => !SCOPES.has(one));
  return unknown === undefined ? null : `The requested scope "${unknown}" is invalid.`;
}
