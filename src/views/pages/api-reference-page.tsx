import { API_STYLESHEET } from '#views/api/api-stylesheet.ts';
import { Introduction } from '#views/api/introduction.tsx';
import { Operation } from '#views/api/operation.tsx';
import type { ApiReferenceProps } from '#views/api/reference.ts';
import { Rows, Words } from '#views/api/rows.tsx';
import { Layout } from '#views/layout.tsx';

/** The API for people who write programs against it; made from its own document. English alone, like that document. */
export function ApiReferencePage({ frame, origin, scopes, groups, shapes }: ApiReferenceProps) {
  return (
    <Layout frame={frame} title="API" forOperators moreStylesUrl={API_STYLESHEET.url}>
      <div class="width api">
        <Contents groups={groups} />
        <div class="api-body">
          <Introduction origin={origin} scopes={scopes} />
          {groups.map(({ tag, operations }) => (
            <section id={tag} class="api-group">
              <h2>{tag}</h2>
              {operations.map((operation) => (
                <Operation origin={origin} operation={operation} />
              ))}
            </section>
          ))}
          <section id="shapes" class="api-group">
            <h2>Shapes</h2>
            {shapes.map(({ name, description, rows }) => (
              <article id={name} class="card">
                <h3>{name}</h3>
                {description && (
                  <p>
                    <Words text={description} />
                  </p>
                )}
                <Rows heading="member" rows={rows} />
              </article>
            ))}
          </section>
        </div>
      </div>
    </Layout>
  );
}

function Contents({ groups }: Pick<ApiReferenceProps, 'groups'>) {
  return (
    <nav class="api-contents" aria-label="Contents">
      <p class="label">Contents</p>
      <ul>
        <li>
          <a href="#start">How to call it</a>
        </li>
        {groups.map(({ tag, operations }) => (
          <li>
            <a href={`#${tag}`}>{tag}</a>
            <ul>
              {operations.map(({ id, summary }) => (
                <li>
                  <a href={`#${id}`}>{summary}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#shapes">Shapes</a>
        </li>
      </ul>
    </nav>
  );
}
