CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`revoked_at_ms` integer,
	`last_used_at_ms` integer,
	`window_started_at_ms` integer DEFAULT 0 NOT NULL,
	`window_calls` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotent_request` (
	`api_key_id` text NOT NULL,
	`key` text NOT NULL,
	`claim` text NOT NULL,
	`fingerprint` text NOT NULL,
	`lease_until_ms` integer NOT NULL,
	`status` integer DEFAULT 0 NOT NULL,
	`content_type` text DEFAULT '' NOT NULL,
	`body` text DEFAULT '' NOT NULL,
	`expires_at_ms` integer NOT NULL,
	PRIMARY KEY(`api_key_id`, `key`),
	FOREIGN KEY (`api_key_id`) REFERENCES `api_key`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idempotent_request_expiry` ON `idempotent_request` (`expires_at_ms`);--> statement-breakpoint
ALTER TABLE `client` ADD `further_name` text GENERATED ALWAYS AS (substr(name, instr(name, ' ') + 1)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `client_name` ON `client` (name COLLATE NOCASE);--> statement-breakpoint
CREATE INDEX `client_further_name` ON `client` (further_name COLLATE NOCASE);--> statement-breakpoint
CREATE INDEX `client_company` ON `client` (company COLLATE NOCASE) WHERE company <> '';--> statement-breakpoint
ALTER TABLE `outbox` ADD `topic` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_subject` ON `outbox` (`subject_id`) WHERE kind <> 'deliver_invoice';--> statement-breakpoint
CREATE INDEX `invoice_run_item_parked_client` ON `invoice_run_item` (`client_id`) WHERE outcome = 'parked';