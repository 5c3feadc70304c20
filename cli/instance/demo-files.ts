/** Where the demo is unless somebody says otherwise. */
export const DEMO_PORT = 8787;

export interface DemoFiles {
  /** Private admin key of the demo that runs. */
  readonly key: string;
  /** What `npx postmeter panel` needs to know. */
  readonly panel: string;
}

/** What a demo writes, below the project: a folder for each port, so that two demos leave each other alone. */
export function demoFiles(port: number): DemoFiles {
  return { key: `demo/${port}/admin-key.json`, panel: `demo/${port}/panel.json` };
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/** Those of the demo at this address; undefined where no demo can be. */
export function demoFilesAt(url: string): DemoFiles | undefined {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  if (at?.protocol !== 'http:' || !THIS_MACHINE.includes(at.hostname)) return undefined;
  return demoFiles(Number(at.port || 80));
}
