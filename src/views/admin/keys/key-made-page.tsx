import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section } from '#views/admin/section.tsx';

export interface KeyMadePageProps {
  readonly frame: AdminFrame;
  /** The whole key. */
  readonly text: string;
}

/** The only page that ever shows a key, and the only time. */
export function KeyMadePage({ frame, text }: KeyMadePageProps) {
  return (
    <AdminPage
      frame={frame}
      title="The new API key"
      lead="Keep it where the program reads it. It is not shown again; a lost one is revoked and replaced."
    >
      <Section id="key" title="Key">
        <p class="command">
          <code>{text}</code>
        </p>
        <p class="choices">
          <a class="button" href="/admin/keys">
            I have kept it
          </a>
        </p>
      </Section>
    </AdminPage>
  );
}
