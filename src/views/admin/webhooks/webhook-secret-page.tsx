import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';

export interface WebhookSecretPageProps {
  readonly frame: AdminFrame;
  readonly endpointId: string;
  readonly secret: string;
  /** Until then the one before signs as well; null for a first one. */
  readonly oldSecretUntilMs: number | null;
}

/** The only page that ever shows a secret, and the only time. */
export function WebhookSecretPage(props: WebhookSecretPageProps) {
  const { frame, endpointId, secret, oldSecretUntilMs } = props;
  return (
    <AdminPage
      frame={frame}
      title="The signing secret"
      lead="Keep it where the receiver reads it. It is not shown again; a lost one is replaced."
    >
      <Section id="secret" title="Secret">
        <p class="command">
          <code>{secret}</code>
        </p>
        {oldSecretUntilMs !== null && (
          <p>
            Until <When atMs={oldSecretUntilMs} timeZone={frame.timeZone} /> every message carries a
            signature by the secret before as well.
          </p>
        )}
        <p class="choices">
          <a class="button" href={`/admin/webhooks/${endpointId}`}>
            I have kept it
          </a>
        </p>
      </Section>
    </AdminPage>
  );
}
