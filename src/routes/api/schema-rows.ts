// A JSON schema, as the API's document has them, in the rows of a table.
import type { ShapeRow, TypeText } from '#views/api/reference.ts';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: unknown;
}

/** What a value is, in words, and the shape that it has if it is one with a name. */
export function typeOf(schema: Schema): TypeText {
  const { $ref, items, format, default: fallback } = schema;
  const ref = $ref?.split('/').at(-1);
  if (ref !== undefined) return { text: ref, shape: ref };
  const options = schema.anyOf ?? schema.oneOf;
  if (options) {
    const types = options.map(typeOf);
    return { text: types.map(({ text }) => text).join(' or '), shape: types[0]?.shape };
  }
  if (items) {
    const { text, shape } = typeOf(items);
    return { text: `list of ${text}`, shape };
  }
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const types = [schema.type ?? (schema.allOf ? 'object' : 'anything')].flat();
  const words = values
    ? values.map((value) => JSON.stringify(value)).join(', ')
    : types.join(' or ');
  const limits =
    schema.minimum !== undefined && schema.maximum !== undefined && schema.maximum < 1e9
      ? `, ${schema.minimum} to ${schema.maximum}`
      : '';
  const more = `${format ? ` (${format})` : ''}${limits}`;
  return { text: `${words}${more}${fallback === undefined ? '' : `, else ${fallback}`}` };
}

/** Every member, those of members without a name of their own behind them. */
export function rowsOf(schema: Schema, prefix = ''): readonly ShapeRow[] {
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const own = Object.entries(schema.properties ?? {}).flatMap(([member, value]) => {
    const name = `${prefix}${member}`;
    const row = {
      name,
      type: typeOf(value),
      required: schema.required?.includes(member) ?? false,
      description: value.description ?? '',
    };
    const inner = value.items ? rowsOf(value.items, `${name}[].`) : rowsOf(value, `${name}.`);
    return [row, ...inner];
  });
  const extended = parts.map((part): readonly ShapeRow[] =>
    part.$ref && schema.allOf
      ? [{ name: '', type: typeOf(part), required: true, description: 'All of its members.' }]
      : rowsOf(part, prefix),
  );
  return [...extended.flat(), ...own];
}

/** A value of the shape, from its examples. */
export function exampleOf(schema: Schema, shapes: Readonly<Record<string, Schema>>): unknown {
  const named = schema.$ref && shapes[schema.$ref.split('/').at(-1) ?? ''];
  if (named) return exampleOf(named, shapes);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const members = Object.entries(schema.properties).filter(([name, { default: fallback }]) => {
      return schema.required?.includes(name) && fallback === undefined;
    });
    return Object.fromEntries(members.map(([name, value]) => [name, exampleOf(value, shapes)]));
  }
  return '…';
}
