/**
 * The switches that every emulated billing system has. Each system adds its own, one for each thing that the public
 * sources leave unknown; `explain` is what `GET control` tells about them.
 */
import { z } from 'zod';
import { check, type Reading } from '../read-control.ts';

export const commonSwitchFields = {
  clockOffsetHours: z.number().min(-48).max(48),
  ids: z.enum(['strings', 'numbers']),
  emptyMaps: z.enum(['list', 'object']),
  phpNotice: z.boolean(),
  refuse: z.enum(['nothing', 'key', 'address', 'call', 'maintenance', 'html']),
  refuseAfterCalls: z.int().min(0).max(1_000_000),
  forbiddenCalls: z.array(z.string().min(1)),
  lineHook: z.enum(['none', 'reword', 'reprice', 'add', 'drop']),
  duplicateWrites: z.int().min(0).max(1_000_000),
  taxPercent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/),
  maxInputVars: z.int().min(1).max(1_000_000),
};

const commonSwitches = z.strictObject(commonSwitchFields);
export type CommonSwitches = z.output<typeof commonSwitches>;

export const COMMON_DEFAULTS: CommonSwitches = {
  clockOffsetHours: 0,
  ids: 'strings',
  emptyMaps: 'list',
  phpNotice: false,
  refuse: 'nothing',
  refuseAfterCalls: 0,
  forbiddenCalls: [],
  lineHook: 'none',
  duplicateWrites: 0,
  taxPercent: '0',
  maxInputVars: 1000,
};

export const COMMON_HELP: Record<keyof CommonSwitches, string> = {
  clockOffsetHours: 'how far their clock is off; negative is behind.',
  ids: 'ids in answers as "strings" or as "numbers".',
  emptyMaps: 'an empty map in an answer is [] ("list", as PHP does) or {} ("object").',
  phpNotice: 'an HTML notice is printed before the JSON of each answer.',
  refuse:
    'how calls are refused: "nothing" refuses none; "key", "address" (IP not allowed), "call" (not permitted), "maintenance" (503), "html" (a proxy page with status 403).',
  refuseAfterCalls: 'so many calls are still served before refuse begins; counts down.',
  forbiddenCalls: 'these calls alone are not permitted to the key, by their names.',
  lineHook:
    'what a hook of theirs does to new invoice lines: "reword", "reprice" (one more unit of money), "add" (a fee of 1), "drop" (the last one).',
  duplicateWrites: 'so many creating calls are still carried out twice; counts down.',
  taxPercent: 'the tax on lines that are taxed.',
  maxInputVars: 'PHP drops the fields of a request beyond this number, without an error.',
};

export interface Switches<Values extends CommonSwitches> {
  /** Live: read it anew at each use. */
  readonly values: Values;
  readonly change: (wanted: unknown) => Reading<Values>;
  readonly reset: () => void;
  readonly explain: Readonly<Record<keyof Values, string>>;
}

export function createSwitches<Values extends CommonSwitches>(
  schema: z.ZodObject,
  defaults: Values,
  explain: Readonly<Record<keyof Values, string>>,
): Switches<Values> {
  const values = { ...defaults };
  const anyOfThem = schema.partial();
  return {
    values,
    change: (wanted) => {
      const change = check(anyOfThem, wanted);
      if (!change.ok) return change;
      Object.assign(values, change.value);
      return { ok: true, value: values };
    },
    reset: () => {
      Object.assign(values, defaults);
    },
    explain,
  };
}

/** How this call is refused, if it is. Counts one call. */
export function refusalOf(values: CommonSwitches, call: string): CommonSwitches['refuse'] {
  if (values.forbiddenCalls.some((name) => name.toLowerCase() === call.toLowerCase()))
    return 'call';
  if (values.refuse === 'nothing') return 'nothing';
  if (values.refuseAfterCalls === 0) return values.refuse;
  values.refuseAfterCalls -= 1;
  return 'nothing';
}

/** How often a creating call is carried out: twice while the switch says so. */
export function timesToWrite(values: CommonSwitches): 1 | 2 {
  if (values.duplicateWrites === 0) return 1;
  values.duplicateWrites -= 1;
  return 2;
}

/** A sentence as this install says it. */
export function reworded(sentences: Readonly<Record<string, string>>, own: string): string {
  return (Object.hasOwn(sentences, own) && sentences[own]) || own;
}
