import type { Child } from 'hono/jsx';

export interface NoticeProps {
  readonly kind: 'info' | 'success' | 'warning' | 'problem';
  readonly title?: string;
  readonly children?: Child;
}

/** A message about the page as a whole. A problem is announced at once by screen readers. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      {title !== undefined && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}
