import { z } from 'zod';

/** A package of ours with a known fault, and what is known. */
export interface Advised {
  readonly name: string;
  readonly severity: string;
  /** The advisories, or the packages that it has the fault from. */
  readonly because: readonly string[];
}

export type AdvisoryReport =
  | { readonly kind: 'asked'; readonly packages: number; readonly advised: readonly Advised[] }
  | { readonly kind: 'not_asked'; readonly why: string };

const advisory = z.object({ title: z.string(), url: z.string().default('') });
const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), via: z.array(z.union([z.string(), advisory])) }),
  ),
  metadata: z.object({ dependencies: z.object({ prod: z.int() }) }),
});
const refusal = z.object({ message: z.string() });

/**
 * Reads what `npm audit --json` printed, report version 2 of npm 7 and later. A registry that cannot be asked is not a
 * clean report; anything else that is no report is a fault, and throws.
 */
export function readAdvisoryReport(text: string): AdvisoryReport {
  const json: unknown = JSON.parse(text);
  const refused = refusal.safeParse(json);
  if (refused.success) return { kind: 'not_asked', why: refused.data.message };
  const { vulnerabilities, metadata } = report.parse(json);
  const advised = Object.entries(vulnerabilities).map(([name, { severity, via }]) => ({
    name,
    severity,
    because: via.map((one) => (typeof one === 'string' ? one : `${one.title} ${one.url}`.trim())),
  }));
  return { kind: 'asked', packages: metadata.dependencies.prod, advised };
}
