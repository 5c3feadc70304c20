import { MailLink } from '#views/components/mail-link.tsx';
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
  const { errors, links } = frame.language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={title}
      lead={message}
      aside={errors.help(<MailLink address={frame.provider.supportEmail} />)}
    >
      <a class="button wide" href={frame.client ? '/dashboard' : '/'}>
        {frame.client ? links.dashboard : links.start}
      </a>
      <p class="small-print">{errors.reference(status, <code>{requestId}</code>)}</p>
    </NarrowPage>
  );
}
