import { PageFrame } from '../../page-frame.tsx';

export interface MessagePageProps {
  readonly title: string;
  readonly message: string;
  readonly basePath: string;
}

export function MessagePage({ title, message, basePath }: MessagePageProps) {
  return (
    <PageFrame title={title} basePath={basePath}>
      <h1>{title}</h1>
      <p class="error" role="alert">
        {message}
      </p>
      <p>
        <a href={`${basePath}/whmcs/clientarea.php`}>To the client area</a>
      </p>
    </PageFrame>
  );
}
