/** Answers as a PHP system gives them: its JSON, its ids, its empty arrays, and now and then a notice before it all. */
import { phpJson } from '../php-form/php-json.ts';
import type { CommonSwitches } from './switches.ts';

const NOTICE =
  '<br />\n<b>Warning</b>:  Undefined array key "x" in <b>hooks.php</b> on line <b>12</b><br />\n';
const ID_NAME = /(^|_)ids?$|^(invid|clientid|packid|user_id|servid|planid)$/;

export function phpReply(
  values: CommonSwitches,
  answer: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  const body = phpJson(shaped(values, answer, ''));
  const isNoticed = values.phpNotice && status === 200;
  return new Response(isNoticed ? NOTICE + body : body, {
    status,
    headers: {
      'content-type': isNoticed ? 'text/html; charset=UTF-8' : 'application/json',
      ...headers,
    },
  });
}

export function htmlPage(status: number, title: string): Response {
  const page = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=UTF-8' } });
}

function shaped(values: CommonSwitches, value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => shaped(values, item, name));
  if (typeof value !== 'object' || value === null)
    return ID_NAME.test(name) ? idAs(values, value) : value;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  if (entries.length === 0) return values.emptyMaps === 'list' ? [] : {};
  return new Map(entries.map(([key, inner]) => [key, shaped(values, inner, String(key))]));
}

function idAs(values: CommonSwitches, value: unknown): unknown {
  // 0 is no row's id. HostBill's main currency has it, as a number where all others have texts.
  if (value === 0) return value;
  if (values.ids === 'strings') return typeof value === 'number' ? String(value) : value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
