import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { TableHead, unseen } from '#views/components/table-head.tsx';

/** A session or a passkey: something that lets its holder in as a key. */
export interface WayIn {
  readonly id: string;
  readonly kid: string;
  readonly name: string;
  /** What more is known of it, one text for each column between its name and its times. */
  readonly about: readonly string[];
  readonly sinceMs: number;
  /** Null: never. */
  readonly lastUsedAtMs: number | null;
  /** Behind the button's word, for those who do not see which row it stands in. */
  readonly inWords: string;
  /** Whoever looks came by it; signing out ends it. */
  readonly isHere?: boolean;
}

export interface WaysInProps {
  readonly frame: AdminFrame;
  /** Of the name, of what is known besides, and of the two times, in this order. */
  readonly columns: readonly string[];
  readonly ways: readonly WayIn[];
  /** The form that ends one, with the name of the field for its id. */
  readonly end: { readonly action: string; readonly field: string; readonly verb: string };
}

/** Ways into this area, each with its end for those who may bring it about. */
export function WaysIn({ frame, columns, ways, end }: WaysInProps) {
  const [since, lastUsed] = columns.slice(-2);
  return (
    <table class="table stacked">
      <TableHead columns={[...columns, unseen(end.verb)]} />
      <tbody>
        {ways.map((way) => (
          <tr>
            <th scope="row">{way.name}</th>
            {way.about.map((text) => (
              <td>{text}</td>
            ))}
            <td data-label={since}>
              <When atMs={way.sinceMs} timeZone={frame.timeZone} />
            </td>
            <td data-label={lastUsed}>
              {way.lastUsedAtMs === null ? (
                'never'
              ) : (
                <When atMs={way.lastUsedAtMs} timeZone={frame.timeZone} />
              )}
            </td>
            <td class="do">
              {way.isHere && <Tag tone="good">this one</Tag>}
              {!way.isHere && mayEnd(frame.operator, way.kid) && <EndForm way={way} {...end} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EndForm({ way, action, field, verb }: { readonly way: WayIn } & WaysInProps['end']) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name={field} value={way.id} />
      <button type="submit" class="button secondary small">
        {verb}
        <span class="visually-hidden"> {way.inWords}</span>
      </button>
    </form>
  );
}

/** What the use cases permit: readers end what is their own. */
function mayEnd(operator: AdminFrame['operator'], kid: string): boolean {
  return operator?.role === 'operator' || operator?.kid === kid;
}
