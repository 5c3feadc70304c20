/** The three formats of `responsetype`: json, xml, and nvp, which is deprecated and the fallback. */
import { phpJson } from '../../php-form/php-json.ts';
import type { Plain } from './shape.ts';

export interface Encoded {
  readonly contentType: string;
  readonly body: string;
}

export function encode(
  format: string,
  action: string,
  version: string,
  data: { [key: string]: Plain },
): Encoded {
  switch (format.toLowerCase()) {
    case 'json':
      return { contentType: 'application/json', body: phpJson(data) };
    case 'xml':
      return { contentType: 'application/xml', body: xmlDocument(action, version, data) };
    default:
      return { contentType: 'text/plain', body: nvp(data) };
  }
}

function xmlDocument(action: string, version: string, data: { [key: string]: Plain }): string {
  const inner =
    elements('action', action) +
    Object.entries(data)
      .map(([k, v]) => elements(k, v))
      .join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi version="${version}">\n${inner}</whmcsapi>\n`;
}

/** A list becomes one element a row. Keys that are numbers, which XML forbids, become `item`. */
function elements(name: string, value: Plain): string {
  const tag = /^[A-Za-z_]/.test(name) ? name.replace(/[^\w.-]/g, '_') : 'item';
  if (Array.isArray(value)) return value.map((entry) => elements(tag, entry)).join('');
  if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value).map(([key, entry]) => elements(key, entry));
    return `<${tag}>\n${inner.join('')}</${tag}>\n`;
  }
  return `<${tag}>${escapeXml(scalarText(value))}</${tag}>\n`;
}

/** `result=success;invoices[invoice][0][id]=1;…` */
function nvp(data: { [key: string]: Plain }): string {
  const pairs: string[] = [];
  const walk = (name: string, value: Plain) => {
    if (typeof value !== 'object' || value === null) pairs.push(`${name}=${scalarText(value)}`);
    else for (const [key, entry] of Object.entries(value)) walk(`${name}[${key}]`, entry);
  };
  for (const [key, value] of Object.entries(data)) walk(key, value);
  return `${pairs.join(';')};`;
}

function scalarText(value: string | number | boolean | null): string {
  if (value === null || value === false) return '';
  return value === true ? '1' : String(value);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
