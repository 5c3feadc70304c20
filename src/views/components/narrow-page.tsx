import type { Child } from 'hono/jsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export interface NarrowPageProps {
  readonly frame: Frame;
  readonly title: string;
  /** One or two sentences below the heading. */
  readonly lead?: Child;
  readonly children?: Child;
  /** Links below the card, to where people may want to be instead. */
  readonly aside?: Child;
  readonly scriptUrl?: string;
}

/** A page with one thing to do or to read: a heading and a single card. */
export function NarrowPage({ frame, title, lead, children, aside, scriptUrl }: NarrowPageProps) {
  return (
    <Layout frame={frame} title={title} {...(scriptUrl && { scriptUrl })}>
      <div class="narrow">
        <div class="card">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
          {children}
        </div>
        {aside && <p class="aside">{aside}</p>}
      </div>
    </Layout>
  );
}
