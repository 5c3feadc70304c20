/** The one-click login: answered with the panel, in a new tab. */
export function SignOnForm() {
  return (
    <form method="post" action="/sign-on" target="_blank" class="sign-on" rel="noopener">
      <button type="submit" class="button large">
        Log in to the panel
        <span class="visually-hidden"> (opens in a new tab)</span>
      </button>
    </form>
  );
}
