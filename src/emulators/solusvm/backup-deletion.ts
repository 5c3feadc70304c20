/** Backups that go with their server, or one of them alone. */
import { recordActivity } from './activity-logs.ts';
import type { Backup, Panel, PanelServer, PanelUser } from './panel.ts';

/** Removes those of the server's backups that are meant, all unless told otherwise, and says so in the log. */
export function deleteBackups(
  panel: Panel,
  server: PanelServer,
  actor: PanelUser,
  deletedAtMs: number,
  isMeant: (backup: Backup) => boolean = () => true,
): void {
  const { backups } = panel.tables;
  const gone = [...backups.values()].filter(
    (backup) => backup.serverId === server.id && isMeant(backup),
  );
  if (gone.length === 0) return;
  for (const { id } of gone) backups.delete(id);
  const data = { id: server.id, name: server.name, user_id: server.userId };
  const backup_ids = gone.map(({ id }) => id);
  recordActivity(panel, 'backups_deleted', actor, { ...data, backup_ids }, deletedAtMs);
}
