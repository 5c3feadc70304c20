import type { Child } from 'hono/jsx';

export interface SectionProps {
  /** Unique on the page; `ID-title` names the section. */
  readonly id: string;
  readonly title: string;
  readonly hint?: Child;
  /** A link or a button beside the title. */
  readonly action?: Child;
  readonly children?: Child;
}

/** One card of a page. */
export function Section({ id, title, hint, action, children }: SectionProps) {
  return (
    <section id={id} class="card" aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {action}
      </div>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}

/** Name and value pairs, as many beside each other as fit. */
export function Facts({ children }: { readonly children?: Child }) {
  return <dl class="facts">{children}</dl>;
}

export function Fact({ name, children }: { readonly name: string; readonly children?: Child }) {
  return (
    <div>
      <dt class="label">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export type Tone = 'good' | 'plain' | 'warning' | 'problem';

/** A state in a word; the colour only repeats it. */
export function Tag({
  tone = 'plain',
  children,
}: {
  readonly tone?: Tone;
  readonly children?: Child;
}) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** Links to the first and the next page of a list that goes by cursor; nothing where all of it is shown. */
export function Pager({
  firstUrl,
  nextUrl,
}: {
  /** Empty on the first page. */
  readonly firstUrl: string;
  /** Empty on the last one. */
  readonly nextUrl: string;
}) {
  if (firstUrl === '' && nextUrl === '') return null;
  return (
    <p class="pager">
      {firstUrl !== '' && <a href={firstUrl}>First page</a>}
      {nextUrl !== '' && (
        <a href={nextUrl} rel="next">
          Next page
        </a>
      )}
    </p>
  );
}
