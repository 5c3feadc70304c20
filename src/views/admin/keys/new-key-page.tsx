import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';

export interface NewKeyPageProps {
  readonly frame: AdminFrame;
  readonly scopes: readonly { readonly name: string; readonly meaning: string }[];
  /** Days that a key may be good for; 0: until it is revoked. */
  readonly lifetimes: readonly number[];
  readonly form: {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly days: number;
  };
  /** The key to be, sealed. */
  readonly draft: string;
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}

export function NewKeyPage({ frame, scopes, lifetimes, form, draft, problem }: NewKeyPageProps) {
  return (
    <AdminPage
      frame={frame}
      title="Make an API key"
      lead="The next page shows it, once. Give a program no more scopes than it needs, and a key of its own."
      notices={
        problem && (
          <Notice kind="problem" title="No key was made">
            <p>
              {problem.message} <code>{problem.code}</code>
            </p>
          </Notice>
        )
      }
    >
      <form method="post" action="/admin/keys/new" class="card form">
        <input type="hidden" name="draft" value={draft} />
        <Field
          language={frame.language}
          name="name"
          label="What it is for"
          value={form.name}
          autocomplete="off"
          maxLength={100}
        />
        <fieldset class="events">
          <legend>Scopes</legend>
          {scopes.map(({ name, meaning }) => (
            <label class="check">
              <input
                type="checkbox"
                name="scope"
                value={name}
                checked={form.scopes.includes(name)}
              />
              <span>
                <code>{name}</code> <span class="hint">{meaning}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="days">Good for</label>
          <select id="days" name="days">
            {lifetimes.map((days) => (
              <option value={String(days)} selected={days === form.days}>
                {days === 0 ? 'until it is revoked' : `${days} days`}
              </option>
            ))}
          </select>
        </div>
        <p class="choices">
          <button type="submit" class="button">
            Make the key
          </button>
          <a class="button secondary" href="/admin/keys">
            Do nothing
          </a>
        </p>
      </form>
    </AdminPage>
  );
}
