import type { World } from './world.ts';

/** A user as the panel's API shows one. */
export interface PanelUserJson {
  readonly id: number;
  readonly email: string;
  readonly status: string;
  readonly roles: readonly { readonly name: string }[];
  readonly billing_user_id: number | null;
}

/** Every panel user with exactly this address; the panel's own search finds parts, too. */
export async function panelUsers(world: World, email: string): Promise<readonly PanelUserJson[]> {
  const path = `/users?per_page=100&filter[search]=${encodeURIComponent(email)}`;
  const { data } = await world.panel<{ data: readonly PanelUserJson[] }>(path);
  return data.filter((user) => user.email === email);
}
