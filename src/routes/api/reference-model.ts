// The API's document as its page wants it: operations by tag, and the shapes that they speak of.
import type { ApiReferenceProps } from '#views/api/reference.ts';
import type { ApiDocument } from './document.ts';
import { exampleOf, rowsOf, type Schema, typeOf } from './schema-rows.ts';

/** The parts of an operation that are read here. */
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security: readonly { readonly apiKey: readonly string[] }[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Content }>
  >;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

type Reference = Pick<ApiReferenceProps, 'groups' | 'shapes'>;
type Entry = Reference['groups'][number]['operations'][number];

export function referenceOf({ paths = {}, components }: ApiDocument): Reference {
  const shapes = (components?.schemas ?? {}) as Readonly<Record<string, Schema>>; // made from zod, no references
  const groups = new Map<string, Entry[]>();
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const { tags } = operation as Operation; // every route declares one
      const [tag = ''] = tags;
      const entry = entryOf(path, method, operation as Operation, shapes);
      groups.set(tag, [...(groups.get(tag) ?? []), entry]);
    }
  }
  return {
    groups: [...groups].map(([tag, operations]) => ({ tag, operations })),
    shapes: Object.entries(shapes).map(([name, schema]) => {
      return { name, description: schema.description ?? '', rows: rowsOf(schema) };
    }),
  };
}

function entryOf(
  path: string,
  method: string,
  operation: Operation,
  shapes: Readonly<Record<string, Schema>>,
): Entry {
  const { parameters = [], responses, requestBody } = operation;
  const body = requestBody?.content['application/json']?.schema;
  const statuses = Object.entries(responses).filter(([status]) => status !== 'default');
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description ?? '',
    scope: operation.security[0]?.apiKey[0] ?? '',
    parameters: parameters.map(({ name, in: place, required = false, schema }) => {
      return { name, place, required, type: typeOf(schema), description: schema.description ?? '' };
    }),
    body: body && typeOf(body),
    answers: statuses
      .filter(([status]) => Number(status) < 400)
      .map(([status, { description, content = {} }]) => {
        const [[media, { schema }] = ['', { schema: undefined }]] = Object.entries(content);
        return { status, description, media, type: schema && typeOf(schema) };
      }),
    refusals: statuses
      .filter(([status]) => Number(status) >= 400)
      .map(([status, { description }]) => ({ status, codes: description.split(', ') })),
    example: { path: examplePath(path, parameters), body: body && exampleOf(body, shapes) },
  };
}

function examplePath(path: string, parameters: NonNullable<Operation['parameters']>): string {
  return path.replace(/{(\w+)}/g, (whole, name) => {
    const example = parameters.find((parameter) => parameter.name === name)?.schema.example;
    return example === undefined ? whole : String(example);
  });
}
