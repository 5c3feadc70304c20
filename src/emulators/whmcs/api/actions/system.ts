/** About the installation itself: version, clock, log. */
import { keepLatest, nextId } from '../../installation.ts';
import { serverDate, serverTime } from '../../server-time.ts';
import { versionText } from '../../settings/options.ts';
import type { Action, Call } from '../action.ts';
import { type Answer, done, NestedList, refused } from '../answer.ts';
import { pageOf } from '../paging.ts';

export const systemActions: readonly Action[] = [
  { name: 'WhmcsDetails', writes: false, run: whmcsDetails },
  { name: 'GetAdminDetails', writes: false, run: getAdminDetails },
  { name: 'GetAutomationLog', writes: false, run: getAutomationLog },
  { name: 'LogActivity', writes: true, run: logActivity },
  { name: 'GetActivityLog', writes: false, run: getActivityLog },
  { name: 'TriggerNotificationEvent', writes: true, run: triggerNotification },
];

const ENTRIES_KEPT = 2000;

function whmcsDetails({ installation }: Call): Answer {
  return done({ whmcs: versionText(installation.tables.options) });
}

function getAdminDetails({ installation, admin }: Call): Answer {
  return done({
    adminid: 1,
    name: admin,
    notes: '',
    signature: '',
    allowedpermissions: 'List Clients,Add New Client,List Invoices,Create Invoice,API Access',
    departments: ',1,',
    requesttime: serverTime(installation),
    whmcs: versionText(installation.tables.options),
  });
}

/** The one place where the server's clock and the health of its cron can be seen. */
function getAutomationLog({ installation, params }: Call): Answer {
  const today = serverDate(installation);
  return done({
    currentDatetime: serverTime(installation),
    lastDailyCronInvocationTime: `${today} 00:00:00`,
    startdate: `${params.text('startdate') || today} 00:00:00`,
    enddate: `${params.text('enddate') || today} 23:59:59`,
    statistics: [],
  });
}

function logActivity({ installation, params, admin }: Call): Answer {
  const { tables } = installation;
  const description = params.text('description');
  if (description === '') return refused('A description is required');
  const id = nextId(tables, 'activity');
  // Before 8.0 the parameter was called userid.
  const clientId = params.integer('clientid') || params.integer('userid');
  const date = serverTime(installation);
  tables.activity.set(id, { id, clientId, date, description, username: admin });
  keepLatest(tables.activity, ENTRIES_KEPT);
  return done();
}

function getActivityLog(call: Call): Answer {
  const { installation, params } = call;
  const wanted = params.text('description').toLowerCase();
  const clientId = params.integer('clientid') || params.integer('userid');
  const found = [...installation.tables.activity.values()]
    .filter((entry) => entry.description.toLowerCase().includes(wanted))
    .filter((entry) => clientId === 0 || entry.clientId === clientId)
    .toReversed();
  const { rows, counts } = pageOf(call, found);
  const entries = rows.map((entry) => ({
    id: entry.id,
    userid: entry.clientId,
    date: entry.date,
    description: entry.description,
    username: entry.username,
    ipaddress: installation.tables.access.callerIp,
  }));
  const { totalresults = 0, startnumber = 0 } = counts;
  return done({ totalresults, startnumber, activity: new NestedList('entry', entries) });
}

function triggerNotification({ params }: Call): Answer {
  const needed = [
    ['notification_identifier', 'a identifier string to be passed'],
    ['title', 'a title to be provided'],
    ['message', 'a message to be provided'],
  ] as const;
  const missing = needed.find(([field]) => params.text(field) === '');
  return missing === undefined ? done() : refused(`API Notification Events require ${missing[1]}.`);
}
