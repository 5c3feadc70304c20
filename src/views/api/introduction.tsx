import type { ApiReferenceProps } from '#views/api/reference.ts';

/** What holds for every call. */
export function Introduction({ origin, scopes }: Pick<ApiReferenceProps, 'origin' | 'scopes'>) {
  return (
    <section id="start" class="api-group">
      <h1>API</h1>
      <p class="lead">
        For operators' programs. As a document: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
      </p>
      <article class="card">
        <h2>How to call it</h2>
        <pre>{`curl -H "Authorization: Bearer $POSTMETER_API_KEY" "${origin}/api/v1/settings"`}</pre>
        <p>
          Keys are made by <code>npx postmeter keys create</code> or in the admin area, and shown
          once. What only reads is also answered to a request signed by an admin key.
        </p>
        <ul class="plain-list">
          <li>
            Money is an integer in the currency's smallest unit, times are ISO 8601 in UTC, months
            are <code>YYYY-MM</code> in the billing time zone.
          </li>
          <li>
            Lists answer <code>{'{"data": […], "next": …}'}</code>. Ask for the next page with{' '}
            <code>?cursor=</code> and what <code>next</code> says, until it is null.
          </li>
          <li>
            A change may carry an <code>Idempotency-Key</code> of your own. Within a day the same
            request with it is not done again: it gets the first one's answer, with{' '}
            <code>Idempotent-Replayed: true</code>.
          </li>
          <li>
            <code>RateLimit</code> says how many calls the key has left (<code>r</code>) and for how
            many seconds (<code>t</code>). Beyond that the answer is 429 with{' '}
            <code>Retry-After</code>.
          </li>
          <li>
            A refusal is a problem document (RFC 9457). Decide by its <code>code</code>; quote its{' '}
            <code>requestId</code> to whoever runs this.
          </li>
        </ul>
      </article>
      <article class="card" id="scopes">
        <h2>Scopes</h2>
        <table class="table">
          <tbody>
            {scopes.map(({ name, meaning }) => (
              <tr>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </article>
    </section>
  );
}
