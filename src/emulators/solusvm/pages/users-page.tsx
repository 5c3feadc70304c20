import { PageFrame } from '../../page-frame.tsx';
import { liveServers, type PanelTables } from '../panel.ts';

const SHOWN = 200;

export interface UsersPageProps {
  readonly basePath: string;
  readonly tables: PanelTables;
}

export function UsersPage({ basePath, tables }: UsersPageProps) {
  const newestFirst = [...tables.users.values()].reverse();
  return (
    <PageFrame title="Panel users" basePath={basePath}>
      <h1>Panel users</h1>
      <p>
        <a href={`${basePath}/solusvm/`}>Back to the panel</a>
      </p>
      <table>
        <thead>
          <tr>
            <th class="number">Id</th>
            <th>E-mail</th>
            <th>Status</th>
            <th class="number">Billing user id</th>
            <th class="number">Servers</th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.slice(0, SHOWN).map((user) => (
            <tr>
              <td class="number">{user.id}</td>
              <td>{user.email}</td>
              <td>{user.status}</td>
              <td class="number">{user.billingUserId ?? 'none'}</td>
              <td class="number">{liveServers(tables, user.id).length}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {newestFirst.length > SHOWN && <p>{newestFirst.length - SHOWN} older users are not shown.</p>}
    </PageFrame>
  );
}
