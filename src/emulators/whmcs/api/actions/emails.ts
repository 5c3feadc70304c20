/** SendEmail, GetEmailTemplates, GetEmails. */
import { type Letter, storeEmail, templateNamed } from '../../emails.ts';
import { readSerialized } from '../../php-serialize.ts';
import type { EmailTemplate } from '../../settings/catalogue.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, NestedList, refused } from '../answer.ts';
import { pageOf } from '../paging.ts';

export const emailActions: readonly Action[] = [
  { name: 'SendEmail', writes: true, run: send },
  { name: 'GetEmailTemplates', writes: false, run: getTemplates },
  { name: 'GetEmails', writes: false, run: getEmails, errorField: 'status' },
];

const TYPES: readonly EmailTemplate['type'][] = [
  ...(['general', 'product', 'domain', 'invoice', 'support', 'affiliate'] as const),
];
/** One text for several causes. */
const FAILED = 'Sending Failed. Please see documentation.';

function send(call: Call): Answer {
  const { installation, params } = call;
  const letter = letterOf(call);
  if (typeof letter === 'string') return refused(letter);
  const variables = params.text('customvars');
  if (variables !== '' && readSerialized(variables) === null) {
    return refused('The custom variables you provided are invalid.');
  }
  if (params.text('id') === '') return refused('A related ID is required');
  const clientId = recipientId(call, letter.type);
  const isSent = clientId !== null && storeEmail(installation, clientId, letter);
  return isSent ? done() : refused(FAILED);
}

/** The letter that is meant, or the complaint about the request. */
function letterOf({ installation, params }: Call): Letter | string {
  const name = params.text('messagename');
  const customType = params.text('customtype').toLowerCase();
  if (name === '' && customType === '') {
    return 'You must provide either an existing email template name or a custom message type';
  }
  if (name !== '') {
    const template = templateNamed(installation, name);
    if (template === undefined) return 'Email Template not found';
    if (template.isDisabled) return 'Email Template is disabled';
    const { type, subject } = template;
    return { template: template.name, type, subject, message: `(the text of "${template.name}")` };
  }
  const type = TYPES.find((one) => one === customType);
  if (type === undefined) return 'Invalid message type provided';
  const [subject, message] = [params.text('customsubject'), params.text('custommessage')];
  if (subject === '') return 'A subject is required for a custom message';
  if (message === '') return 'A message body is required for a custom message';
  return { template: '', type, subject, message };
}

/** The related id is a client's for general letters, an invoice's for letters about one; drafts are not mailed. */
function recipientId({ installation, params }: Call, type: EmailTemplate['type']): number | null {
  const id = params.integer('id');
  if (type === 'general') return id;
  const invoice = type === 'invoice' ? installation.tables.invoices.get(id) : undefined;
  return invoice === undefined || invoice.status === 'Draft' ? null : invoice.clientId;
}

function getTemplates({ installation, params }: Call): Answer {
  const type = params.text('type').toLowerCase();
  const rows = installation.tables.catalogue.emailTemplates
    .filter((template) => type === '' || template.type === type)
    .map(({ id, name, subject, custom }) => ({ id, name, subject, custom: custom ? 1 : 0 }));
  const emailtemplates = new NestedList('emailtemplate', rows);
  return done({ totalresults: rows.length, emailtemplates });
}

function getEmails(call: Call): Answer {
  const client = clientAt(call, 'clientid');
  if (client === undefined) return refused('Client ID not found');
  const found = [...call.installation.tables.emails.values()].filter(
    (email) => email.clientId === client.id,
  );
  const { rows, counts } = pageOf(call, found);
  const emails = rows.map((email) => ({
    id: email.id,
    userid: email.clientId,
    subject: email.subject,
    message: email.message,
    date: email.date,
    to: email.to,
    cc: '',
    bcc: '',
  }));
  return done({ ...counts, emails: new NestedList('email', emails) });
}
