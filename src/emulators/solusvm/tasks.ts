/**
 * Background work. What a task does is done at once; with `taskDurationMs` set, the task and its server
 * look busy for that long, which is all a client can see.
 */
import { Hono } from 'hono';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import { keepLatest, nextId, type Panel, type PanelServer, type Task } from './panel.ts';
import { filterOf } from './query.ts';

const TASKS_KEPT = 2000;
/** The panel has one, on which everything runs. */
export const COMPUTE_RESOURCE_ID = 1;
const FILTERS = ['action', 'status', 'compute_resource_id', 'compute_resource_vm_id'] as const;

export type TaskAction =
  | 'vm-create'
  | 'vm-delete'
  | 'vm-start'
  | 'vm-stop'
  | 'vm-restart'
  | 'vm-suspend'
  | 'vm-resume'
  | 'vm-resize'
  | 'backup-create'
  | 'backup-restore'
  | 'snapshot-create'
  | 'snapshot-delete'
  | 'snapshot-revert'
  | 'event-handler';

export function startTask(panel: Panel, server: PanelServer, action: TaskAction) {
  const { tables } = panel;
  const durationMs = tables.options.taskDurationMs;
  const startedAtMs = panel.nowMs();
  const id = nextId(tables, 'task');
  const task = { id, action, serverId: server.id, startedAtMs, durationMs };
  tables.tasks.set(id, task);
  keepLatest(tables.tasks, TASKS_KEPT);
  server.busyUntilMs = startedAtMs + durationMs;
  return taskResource(panel, task);
}

/** A task that is over before anybody can see it, and about no server. */
export function finishedTask(panel: Panel, action: TaskAction, isFailed: boolean): void {
  const { tables } = panel;
  const id = nextId(tables, 'task');
  const startedAtMs = panel.nowMs();
  tables.tasks.set(id, { id, action, serverId: null, startedAtMs, durationMs: 0, isFailed });
  keepLatest(tables.tasks, TASKS_KEPT);
}

export function taskRoutes(panel: Panel): Hono<PanelEnv> {
  const resource = (task: Task) => taskResource(panel, task);
  const routes = new Hono<PanelEnv>();
  routes.get('/tasks', adminOnly(panel), (c) => {
    const found = [...panel.tables.tasks.values()]
      .map(resource)
      .filter((task) =>
        FILTERS.every((name) => String(task[name]) === (filterOf(c, name) ?? String(task[name]))),
      );
    return page(c, panel, found.reverse(), (task) => task);
  });
  routes.get('/tasks/:id', adminOnly(panel), (c) => {
    const task = panel.tables.tasks.get(Number(c.req.param('id')));
    return task === undefined ? notFound(c) : one(c, resource(task));
  });
  return routes;
}

function taskResource(panel: Panel, task: Task) {
  const elapsedMs = panel.nowMs() - task.startedAtMs;
  const isDone = elapsedMs >= task.durationMs;
  return {
    id: task.id,
    compute_resource_id: COMPUTE_RESOURCE_ID,
    compute_resource_vm_id: task.serverId,
    queue: 'default',
    action: task.action,
    status: task.isFailed ? 'failed' : isDone ? 'done' : 'running',
    output: '',
    progress: isDone ? 100 : Math.max(0, Math.floor((100 * elapsedMs) / task.durationMs)),
    duration: Math.floor(Math.max(0, Math.min(elapsedMs, task.durationMs)) / 1000),
  };
}
