/**
 * Background work. What a task does is done at once; with `taskDurationMs` set, the task and its server
 * look busy for that long, which is all a client can see.
 */
import { Hono } from 'hono';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import { keepLatest, nextId, type Panel, type PanelServer, type Task } from './panel.ts';

const TASKS_KEPT = 2000;

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
  | 'backup-restore';

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

export function taskRoutes(panel: Panel): Hono<PanelEnv> {
  const resource = (task: Task) => taskResource(panel, task);
  const routes = new Hono<PanelEnv>();
  routes.get('/tasks', adminOnly(panel), (c) => {
    const wanted = {
      action: c.req.query('filter[action]'),
      status: c.req.query('filter[status]'),
      compute_resource_vm_id: c.req.query('filter[compute_resource_vm_id]'),
    };
    const found = [...panel.tables.tasks.values()]
      .map(resource)
      .filter((task) => wanted.action === undefined || task.action === wanted.action)
      .filter((task) => wanted.status === undefined || task.status === wanted.status)
      .filter(
        (task) =>
          wanted.compute_resource_vm_id === undefined ||
          task.compute_resource_vm_id === Number(wanted.compute_resource_vm_id),
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
    compute_resource_id: 1,
    compute_resource_vm_id: task.serverId,
    queue: 'default',
    action: task.action,
    status: isDone ? 'done' : 'running',
    output: '',
    progress: isDone ? 100 : Math.max(0, Math.floor((100 * elapsedMs) / task.durationMs)),
    duration: Math.floor(Math.max(0, Math.min(elapsedMs, task.durationMs)) / 1000),
  };
}
