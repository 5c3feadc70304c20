// Reads our pages as a person would: links by their text, forms by their labels. It knows the HTML that a server-side
// renderer writes (every tag closed, every attribute quoted), not HTML in general.

export interface Link {
  readonly text: string;
  readonly href: string;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export interface FormField {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly value: string;
  readonly isChecked: boolean;
  /** Of a list to choose from. */
  readonly choices: readonly Choice[];
}

export interface Form {
  readonly method: string;
  readonly action: string;
  /** What its button says. */
  readonly button: string;
  readonly fields: readonly FormField[];
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What is between its tags; empty for elements that have no end tag. */
  readonly inner: string;
}

const WITHOUT_END = new Set(['input', 'br', 'meta', 'link', 'img', 'hr']);
const TAG = /<([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g;

export function links(html: string): readonly Link[] {
  return elements(html, 'a').map(({ attributes, inner }) => ({
    text: textOf(inner),
    href: attributes.href ?? '',
  }));
}

export function forms(html: string): readonly Form[] {
  return elements(html, 'form').map(({ attributes, inner }) => ({
    method: (attributes.method ?? 'get').toUpperCase(),
    action: attributes.action ?? '',
    button: textOf(elements(inner, 'button')[0]?.inner ?? ''),
    fields: fieldsOf(inner),
  }));
}

/** Elements of one name in order, nested ones of the same name only by their outermost. */
export function elements(html: string, name: string): readonly Element[] {
  const found: Element[] = [];
  let endOfLast = 0;
  for (const match of html.matchAll(TAG)) {
    if (match[1] !== name || match.index < endOfLast) continue;
    const start = match.index + match[0].length;
    const end = WITHOUT_END.has(name) ? start : endOf(html, name, start);
    found.push({ name, attributes: attributesOf(match[2] ?? ''), inner: html.slice(start, end) });
    endOfLast = end;
  }
  return found;
}

/** What a person reads: no tags, one space where there were several. */
export function textOf(html: string): string {
  const text = html.replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
  return decode(text).replace(/\s+/g, ' ').trim();
}

function fieldsOf(html: string): readonly FormField[] {
  const labels = elements(html, 'label');
  const labelOf = (id: string | undefined, name: string) => {
    const label = labels.find(
      ({ attributes, inner }) =>
        (id !== undefined && attributes.for === id) || inner.includes(`name="${name}"`),
    );
    const words = label?.inner.replace(/<select[\s\S]*?<\/select>/g, ' ') ?? '';
    return textOf(words);
  };
  const inputs = elements(html, 'input').map(({ attributes }): FormField => {
    const { name = '', type = 'text', value = '', id } = attributes;
    const isChecked = 'checked' in attributes;
    return { name, type, value, isChecked, label: labelOf(id, name), choices: [] };
  });
  const selects = elements(html, 'select').map(({ attributes, inner }): FormField => {
    const { name = '', id } = attributes;
    const options = elements(inner, 'option');
    const chosen = options.find((option) => 'selected' in option.attributes) ?? options[0];
    return {
      name,
      type: 'select',
      value: chosen?.attributes.value ?? '',
      isChecked: false,
      label: labelOf(id, name),
      choices: options.map((option) => ({
        value: option.attributes.value ?? '',
        text: textOf(option.inner),
      })),
    };
  });
  return [...inputs, ...selects];
}

function endOf(html: string, name: string, start: number): number {
  let depth = 1;
  for (const match of html.slice(start).matchAll(new RegExp(`<(/?)${name}[\\s>]`, 'g'))) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return start + match.index;
  }
  throw new Error(`<${name}> is not closed`);
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return ENTITIES[entity] ?? whole;
    const isHex = entity[1]?.toLowerCase() === 'x';
    return String.fromCodePoint(Number.parseInt(entity.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  });
}
