import type { Child } from 'hono/jsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export interface AccountCardProps {
  readonly frame: Frame;
  readonly title: string;
  readonly lead?: Child;
  readonly children?: Child;
  /** With the script that talks to the browser's passkeys. */
  readonly withPasskeys?: boolean;
}

/** A page below the account: one card, and the way back. */
export function AccountCard({ frame, title, lead, children, withPasskeys }: AccountCardProps) {
  return (
    <Layout frame={frame} title={title} {...(withPasskeys && { scriptUrl: PASSKEYS_SCRIPT_URL })}>
      <div class="narrow">
        <div class="card">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
          {children}
        </div>
        <p class="aside">
          <a href="/account">{frame.language.texts.account.back}</a>
        </p>
      </div>
    </Layout>
  );
}

export const PASSKEYS_SCRIPT_URL = '/assets/passkeys.js';
