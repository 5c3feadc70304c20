import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { EntrancePage } from '#views/admin/entrance-page.tsx';

export interface RefusalPageProps {
  readonly frame: AdminFrame;
  /** Stable. */
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly requestId: string;
}

/** Something in the admin area was refused. */
export function RefusalPage({ frame, code, title, message, requestId }: RefusalPageProps) {
  return (
    <EntrancePage frame={frame} title={title} lead={message}>
      <p>
        <a href="/admin">Back to the overview</a>
      </p>
      <p class="small-print">
        <code>{code}</code> · request <code>{requestId}</code>
      </p>
    </EntrancePage>
  );
}
