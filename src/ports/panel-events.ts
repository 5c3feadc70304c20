import type { Result } from '#core/result.ts';

/** A call of one of the panel's event handlers, as it arrived. */
export interface PanelEventCall {
  /** The last part of the address, which only the panel knows. */
  readonly secret: string;
  /** Of query and body together. */
  readonly parameters: readonly (readonly [name: string, value: unknown])[];
}

export interface PanelEvent {
  /** 0 where no parameter names one. */
  readonly serverId: number;
  /** JSON in a canonical order, without the secret: equal for an event that comes twice. */
  readonly parameters: string;
}

/** The panel's event handlers (docs/panel.md, events). */
export interface PanelEvents {
  /** Refuses whoever does not know the secret; takes as long for every wrong one. */
  read(call: PanelEventCall): Result<PanelEvent, 'forged'>;
}
