// What another client area signs to show one of its people our panel (docs/embed.md).

/** Longer than clocks differ and pages take; after it the address shows nothing any more. */
const EMBED_VALID_MS = 300_000;

export interface EmbedRequest {
  /** The other client area's own id of the person; ours is found by the address. */
  readonly client: string;
  /** As it was signed. */
  readonly email: string;
  /** Unix seconds, as they were signed. */
  readonly timestamp: string;
}

/** The text that is signed: the three raw values, a line each. Values with line breaks of their own are refused before. */
export function embedMessage({ timestamp, client, email }: EmbedRequest): string {
  return `${timestamp}\n${client}\n${email}`;
}

/** Whether it was signed within five minutes of now, in either direction. */
export function isFresh({ timestamp }: EmbedRequest, nowMs: number): boolean {
  return Math.abs(nowMs - Number(timestamp) * 1_000) <= EMBED_VALID_MS;
}
