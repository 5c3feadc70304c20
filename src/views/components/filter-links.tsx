export interface FilterLinksProps {
  /** What is filtered by. */
  readonly label: string;
  readonly choices: readonly {
    readonly text: string;
    readonly href: string;
    readonly isChosen: boolean;
  }[];
}

/** One choice of several, each with its own address. */
export function FilterLinks({ label, choices }: FilterLinksProps) {
  return (
    <nav class="filter" aria-label={label}>
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <ul>
        {choices.map(({ text, href, isChosen }) => (
          <li>
            <a href={href} aria-current={isChosen ? 'true' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
