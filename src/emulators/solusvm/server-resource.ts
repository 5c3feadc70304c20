/** A server as the API shows one. */
import { timestamp } from './envelopes.ts';
import { currentPlan, type Panel, type PanelServer } from './panel.ts';
import { planResource } from './plan-resource.ts';
import { userReference } from './user-resource.ts';

export function serverResource(panel: Panel, server: PanelServer) {
  const plan = currentPlan(server);
  const project = panel.tables.projects.get(server.projectId);
  const isProcessing = panel.nowMs() < server.busyUntilMs;
  const addresses = server.ipAddresses.map(({ id, ip }, index) => ({
    id,
    ip,
    is_primary: index === 0,
  }));
  return {
    id: server.id,
    uuid: server.uuid,
    name: server.name,
    description: server.description,
    virtualization_type: 'kvm',
    status: isProcessing ? 'processing' : server.power,
    real_status: server.power,
    is_suspended: server.isSuspended,
    is_processing: isProcessing,
    boot_mode: server.bootMode,
    user: userReference(panel, server.userId),
    project: { id: server.projectId, name: project?.name ?? 'Default' },
    plan: planResource(plan),
    location: panel.tables.locations.find(({ id }) => id === server.locationId) ?? null,
    specifications: { vcpu: plan.params.vcpu, ram: plan.params.ram, disk: plan.params.disk },
    ip_addresses: { ipv4: addresses, ipv6: [] },
    ips: addresses,
    backup_settings: server.backupSettings,
    has_incremental_backups: false,
    next_scheduled_backup_at: null,
    usage: {
      cpu: 0,
      network: { incoming: { value: 0 }, outgoing: { value: 0 } },
      disk: 0,
    },
    fqdns: server.fqdns,
    created_at: timestamp(server.createdAtMs),
  };
}
