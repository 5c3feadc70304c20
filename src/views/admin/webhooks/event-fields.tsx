export interface EventFieldsProps {
  /** Every type with when it happens. */
  readonly all: readonly { readonly type: string; readonly when: string }[];
  readonly chosen: readonly string[];
}

/** What an endpoint listens to, one checkbox each. */
export function EventFields({ all, chosen }: EventFieldsProps) {
  return (
    <fieldset class="events">
      <legend>Events</legend>
      {all.map(({ type, when }) => (
        <label class="check">
          <input type="checkbox" name="event" value={type} checked={chosen.includes(type)} />
          <span>
            <code>{type}</code> <span class="hint">{when}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
