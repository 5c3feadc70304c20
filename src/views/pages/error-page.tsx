import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export interface ErrorPageProps {
  readonly frame: Frame;
  readonly status: number;
  readonly title: string;
  readonly message: string;
  readonly requestId: string;
}

/** For everything without a page of its own. Shows what it is given and nothing about causes. */
export function ErrorPage({ frame, status, title, message, requestId }: ErrorPageProps) {
  const { supportEmail } = frame.provider;
  return (
    <NarrowPage
      frame={frame}
      title={title}
      lead={message}
      aside={
        <>
          Need help? Write to <a href={`mailto:${supportEmail}`}>{supportEmail}</a> and include the
          reference.
        </>
      }
    >
      <a class="button wide" href={frame.client ? '/dashboard' : '/'}>
        {frame.client ? 'Go to your dashboard' : 'Go to the start page'}
      </a>
      <p class="small-print">
        Error {status}. Reference: <code>{requestId}</code>
      </p>
    </NarrowPage>
  );
}
