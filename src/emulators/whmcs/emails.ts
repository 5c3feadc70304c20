/** Letters that WHMCS would send. They are kept to be looked at; nothing leaves the emulator. */
import { type Installation, keepLatest, nextId } from './installation.ts';
import { serverTime } from './server-time.ts';
import type { EmailTemplate } from './settings/catalogue.ts';

const EMAILS_KEPT = 2000;

/** Does nothing where the template is missing or disabled, or the client wants no such mail. */
export function recordEmail(
  installation: Installation,
  template: string,
  clientId: number,
): boolean {
  const found = templateNamed(installation, template);
  if (found === undefined || found.isDisabled) return false;
  return storeEmail(installation, clientId, {
    template: found.name,
    type: found.type,
    subject: found.subject,
    message: `(the text of "${found.name}")`,
  });
}

export interface Letter {
  readonly template: string;
  readonly type: EmailTemplate['type'];
  readonly subject: string;
  readonly message: string;
}

export function storeEmail(installation: Installation, clientId: number, letter: Letter): boolean {
  const { tables } = installation;
  const client = tables.clients.get(clientId);
  if (client === undefined || !client.emailPreferences[letter.type]) return false;
  const { type: _type, ...stored } = letter;
  const id = nextId(tables, 'email');
  const date = serverTime(installation);
  tables.emails.set(id, { id, clientId, date, to: client.profile.email, ...stored });
  keepLatest(tables.emails, EMAILS_KEPT);
  return true;
}

export function templateNamed(installation: Installation, name: string): EmailTemplate | undefined {
  return installation.tables.catalogue.emailTemplates.find(
    (template) => template.name.toLowerCase() === name.toLowerCase(),
  );
}
