// `npm run golden`: stores the months that are not stored yet. One that is there is never written over: where it differs
// a rule has changed, and a changed rule has a new version (RATING_RULES) and new files beside the old ones.

import { storeMonth } from './month-files.ts';
import { MONTHS } from './months.ts';

const done = { stored: 0, kept: 0, differs: 0 };
for (const [name, inputs] of Object.entries(MONTHS)) {
  const outcome = storeMonth(name, inputs);
  done[outcome]++;
  if (outcome === 'differs')
    console.error(`${name} would be another month than the one stored. Raise RATING_RULES.`);
}
console.log(`${done.stored} stored, ${done.kept} as before, ${done.differs} differ`);
process.exitCode = done.differs > 0 ? 1 : 0;
