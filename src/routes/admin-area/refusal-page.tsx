import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { RefusalPage } from '#views/admin/refusal-page.tsx';
import type { AppContext } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';

/** The answer to what the admin area refuses. `code` is stable and stands on the page. */
export function refusalPage(
  c: AppContext,
  status: ContentfulStatusCode,
  refusal: { readonly code: string; readonly title: string; readonly message: string },
): Response | Promise<Response> {
  const { requestId } = c.env;
  return c.html(<RefusalPage frame={adminFrameOf(c)} requestId={requestId} {...refusal} />, status);
}
