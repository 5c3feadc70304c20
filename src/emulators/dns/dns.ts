/**
 * A resolver that answers DNS over HTTPS in the JSON form of Cloudflare and Google. Every domain is well kept (mail
 * exchanger, SPF, DKIM, DMARC) unless a record was put in place of that by `POST /dns/records`.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest, readControl } from '../read-control.ts';

const TYPE_NUMBERS = { TXT: 16, MX: 15 } as const;
type RecordType = keyof typeof TYPE_NUMBERS;

const NO_ERROR = 0;
const NO_SUCH_NAME = 3;
const TTL_SECONDS = 300;

const recordSchema = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['TXT', 'MX']),
  /** As a zone file has it, without quotes; null for a name that does not exist. */
  data: z.array(z.string()).nullable(),
});

export function createDns(): Hono {
  const records = new Map<string, readonly string[] | null>();
  const app = new Hono();

  app.get('/dns/query', (c) => {
    const name = (c.req.query('name') ?? '').toLowerCase().replace(/\.$/, '');
    const asked = z.enum(['TXT', 'MX']).safeParse(c.req.query('type'));
    if (name === '' || !asked.success) return c.json({ error: 'Invalid query.' }, 400);
    const set = records.get(`${asked.data} ${name}`);
    const data = set === undefined ? wellKept(name, asked.data) : set;
    const type = TYPE_NUMBERS[asked.data];
    const Answer = data?.map((text) => ({
      name,
      type,
      TTL: TTL_SECONDS,
      data: asked.data === 'TXT' ? JSON.stringify(text) : text,
    }));
    const body = { Status: data === null ? NO_SUCH_NAME : NO_ERROR, Question: [{ name, type }] };
    return c.json(Answer ? { ...body, Answer } : body, 200, {
      'content-type': 'application/dns-json',
    });
  });

  app.get('/dns/records', (c) => c.json(Object.fromEntries(records)));
  app.post('/dns/records', async (c) => {
    const record = await readControl(c, recordSchema);
    if (!record.ok) return badRequest(c, record.message);
    const { name, type, data } = record.value;
    records.set(`${type} ${name.toLowerCase()}`, data);
    return c.json(Object.fromEntries(records));
  });
  return app;
}

function wellKept(name: string, type: RecordType): readonly string[] {
  if (type === 'MX') return [`10 mail.${name}.`];
  if (name.startsWith('_dmarc.')) return ['v=DMARC1; p=none'];
  if (name.includes('._domainkey.')) return ['v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'];
  return ['v=spf1 mx -all'];
}
