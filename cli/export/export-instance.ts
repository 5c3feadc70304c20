import type { AdminClient } from '../admin/client.ts';
import type { ClientJson } from '../admin/describe-clients.ts';
import { readPages } from '../admin/read-pages.ts';
import { exportDocuments, linesOf } from './documents.ts';
import { eachOf } from './each-of.ts';
import { type ExportFolder, jsonText } from './export-folder.ts';

export interface InstanceOptions {
  readonly pdf: boolean;
  readonly onProgress: (what: string, done: number) => void;
}

/** What has a list of its own in the API; each becomes a file of one JSON value a line. */
const LISTS: Readonly<Record<string, string>> = {
  'runs.ndjson': '/api/v1/runs',
  'audit.ndjson': '/api/v1/audit',
  'automation-runs.ndjson': '/api/v1/automation-runs',
};

const TERMS = '/api/v1/terms-versions';

/** What is small enough for one answer. */
const PARTS: Readonly<Record<string, string>> = {
  'token-prices.json': '/api/v1/token-prices',
  'terms-versions.json': TERMS,
  'settings.json': '/api/v1/settings',
  'deliveries.json': '/admin/billing',
};

/** Everything that an instance knows and no secret: for leaving, or for keeping beside it. */
export async function exportInstance(
  admin: AdminClient,
  folder: ExportFolder,
  { pdf, onProgress }: InstanceOptions,
): Promise<{ readonly clients: number; readonly documents: number }> {
  for (const [name, path] of Object.entries(PARTS)) {
    await folder.write(name, jsonText((await admin.read(path)).body));
  }
  await exportTerms(admin, folder);
  for (const [name, path] of Object.entries(LISTS)) {
    await folder.write(name, linesOf(readPages(admin, path)));
  }
  let clients = 0;
  await folder.write('clients.ndjson', linesOf(readPages(admin, '/api/v1/clients')));
  await eachOf(readPages<ClientJson>(admin, '/api/v1/clients'), async ({ id }) => {
    await exportClientData(admin, folder, id, `clients/${id}.json`);
    onProgress('Clients', ++clients);
  });
  const documents = await exportDocuments(admin, folder, {
    pdf,
    onDone: (done) => onProgress('Documents', done),
  });
  return { clients, documents };
}

/** The texts themselves, as the pages that clients accepted; a version never changes. */
async function exportTerms(admin: AdminClient, folder: ExportFolder): Promise<void> {
  const { body } = await admin.read<{ readonly data: readonly TermsJson[] }>(TERMS);
  for (const { kind, version, url } of body.data) {
    // A text that stands elsewhere is not ours to keep.
    if (url !== '') continue;
    const name = `terms/${kind}-${version}.html`;
    if (await folder.has(name)) continue;
    await folder.write(name, await admin.download(`/terms/${kind}/${version}`));
  }
}

interface TermsJson {
  readonly kind: string;
  readonly version: string;
  /** Empty where the text itself is here. */
  readonly url: string;
}

/** What is stored about one client. It changes, so one from before this export is read again. */
export async function exportClientData(
  admin: AdminClient,
  folder: ExportFolder,
  clientId: string,
  name: string,
): Promise<void> {
  if (await folder.isFresh(name)) return;
  const { body } = await admin.read(`/admin/client-data/${encodeURIComponent(clientId)}`);
  await folder.write(name, jsonText(body));
}
