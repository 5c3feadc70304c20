import type { ShapeRow, TypeText } from '#views/api/reference.ts';
import { TableHead } from '#views/components/table-head.tsx';

interface RowsProps {
  readonly heading: string;
  readonly rows: readonly (ShapeRow & { readonly place?: string })[];
}

/** Members of a shape, or parameters of an operation. */
export function Rows({ heading, rows }: RowsProps) {
  return (
    <table class="table">
      <TableHead columns={[heading, 'what it is', 'meaning']} />
      <tbody>
        {rows.map(({ name, place, type, required, description }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
              {place && <span class="hint"> {place}</span>}
            </th>
            <td>
              <Type type={type} />
              {!required && <span class="hint"> optional</span>}
            </td>
            <td>
              <Words text={description} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A text of the document; what stands between `backticks` is code. */
export function Words({ text }: { readonly text: string }) {
  return (
    <span>{text.split('`').map((part, n) => (n % 2 === 1 ? <code>{part}</code> : part))}</span>
  );
}

/** What a value is, with the way to its shape. */
export function Type({ type: { text, shape } }: { readonly type: TypeText }) {
  return shape ? <a href={`#${shape}`}>{text}</a> : <span>{text}</span>;
}
