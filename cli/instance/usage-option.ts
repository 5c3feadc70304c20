import { Option } from 'commander';

export type UsageName = 'report' | 'metering' | 'both';

const USAGE_NAMES: readonly UsageName[] = ['report', 'metering', 'both'];

/** Where usage comes from; `USAGE_SOURCE` of the instance. */
export function usageOption(): Option {
  return new Option('-u, --usage <source>', 'where usage comes from; `both` compares the two')
    .choices(USAGE_NAMES)
    .default('report');
}
