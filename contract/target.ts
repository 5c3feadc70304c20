import type { CurrencyCode } from '../src/core/money.ts';
import type { BillingSystem } from '../src/ports/billing-system.ts';
import type { Door } from './door.ts';
import type { Inside } from './questions.ts';
import type { MeaningReader } from './refusals.ts';
import type { Answer } from './report.ts';
import type { SandboxCalls } from './sandbox.ts';
import type { SharedSettings } from './settings.ts';

/** A billing system somewhere, as a run sees it. */
export interface Target {
  readonly settings: SharedSettings;
  readonly door: Door;
  readonly sandboxes: SandboxCalls;
  /** Of the second invoice: what is worth trying there without wasting the provider's time. */
  readonly manyLines: number;
  /** What its API cannot take back, each a sentence; told in the report. */
  readonly leaves: readonly string[];
  currency(): Promise<string>;
  billing(currency: CurrencyCode): BillingSystem;
  /** Where refusals come in sentences: what each is taken for. */
  readonly meaningOf?: MeaningReader;
  ask(inside: Inside): Promise<readonly Answer[]>;
}

/** Or sentences that say what to set. */
export type Connect = (
  environment: Readonly<Record<string, string | undefined>>,
) => Target | readonly string[];
