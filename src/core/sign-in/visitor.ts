// Where a session was opened, as coarse as its owner needs to recognise it and no finer.

export interface Visitor {
  /** `203.0.113.0/24` or `2001:db8:1::/48`; empty where the address is unknown. */
  readonly network: string;
  /** `Firefox · Windows`; empty where the agent says nothing. */
  readonly device: string;
}

/** In order: agents name those that they want to pass for, so the rarer name decides. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone|\biPod/, 'iPhone'],
  [/\biPad/, 'iPad'],
  [/\bAndroid/, 'Android'],
  [/\bCrOS/, 'ChromeOS'],
  [/\bWindows/, 'Windows'],
  [/\bMac OS X|\bMacintosh/, 'macOS'],
  [/\bLinux/, 'Linux'],
];

/** As much of address and agent as is kept; the whole of either is not. */
export function visitorOf(witness: { readonly ip: string; readonly userAgent: string }): Visitor {
  return { network: networkOf(witness.ip), device: deviceOf(witness.userAgent) };
}

/** The first 24 bits of an IPv4 address, the first 48 of an IPv6 one; empty for what is neither. */
export function networkOf(ip: string): string {
  const v4 = v4Bytes(ip);
  if (v4) return `${v4.slice(0, 3).join('.')}.0/24`;
  return v6Prefix(ip, 3);
}

/** What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 one; empty for what is neither. */
export function subscriberOf(ip: string): string {
  const v4 = v4Bytes(ip);
  return v4 ? v4.join('.') : v6Prefix(ip, 4);
}

/** Also of an address that is written as an IPv6 one. */
function v4Bytes(ip: string): readonly string[] | undefined {
  return /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(ip)?.slice(1);
}

/** `groups` of 16 bits each. */
function v6Prefix(ip: string, groups: number): string {
  if (!/^[0-9a-f:]{2,39}$/i.test(ip) || !ip.includes(':')) return '';
  const [head = '', tail] = ip.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const all = [...left, ...Array<string>(zeros).fill('0'), ...right];
  const prefix = all.slice(0, groups).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${prefix.join(':')}::/${groups * 16}`;
}

function deviceOf(userAgent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [browser, system].filter(Boolean).join(' · ');
}
