/** A heading, or one that is not like others; `false` leaves the column out. */
type Column = string | false | SpecialColumn;

interface SpecialColumn {
  readonly title: string;
  readonly as: 'figures' | 'buttons' | 'unseen';
}

/** Of figures, which stand to the right. */
export function figures(title: string): SpecialColumn {
  return { title, as: 'figures' };
}

/** Of buttons, which take no more room than they need. */
export function buttons(title: string): SpecialColumn {
  return { title, as: 'buttons' };
}

/** Of what explains itself to the eye; a screen reader says the heading. */
export function unseen(title: string): SpecialColumn {
  return { title, as: 'unseen' };
}

const CLASSES = { figures: 'number', buttons: 'do', unseen: undefined } as const;

/** The headings of a table, in the order of its cells. */
export function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr>{columns.map((column) => column !== false && <Heading column={column} />)}</tr>
    </thead>
  );
}

function Heading({ column }: { readonly column: string | SpecialColumn }) {
  if (typeof column === 'string') return <th scope="col">{column}</th>;
  const { title, as } = column;
  return (
    <th scope="col" class={CLASSES[as]}>
      {as === 'unseen' ? <span class="visually-hidden">{title}</span> : title}
    </th>
  );
}
