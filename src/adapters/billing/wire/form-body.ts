/** What PHP reads from a form: `{ lines: [{ amount: '1.00' }] }` is sent as `lines[0][amount]=1.00`. */
export interface FormFields {
  readonly [name: string]: FormValue;
}

export type FormValue = string | number | boolean | undefined | FormFields | readonly FormValue[];

/**
 * Fields in the order given, undefined ones left out. Truth is 1 and untruth 0, because PHP takes the text `false` for
 * true.
 */
export function formBody(fields: FormFields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) append(body, name, value);
  return body;
}

function append(body: URLSearchParams, name: string, value: FormValue): void {
  if (value === undefined) return;
  if (typeof value !== 'object') {
    body.append(name, typeof value === 'boolean' ? (value ? '1' : '0') : String(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) append(body, `${name}[${key}]`, inner);
}
