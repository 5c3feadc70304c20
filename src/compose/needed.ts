/** What a choice needs beside it. The check of the settings has found it there; throws where it has not. */
export function needed<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('a setting passed the check of env.ts without its value');
  return value;
}
