/** What `POST /admin/automation` answers. */
export interface AutomationJson {
  readonly ok: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly steps: readonly {
    readonly step: string;
    readonly ok: boolean;
    readonly did: string;
    readonly figures: Readonly<Record<string, number | string>>;
  }[];
}

/** A line for each step, with its figures below where they are wanted. */
export function describeAutomation(report: AutomationJson, verbose: boolean): string {
  const { steps, startedAt, finishedAt, ok } = report;
  const width = Math.max(...steps.map(({ step }) => step.length));
  const lines = steps.flatMap(({ step, ok, did, figures }) => {
    const line = `${ok ? '✓' : '✗'} ${step.padEnd(width)}  ${did}`;
    const pairs = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
    return verbose && pairs.length > 0
      ? [line, `  ${' '.repeat(width)}  ${pairs.join(', ')}`]
      : [line];
  });
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const failed = steps.filter((step) => !step.ok).length;
  const end = ok ? 'All steps are done.' : `${failed} of ${steps.length} steps need a look.`;
  return [...lines, `${end} Started ${startedAt}, took ${seconds.toFixed(1)} s.`].join('\n');
}
