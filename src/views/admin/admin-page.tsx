import type { Child } from 'hono/jsx';
import { AdminDocument } from '#views/admin/admin-document.tsx';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { isAt, PLACES } from '#views/admin/places.ts';

export interface AdminPageProps {
  readonly frame: AdminFrame;
  readonly title: string;
  /** One or two sentences below the heading. */
  readonly lead?: Child;
  /** `Notice`s about what was just done, or is wrong. */
  readonly notices?: Child;
  /** Links and buttons at the heading. */
  readonly actions?: Child;
  readonly scriptUrl?: string;
  readonly children?: Child;
}

/** A page of the admin area: where else one can go, who is signed in, and what the page is about. */
export function AdminPage(props: AdminPageProps) {
  const { frame, title, lead, notices, actions, scriptUrl, children } = props;
  return (
    <AdminDocument
      frame={frame}
      title={title}
      scriptUrl={scriptUrl}
      navigation={
        <>
          <details class="menu">
            <summary>Menu</summary>
            <Navigation path={frame.path ?? ''} label="Menu" />
          </details>
          <div class="sidebar">
            <Navigation path={frame.path ?? ''} label="Admin area" />
          </div>
        </>
      }
    >
      <div class="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </div>
      {notices}
      {children}
    </AdminDocument>
  );
}

function Navigation({ path, label }: { readonly path: string; readonly label: string }) {
  return (
    <nav class="places" aria-label={label}>
      {PLACES.map(({ title, places }) => (
        <div>
          <p class="label">{title}</p>
          <ul>
            {places.map((place) => (
              <li>
                <a href={place.path} aria-current={isAt(path, place) ? 'page' : undefined}>
                  {place.name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
