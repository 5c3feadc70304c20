/** Turns an answer into plain data: types, lists and empties in the profile that the switches ask for. */
import type { Options } from '../settings/options.ts';
import { type Fields, NestedList, type Wire } from './answer.ts';
import { textualFields } from './typing.ts';

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** Texts that people typed, which some installations store with HTML entities. */
const TYPED_FIELDS = new Set([
  ...['firstname', 'lastname', 'fullname', 'companyname', 'name', 'description', 'notes'],
  ...['address1', 'address2', 'city', 'state', 'fullstate', 'statecode', 'subject'],
]);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

export function shape(options: Options, action: string, fields: Fields): { [key: string]: Plain } {
  const isText = textualFields(options, action);

  const value = (field: string, wire: Wire): Plain | undefined => {
    if (wire instanceof NestedList) return list(wire);
    if (isWireArray(wire)) return wire.map((entry) => value(field, entry) ?? null);
    if (typeof wire === 'object' && wire !== null) return record(wire);
    if (typeof wire === 'number') return isText(field) ? String(wire) : wire;
    if (typeof wire === 'boolean') return options.typing === 'strings' ? (wire ? '1' : '') : wire;
    if (typeof wire !== 'string' || !options.htmlEntities || !TYPED_FIELDS.has(field)) return wire;
    return wire.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
  };

  const record = (given: Fields): { [key: string]: Plain } => {
    const shaped: { [key: string]: Plain } = {};
    for (const [field, wire] of Object.entries(given)) {
      const plain = value(field, wire);
      if (plain !== undefined) shaped[field] = plain;
    }
    return shaped;
  };

  const list = ({ element, rows, whenEmpty }: NestedList): Plain | undefined => {
    if (rows.length === 0) return emptyList(options.emptyLists, element, whenEmpty);
    const shaped = rows.map(record);
    const [only] = shaped;
    if (options.lists === 'single-as-object' && shaped.length === 1 && only) {
      return { [element]: only };
    }
    if (options.lists === 'number-keyed') {
      return { [element]: Object.fromEntries(shaped.map((row, index) => [String(index), row])) };
    }
    return { [element]: shaped };
  };

  return record(fields);
}

function emptyList(
  empties: Options['emptyLists'],
  element: string,
  documented: '' | 'nested',
): Plain | undefined {
  switch (empties) {
    case 'documented':
      return documented === '' ? '' : { [element]: [] };
    case 'nested':
      return { [element]: [] };
    case 'array':
      return [];
    case 'object':
      return {};
    case 'text':
      return '';
    case 'absent':
      return undefined;
  }
}

/** Array.isArray does not narrow a readonly array. */
function isWireArray(wire: Wire): wire is readonly Wire[] {
  return Array.isArray(wire);
}
