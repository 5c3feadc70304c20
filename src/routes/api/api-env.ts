import type { Context } from 'hono';
import type { ApiKeyId } from '#core/ids.ts';
import type { AppBindings, AppVariables } from '../app-env.ts';

/** Who calls: a key, or, for reading alone, whoever signed with an admin key. */
export type ApiCaller =
  | { readonly kind: 'key'; readonly keyId: ApiKeyId; readonly actor: string }
  | { readonly kind: 'admin'; readonly actor: string };

export interface ApiEnv {
  Bindings: AppBindings;
  Variables: AppVariables & {
    /** Set by `requireScope`. */
    caller: ApiCaller;
  };
}

export type ApiContext = Context<ApiEnv>;
