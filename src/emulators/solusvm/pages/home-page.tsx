/** What a signed-on person sees: themselves, their servers, and a form for one more. */
import { PageFrame } from '../../page-frame.tsx';
import type { PanelServer, PanelTables, PanelUser, Plan } from '../panel.ts';
import { currentPlan } from '../panel.ts';

export interface HomePageProps {
  readonly basePath: string;
  readonly user: PanelUser;
  readonly isAdmin: boolean;
  readonly roleNames: readonly string[];
  readonly servers: readonly PanelServer[];
  readonly plans: readonly Plan[];
  readonly locations: PanelTables['locations'];
  readonly osImages: PanelTables['osImages'];
  readonly error: string | null;
  readonly typedName: string;
}

export function HomePage(props: HomePageProps) {
  const { basePath, user, error } = props;
  return (
    <PageFrame title="Panel" basePath={basePath}>
      <h1>Panel</h1>
      <Identity {...props} />
      {error !== null && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <h2>Your servers</h2>
      <Servers basePath={basePath} servers={props.servers} />
      {user.status === 'active' ? (
        <OrderForm {...props} />
      ) : (
        <p class="error">This account is {user.status}: it cannot make servers.</p>
      )}
      <p class="note">
        The usage report, the price request and the one-time sign-in address of this emulator are
        assumptions; the vendor's are not publicly documented.
      </p>
    </PageFrame>
  );
}

function Identity({ basePath, user, isAdmin, roleNames }: HomePageProps) {
  return (
    <section class="card">
      <dl>
        <dt>Signed in as</dt>
        <dd>{user.email}</dd>
        <dt>Role</dt>
        <dd>{roleNames.join(', ')}</dd>
        <dt>Status</dt>
        <dd>{user.status}</dd>
        <dt>Billing user id</dt>
        <dd>{user.billingUserId ?? 'none'}</dd>
      </dl>
      <form method="post" action={`${basePath}/solusvm/sign-out`} class="row">
        <button type="submit">Sign out</button>
        <a href={`${basePath}/solusvm/prices`}>Prices</a>
        {isAdmin && <a href={`${basePath}/solusvm/users`}>All users</a>}
      </form>
    </section>
  );
}

function Servers({ basePath, servers }: Pick<HomePageProps, 'basePath' | 'servers'>) {
  if (servers.length === 0) return <p>None yet.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Plan</th>
          <th class="number">Tokens an hour</th>
          <th class="number">At most a month</th>
          <th>Backups</th>
          <th>Status</th>
          <th>Made</th>
          <th>Delete</th>
        </tr>
      </thead>
      <tbody>
        {servers.map((server) => (
          <tr>
            <td>{server.name}</td>
            <td>{currentPlan(server).name}</td>
            <td class="number">{currentPlan(server).tokens_per_hour}</td>
            <td class="number">{currentPlan(server).tokens_per_month || 'no cap'}</td>
            <td>{server.backupSettings.enabled ? 'yes' : 'no'}</td>
            <td>{server.isSuspended ? 'suspended' : server.power}</td>
            <td>{new Date(server.createdAtMs).toISOString()}</td>
            <td>
              <form method="post" action={`${basePath}/solusvm/servers/${server.id}/delete`}>
                <button type="submit" class="danger" aria-label={`Delete ${server.name}`}>
                  Delete
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OrderForm({ basePath, plans, locations, osImages, typedName }: HomePageProps) {
  return (
    <form method="post" action={`${basePath}/solusvm/servers`} class="stack card">
      <h2>New server</h2>
      <label>
        Name <input name="name" value={typedName} required maxlength={255} />
      </label>
      <label>
        Plan
        <select name="plan">
          {plans.map((plan) => (
            <option value={String(plan.id)}>{planLabel(plan)}</option>
          ))}
        </select>
      </label>
      <label>
        Location
        <select name="location">
          {locations.map(({ id, name }) => (
            <option value={String(id)}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        System
        <select name="os">
          {osImages.flatMap(({ name, versions }) =>
            versions.map(({ id, version }) => (
              <option value={String(id)}>
                {name} {version}
              </option>
            )),
          )}
        </select>
      </label>
      <label>
        <input type="checkbox" name="backups" value="yes" /> Backups
      </label>
      <button type="submit">Create server</button>
    </form>
  );
}

function planLabel(plan: Plan): string {
  const cap = plan.tokens_per_month === 0 ? 'no monthly cap' : `${plan.tokens_per_month} a month`;
  const backups = plan.is_backup_available ? `, backups ${plan.backup_price} %` : '';
  return `${plan.name}: ${plan.tokens_per_hour} tokens an hour, ${cap}${backups}`;
}
