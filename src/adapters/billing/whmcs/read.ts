import type { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import type { FormFields } from '../wire/form-body.ts';
import type { WhmcsApi } from './api.ts';

/** A reading whose answer has the shape; another shape is no answer. */
export async function readAs<S extends z.ZodType>(
  api: WhmcsApi,
  action: string,
  fields: FormFields,
  shape: S,
): Promise<Result<z.output<S>, BillingFailure>> {
  const answer = await api.read(action, fields);
  if (!answer.ok) return answer;
  const parsed = shape.safeParse(answer.value);
  if (parsed.success) return ok(parsed.data);
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return err(api.failure('read', 'billing_answer_malformed', `${action}: cannot read "${where}"`));
}
