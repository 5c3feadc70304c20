// What the panel offers to choose from, seen from the operator's machine. Documented reads alone (docs/panel.md).
const TIMEOUT_MS = 10_000;

export interface Choice {
  readonly id: number;
  readonly name: string;
}

export interface PanelChoices {
  readonly roles: readonly Choice[];
  readonly limitGroups: readonly Choice[];
  readonly plans: readonly Choice[];
}

/** Undefined, with a sentence why, where the panel does not let us look. */
export async function panelChoices(
  apiUrl: string,
  token: string,
): Promise<PanelChoices | { readonly trouble: string }> {
  const base = apiUrl.replace(/\/+$/, '');
  try {
    const [roles, limitGroups, plans] = await Promise.all(
      ['roles', 'limit_groups', 'plans'].map((list) => rows(`${base}/${list}?per_page=100`, token)),
    );
    return { roles: roles ?? [], limitGroups: limitGroups ?? [], plans: plans ?? [] };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : 'no answer' };
  }
}

async function rows(url: string, token: string): Promise<readonly Choice[]> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { headers, redirect: 'manual', signal });
  if (response.status === 401 || response.status === 403) {
    throw new Error(`the panel refuses the token (HTTP ${response.status})`);
  }
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  if (!response.ok || !isJson) throw new Error(`no panel's API is there (HTTP ${response.status})`);
  const { data } = (await response.json()) as { data?: unknown }; // each row is checked below
  return (Array.isArray(data) ? data : []).flatMap((row) => {
    const { id, name } = Object(row) as Record<string, unknown>;
    return typeof id === 'number' && typeof name === 'string' ? [{ id, name }] : [];
  });
}
