import { failed, fine, listed, type Verdict, warning } from '#core/doctor/finding.ts';

/** `built` are the migrations that this build was made with, in order; `applied` those that the database names. */
export function judgeMigrations(built: readonly string[], applied: readonly string[]): Verdict {
  const missing = built.filter((name) => !applied.includes(name));
  if (missing.length > 0) {
    return failed(
      `The database lacks ${listed(missing)}.`,
      'Apply them, then deploy again: npm run migrate',
    );
  }
  const newer = applied.filter((name) => !built.includes(name));
  if (newer.length > 0) {
    return warning(
      `The database is ahead of this build by ${listed(newer)}.`,
      'Deploy the build that these belong to: npm run deploy',
    );
  }
  return fine(`All ${built.length} migrations are applied.`);
}
