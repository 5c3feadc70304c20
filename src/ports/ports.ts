import type { AdminSignatures } from '#ports/admin-signatures.ts';
import type { Archive } from '#ports/archive.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import type { BreachedPasswords } from '#ports/breached-passwords.ts';
import type { CallDeadline } from '#ports/call-deadline.ts';
import type { Challenge } from '#ports/challenge.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { DisposableAddresses } from '#ports/disposable-addresses.ts';
import type { DoctorPorts } from '#ports/doctor.ts';
import type { EmbedSignatures } from '#ports/embed-signatures.ts';
import type { Heartbeat } from '#ports/heartbeat.ts';
import type { IdentityProvider } from '#ports/identity-provider.ts';
import type { Log } from '#ports/log.ts';
import type { Mailer } from '#ports/mailer.ts';
import type { Metrics } from '#ports/metrics.ts';
import type { OldBilling } from '#ports/old-billing.ts';
import type { OneTimeCodes } from '#ports/one-time-codes.ts';
import type { PanelEvents } from '#ports/panel-events.ts';
import type { PanelPrices } from '#ports/panel-prices.ts';
import type { Passkeys } from '#ports/passkeys.ts';
import type { Passwords } from '#ports/passwords.ts';
import type { PriceFactsSource } from '#ports/price-facts.ts';
import type { Random } from '#ports/random.ts';
import type { RateBrake } from '#ports/rate-brake.ts';
import type { RunObject } from '#ports/run-object.ts';
import type { Secrets } from '#ports/secrets.ts';
import type { ServerInventory } from '#ports/server-inventory.ts';
import type { Settings } from '#ports/settings.ts';
import type { Store } from '#ports/store.ts';
import type { TaskQueue } from '#ports/task-queue.ts';
import type { Typesetter } from '#ports/typesetter.ts';
import type { UsageSnapshots } from '#ports/usage-snapshots.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import type { Virtualization } from '#ports/virtualization.ts';
import type { WebhookSender } from '#ports/webhook-sender.ts';

/** Everything that the use cases need from the world. Each takes the part it touches: `Pick<Ports, …>`. */
export interface Ports {
  readonly settings: Settings;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly callDeadline: CallDeadline;
  readonly random: Random;
  readonly log: Log;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly passwords: Passwords;
  readonly breachedPasswords: BreachedPasswords;
  readonly rateBrake: RateBrake;
  /** Undefined where nobody is asked to show that they are a person. */
  readonly challenge: Challenge | undefined;
  readonly disposableAddresses: DisposableAddresses;
  readonly oneTimeCodes: OneTimeCodes;
  readonly passkeys: Passkeys;
  /** Undefined where nobody else's word is taken for who somebody is. */
  readonly identityProvider: IdentityProvider | undefined;
  readonly archive: Archive;
  readonly adminSignatures: AdminSignatures;
  readonly embedSignatures: EmbedSignatures;
  readonly panel: Virtualization;
  readonly usage: UsageSource;
  readonly inventory: ServerInventory;
  /** Undefined where no event handler is set up. */
  readonly panelEvents: PanelEvents | undefined;
  readonly usageSnapshots: UsageSnapshots;
  readonly mailer: Mailer;
  readonly billing: BillingSystem;
  readonly doctor: DoctorPorts;
  /** Undefined where there is no other system that clients could come from. */
  readonly oldBilling: OldBilling | undefined;
  readonly typesetter: Typesetter;
  readonly queue: TaskQueue;
  readonly webhookSender: WebhookSender;
  readonly metrics: Metrics;
  readonly heartbeat: Heartbeat;
  readonly runs: RunObject;
  readonly priceFacts: PriceFactsSource;
  /** Undefined where the provider has not set prices in the panel up. */
  readonly panelPrices: PanelPrices | undefined;
}
