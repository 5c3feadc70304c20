// Bindings, variables and secrets -> one typed Env, parsed once and used by every entry. A missing or wrong setting
// stops the Worker at the door, by name. Nobody else reads the raw environment.
import { err, ok, type Result } from '#core/result.ts';
import { type Env, SETTING_NAMES, schema } from './env/schema.ts';

export type { Env };

/** One wrong setting: its name and what is wrong with it, never its value. */
export interface SettingFault {
  readonly setting: string;
  readonly fault: string;
}

/** The environment, or everything that is wrong with it at once. */
export function parseEnv(raw: unknown): Result<Env, readonly SettingFault[]> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map(({ path, message }) => ({
      setting: String(path[0] ?? 'environment'),
      fault: message,
    })),
  );
}

/** The parsed environment, once per raw one; for every entry. Throws `EnvFault` when a setting is missing or wrong. */
export function requireEnv(raw: unknown): Env {
  if (typeof raw !== 'object' || raw === null) throw new EnvFault([]);
  const known = parsedEnvs.get(raw);
  if (known) return known;
  const parsed = parseEnv(raw);
  if (!parsed.ok) throw new EnvFault(parsed.error);
  parsedEnvs.set(raw, parsed.value);
  rawEnvs.set(parsed.value, raw);
  return parsed.value;
}

const parsedEnvs = new WeakMap<object, Env>();
const rawEnvs = new WeakMap<Env, object>();

/** Every setting that there is, with its text where it is set. Secrets are among them. */
export function settingTexts(env: Env): ReadonlyMap<string, string | undefined> {
  const raw: Readonly<Record<string, unknown>> = { ...rawEnvs.get(env) };
  return new Map(
    SETTING_NAMES.map((name) => [name, typeof raw[name] === 'string' ? raw[name] : undefined]),
  );
}

/** Its message names the wrong settings, never their values. */
export class EnvFault extends Error {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    super(`settings: ${faults.map(({ setting, fault }) => `${setting} ${fault}`).join('; ')}`);
    this.faults = faults;
  }
}
