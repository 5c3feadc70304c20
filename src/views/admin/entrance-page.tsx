import type { Child } from 'hono/jsx';
import { AdminDocument } from '#views/admin/admin-document.tsx';
import type { AdminFrame } from '#views/admin/admin-frame.ts';

export interface EntrancePageProps {
  readonly frame: AdminFrame;
  readonly title: string;
  readonly lead?: Child;
  readonly scriptUrl?: string;
  readonly children?: Child;
}

/** A page with one thing to do or to read, without the navigation: on the way in, and where a way ends. */
export function EntrancePage({ frame, title, lead, scriptUrl, children }: EntrancePageProps) {
  return (
    <AdminDocument frame={frame} title={title} scriptUrl={scriptUrl}>
      <div class="entrance">
        <div class="card">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
          {children}
        </div>
      </div>
    </AdminDocument>
  );
}
