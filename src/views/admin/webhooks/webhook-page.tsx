import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Fact, Facts, Section } from '#views/admin/section.tsx';
import { DeliveryLog, type DeliveryLogProps } from '#views/admin/webhooks/delivery-log.tsx';
import { EventFields, type EventFieldsProps } from '#views/admin/webhooks/event-fields.tsx';
import { EndpointTag } from '#views/admin/webhooks/webhook-tag.tsx';
import type { WebhookEndpoint } from '#views/admin/webhooks/webhook-view.ts';
import { When } from '#views/admin/when.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';

export interface WebhookPageProps {
  readonly frame: AdminFrame;
  readonly endpoint: WebhookEndpoint;
  /** Of the test event that the button sends: pressed twice it is one. */
  readonly nextTestId: string;
  readonly events: EventFieldsProps;
  readonly log: DeliveryLogProps;
  /** A sentence on what was just done; empty without. */
  readonly done: string;
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}

/** One endpoint: what it is told, how that went, and what can be done about it. */
export function WebhookPage(props: WebhookPageProps) {
  const { frame, endpoint, log, done, problem } = props;
  const isOperator = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title={new URL(endpoint.url).host}
      lead={endpoint.description}
      notices={
        <>
          {done !== '' && (
            <Notice kind="success">
              <p>{done}</p>
            </Notice>
          )}
          {problem && (
            <Notice kind="problem" title="Nothing was done">
              <p>
                {problem.message} <code>{problem.code}</code>
              </p>
            </Notice>
          )}
        </>
      }
    >
      <Section id="endpoint" title="Endpoint">
        <Facts>
          <Fact name="Address">
            <code>{endpoint.url}</code>
          </Fact>
          <Fact name="State">
            <EndpointTag {...endpoint} />
          </Fact>
          {endpoint.failingSinceMs !== null && (
            <Fact name="Failing since">
              <When atMs={endpoint.failingSinceMs} timeZone={frame.timeZone} />
            </Fact>
          )}
          <Fact name="Added">
            <When atMs={endpoint.createdAtMs} timeZone={frame.timeZone} day /> by{' '}
            {endpoint.createdBy}
          </Fact>
        </Facts>
        {isOperator && <Actions {...props} />}
      </Section>
      <Section id="log" title="Deliveries" hint="Newest first; kept for 30 days.">
        <DeliveryLog {...log} />
      </Section>
      {isOperator && <ChangeForm {...props} />}
    </AdminPage>
  );
}

function Actions({ endpoint, nextTestId }: WebhookPageProps) {
  const { id, disabledReason } = endpoint;
  const path = `/admin/webhooks/${id}`;
  const isEnabled = disabledReason === '';
  return (
    <div class="choices">
      {isEnabled && <Act path={`${path}/test`} label="Send a test event" once={nextTestId} />}
      <Act
        path={`${path}/${isEnabled ? 'disable' : 'enable'}`}
        label={isEnabled ? 'Disable' : 'Enable'}
      />
      <a class="button secondary small" href={`${path}/secret`}>
        New secret
      </a>
      <a class="button secondary small" href={`${path}/remove`}>
        Remove
      </a>
    </div>
  );
}

interface ActProps {
  readonly path: string;
  readonly label: string;
  readonly once?: string;
}

function Act({ path, label, once }: ActProps) {
  return (
    <form method="post" action={path}>
      {once && <input type="hidden" name="once" value={once} />}
      <button type="submit" class="button secondary small">
        {label}
      </button>
    </form>
  );
}

function ChangeForm({ frame, endpoint, events }: WebhookPageProps) {
  return (
    <Section id="change" title="What it listens to">
      <form method="post" action={`/admin/webhooks/${endpoint.id}`} class="form">
        <Field
          language={frame.language}
          name="description"
          label="What it is for"
          value={endpoint.description}
          autocomplete="off"
          maxLength={100}
          optional
        />
        <EventFields {...events} />
        <button type="submit" class="button">
          Save
        </button>
      </form>
    </Section>
  );
}
