import type { Child } from 'hono/jsx';
import type { ReferenceOperation } from '#views/api/reference.ts';
import { Rows, Type, Words } from '#views/api/rows.tsx';

interface OperationProps {
  readonly origin: string;
  readonly operation: ReferenceOperation;
}

/** One operation with a call that can be pasted. */
export function Operation({ origin, operation }: OperationProps) {
  const { id, method, path, summary, description, scope, parameters, body } = operation;
  return (
    <article id={id} class="card">
      <h3>
        <a href={`#${id}`}>{summary}</a>
      </h3>
      <p class="api-line">
        <span class={`api-method ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
      </p>
      {description && (
        <p>
          <Words text={description} />
        </p>
      )}
      <p class="hint">
        Needs <a href="#scopes">{scope}</a>.
      </p>
      {parameters.length > 0 && <Rows heading="parameter" rows={parameters} />}
      {body && (
        <p>
          Body: <Type type={body} />
        </p>
      )}
      <pre>{curlOf(origin, operation)}</pre>
      <Answers operation={operation} />
    </article>
  );
}

function Answers({ operation: { answers, refusals } }: Pick<OperationProps, 'operation'>) {
  return (
    <dl class="api-answers">
      {answers.map(({ status, description, media, type }) => (
        <Answer status={status}>
          <Words text={description} />{' '}
          {type && (media === 'application/json' ? <Type type={type} /> : media)}
        </Answer>
      ))}
      {refusals.map(({ status, codes }) => (
        <Answer status={status}>
          {codes.map((code) => (
            <>
              <code>{code}</code>{' '}
            </>
          ))}
        </Answer>
      ))}
    </dl>
  );
}

function Answer({ status, children }: { readonly status: string; readonly children?: Child }) {
  return (
    <>
      <dt>{status}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A call that can be pasted; the key stands in the environment, never in a shell's history. */
function curlOf(origin: string, { method, example }: ReferenceOperation): string {
  const lines = ['curl -H "Authorization: Bearer $POSTMETER_API_KEY"'];
  if (method !== 'GET') lines.push(`-X ${method} -H "Idempotency-Key: $(uuidgen)"`);
  if (example.body !== undefined) {
    lines.push(`-H "Content-Type: application/json" -d '${JSON.stringify(example.body)}'`);
  }
  lines.push(`"${origin}${example.path}"`);
  return lines.join(' \\\n  ');
}
