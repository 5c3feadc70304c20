import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { EventFields, type EventFieldsProps } from '#views/admin/webhooks/event-fields.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';

export interface NewWebhookPageProps {
  readonly frame: AdminFrame;
  readonly events: EventFieldsProps;
  readonly form: { readonly url: string; readonly description: string };
  /** The endpoint to be with its secret, sealed. */
  readonly draft: string;
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}

export function NewWebhookPage({ frame, events, form, draft, problem }: NewWebhookPageProps) {
  const { language } = frame;
  return (
    <AdminPage
      frame={frame}
      title="Add an endpoint"
      lead="From now on it is told what happens. The next page shows the secret that its messages are signed with, once."
      notices={
        problem && (
          <Notice kind="problem" title="This endpoint cannot be added">
            <p>
              {problem.message} <code>{problem.code}</code>
            </p>
          </Notice>
        )
      }
    >
      <form method="post" action="/admin/webhooks/new" class="card form">
        <input type="hidden" name="draft" value={draft} />
        <Field
          language={language}
          name="url"
          label="Address"
          hint="HTTPS, with a public name."
          value={form.url}
          autocomplete="off"
          maxLength={500}
        />
        <Field
          language={language}
          name="description"
          label="What it is for"
          value={form.description}
          autocomplete="off"
          maxLength={100}
          optional
        />
        <EventFields {...events} />
        <p class="choices">
          <button type="submit" class="button">
            Add the endpoint
          </button>
          <a class="button secondary" href="/admin/webhooks">
            Do nothing
          </a>
        </p>
      </form>
    </AdminPage>
  );
}
