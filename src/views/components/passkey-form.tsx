import type { Child } from 'hono/jsx';

export interface PasskeyFormProps {
  /** Where the browser's answer goes; its options come from the same address with `/options` behind it. */
  readonly action: string;
  readonly ceremony: 'create' | 'get';
  readonly button: string;
  readonly children?: Child;
}

/** A form that the script fills in from the browser's passkeys. Hidden until the script finds that there are any. */
export function PasskeyForm({ action, ceremony, button, children }: PasskeyFormProps) {
  return (
    <form method="post" action={action} class="form" data-passkey={ceremony} hidden>
      {children}
      <input type="hidden" name="answer" />
      <button type="submit" class={ceremony === 'create' ? 'button wide' : 'button secondary wide'}>
        {button}
      </button>
    </form>
  );
}
