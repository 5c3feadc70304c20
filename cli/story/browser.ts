// A person's browser: keeps cookies, follows redirects, fills forms in by their labels.
import { type Form, type FormField, forms, type Link, links, textOf } from './html.ts';

/** By the beginning of a label: text to type, a choice by the beginning of its text, or whether to tick. */
export type Entries = Readonly<Record<string, string | boolean>>;

const REDIRECTS_AT_MOST = 10;

interface Cookie {
  readonly value: string;
  readonly path: string;
}

export class Page {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** Statuses on the way here, this page's last. */
  readonly statuses: readonly number[];
  /** Addresses on the way here, this page's last. */
  readonly addresses: readonly string[];

  constructor(status: number, html: string, trail: { statuses: number[]; addresses: string[] }) {
    this.status = status;
    this.html = html;
    this.statuses = trail.statuses;
    this.addresses = trail.addresses;
    this.url = new URL(trail.addresses.at(-1) ?? '');
  }

  get text(): string {
    return textOf(this.html);
  }

  get title(): string {
    return textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(this.html)?.[1] ?? '');
  }

  /** The first link whose text begins so. */
  link(text: string): Link {
    return orThrow(
      links(this.html).find((link) => link.text.startsWith(text)),
      `a link "${text}"`,
      this,
    );
  }

  /** The first form whose button begins so. */
  form(button: string): Form {
    return orThrow(
      forms(this.html).find((form) => form.button.startsWith(button)),
      `a form "${button}"`,
      this,
    );
  }

  hasForm(button: string): boolean {
    return forms(this.html).some((form) => form.button.startsWith(button));
  }
}

export class Browser {
  readonly #cookies = new Map<string, Cookie>();

  get(address: string | URL): Promise<Page> {
    return this.#visit(new URL(address), { method: 'GET' });
  }

  /** Clicks a link of a page. */
  follow(page: Page, text: string): Promise<Page> {
    return this.get(new URL(page.link(text).href, page.url));
  }

  /** Fills a page's form in and presses its button. */
  submit(page: Page, button: string, entries: Entries = {}): Promise<Page> {
    const form = page.form(button);
    const body = new URLSearchParams(filledIn(form, entries));
    const url = new URL(form.action, page.url);
    return this.#visit(url, { method: form.method, body, origin: page.url.origin });
  }

  async #visit(
    start: URL,
    request: { method: string; body?: URLSearchParams; origin?: string },
  ): Promise<Page> {
    const trail = { statuses: [] as number[], addresses: [] as string[] };
    let url = start;
    let { method, body } = request;
    for (;;) {
      const headers: Record<string, string> = {
        accept: 'text/html',
        'user-agent': 'Mozilla/5.0 (story)',
      };
      const cookie = this.#cookiesFor(url);
      if (cookie) headers.cookie = cookie;
      if (body && request.origin) headers.origin = request.origin;
      const init = { method, headers, redirect: 'manual' as const, ...(body && { body }) };
      const response = await fetch(url, init);
      this.#keep(url, response.headers.getSetCookie());
      trail.statuses.push(response.status);
      trail.addresses.push(url.href);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        return new Page(response.status, await response.text(), trail);
      }
      await response.arrayBuffer(); // the connection is free for the next request only then
      if (trail.statuses.length > REDIRECTS_AT_MOST) throw new Error(`${url} redirects in circles`);
      url = new URL(location, url);
      method = 'GET';
      body = undefined;
    }
  }

  #cookiesFor(url: URL): string {
    return [...this.#cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  #keep(url: URL, setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      const of = (attribute: string) =>
        attributes
          .find((text) => text.toLowerCase().startsWith(`${attribute}=`))
          ?.slice(attribute.length + 1);
      if (of('max-age') === '0') this.#cookies.delete(name);
      else this.#cookies.set(name, { value: value.join('='), path: of('path') ?? url.pathname });
    }
  }
}

/** What the browser would send: what the page filled in, with the person's entries in place. */
function filledIn(form: Form, entries: Entries): [string, string][] {
  const left = new Map(Object.entries(entries));
  const pairs = form.fields.flatMap((field): [string, string][] => {
    const label = [...left.keys()].find((begin) => begin !== '' && field.label.startsWith(begin));
    const entry = label === undefined ? undefined : left.get(label);
    if (label !== undefined) left.delete(label);
    return valuesOf(field, entry).map((value) => [field.name, value]);
  });
  const [unknown] = left.keys();
  if (unknown !== undefined) throw new Error(`the form has no field "${unknown}"`);
  return pairs;
}

function valuesOf(field: FormField, entry: string | boolean | undefined): readonly string[] {
  if (field.type === 'checkbox') return (entry ?? field.isChecked) ? [field.value || 'on'] : [];
  if (field.type !== 'select') return [String(entry ?? field.value)];
  if (entry === undefined) return [field.value];
  const choice = field.choices.find(({ text }) => text.startsWith(String(entry)));
  if (!choice) throw new Error(`"${field.label}" does not offer "${entry}"`);
  return [choice.value];
}

function orThrow<T>(found: T | undefined, what: string, page: Page): T {
  if (found !== undefined) return found;
  throw new Error(`${page.url.pathname} (${page.status}, "${page.title}") has not ${what}`);
}
