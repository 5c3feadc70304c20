import journal from '../../../migrations/meta/_journal.json';

/** Names of the migrations that this build was made with, in order, without `.sql`. */
export const BUILT_MIGRATIONS: readonly string[] = journal.entries.map(({ tag }) => tag);
