// The text format of Prometheus, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/

export interface Metric {
  /** Without the prefix that all of ours have. */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

const PREFIX = 'postmeter_';

/** All are gauges: each is what the store says now, and can go down. One without samples is left out. */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(
      ({ name, help, samples }) =>
        `# HELP ${PREFIX}${name} ${escaped(help)}\n# TYPE ${PREFIX}${name} gauge\n${samples
          .map(({ labels, value }) => `${PREFIX}${name}${labelText(labels)} ${value}\n`)
          .join('')}`,
    )
    .join('');
}

function labelText(labels: Sample['labels']): string {
  const parts = Object.entries(labels ?? {}).map(
    ([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`,
  );
  return parts.length > 0 ? `{${parts.join(',')}}` : '';
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
