CREATE TABLE `alarm` (
	`day` text NOT NULL,
	`cause` text NOT NULL,
	`raised_at_ms` integer NOT NULL,
	PRIMARY KEY(`day`, `cause`)
);
--> statement-breakpoint
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
CREATE TABLE `client_identity` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`client_id` text NOT NULL,
	`linked_at_ms` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `client_identity_client` ON `client_identity` (`client_id`);--> statement-breakpoint
CREATE TABLE `client_import` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`system` text NOT NULL,
	`requested_by` text NOT NULL,
	`next_page` integer DEFAULT 1 NOT NULL,
	`last_page` integer DEFAULT 1 NOT NULL,
	`cursor` integer DEFAULT 0 NOT NULL,
	`manifest` text DEFAULT '' NOT NULL,
	`created_at_ms` integer NOT NULL,
	`planned_at_ms` integer DEFAULT 0 NOT NULL,
	`executed_at_ms` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `client_import_state` ON `client_import` (`state`);--> statement-breakpoint
CREATE TABLE `client_import_item` (
	`import_id` text NOT NULL,
	`panel_user_id` integer NOT NULL,
	`email` text NOT NULL,
	`billing_user_id` integer,
	`is_admin` integer NOT NULL,
	`outcome` text DEFAULT '' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`content` text DEFAULT '' NOT NULL,
	`hash` text DEFAULT '' NOT NULL,
	`client_id` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`import_id`, `panel_user_id`)
);
--> statement-breakpoint
CREATE INDEX `client_import_item_id` ON `client_import_item` (`import_id`,`billing_user_id`);--> statement-breakpoint
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
CREATE TABLE `moved_client` (
	`client_id` text PRIMARY KEY NOT NULL,
	`system` text NOT NULL,
	`billing_user_id` integer NOT NULL,
	`import_id` text NOT NULL,
	`imported_at_ms` integer NOT NULL,
	`billed_from` text DEFAULT '' NOT NULL,
	`invited_at_ms` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `moved_client_to_invite` ON `moved_client` (`client_id`) WHERE invited_at_ms = 0;--> statement-breakpoint
CREATE TABLE `operator_passkey` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`kid` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`name` text NOT NULL,
	`added_at_ms` integer NOT NULL,
	`last_used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `operator_passkey_kid` ON `operator_passkey` (`kid`);--> statement-breakpoint
CREATE TABLE `operator_session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`kid` text NOT NULL,
	`means` text NOT NULL,
	`opened_at_ms` integer NOT NULL,
	`seen_at_ms` integer NOT NULL,
	`proved_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`network` text NOT NULL,
	`device` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `operator_session_expiry` ON `operator_session` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `operator_sign_in` (
	`challenge_hash` text PRIMARY KEY NOT NULL,
	`kid` text NOT NULL,
	`approved_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `operator_sign_in_expiry` ON `operator_sign_in` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `shadow_comparison` (
	`run_id` text NOT NULL,
	`client_id` text NOT NULL,
	`verdict` text NOT NULL,
	`currency` text NOT NULL,
	`here_minor` integer NOT NULL,
	`there_minor` integer NOT NULL,
	`content` text NOT NULL,
	`compared_at_ms` integer NOT NULL,
	PRIMARY KEY(`run_id`, `client_id`)
);
--> statement-breakpoint
CREATE TABLE `webhook_delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`endpoint_id` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at_ms` integer NOT NULL,
	`status` integer DEFAULT 0 NOT NULL,
	`error` text DEFAULT '' NOT NULL,
	`excerpt` text DEFAULT '' NOT NULL,
	`attempted_at_ms` integer,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_delivery_due` ON `webhook_delivery` (`endpoint_id`,`due_at_ms`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_delivery_failed` ON `webhook_delivery` (`endpoint_id`,`id`) WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX `webhook_delivery_log` ON `webhook_delivery` (`endpoint_id`,`id`);--> statement-breakpoint
CREATE TABLE `webhook_endpoint` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`description` text NOT NULL,
	`events` text NOT NULL,
	`state` text NOT NULL,
	`disabled_reason` text DEFAULT '' NOT NULL,
	`sealed_secret` text NOT NULL,
	`sealed_old_secret` text DEFAULT '' NOT NULL,
	`old_secret_until_ms` integer DEFAULT 0 NOT NULL,
	`failing_since_ms` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`held_until_ms` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_endpoint_state` ON `webhook_endpoint` (`state`,`id`);--> statement-breakpoint
ALTER TABLE `client` ADD `further_name` text GENERATED ALWAYS AS (substr(name, instr(name, ' ') + 1)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `client_name` ON `client` (name COLLATE NOCASE);--> statement-breakpoint
CREATE INDEX `client_further_name` ON `client` (further_name COLLATE NOCASE);--> statement-breakpoint
CREATE INDEX `client_company` ON `client` (company COLLATE NOCASE) WHERE company <> '';--> statement-breakpoint
ALTER TABLE `outbox` ADD `topic` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_subject` ON `outbox` (`subject_id`) WHERE kind <> 'deliver_invoice';--> statement-breakpoint
CREATE INDEX `audit_event_actor` ON `audit_event` (`actor`);--> statement-breakpoint
CREATE INDEX `audit_event_action` ON `audit_event` (`action`);--> statement-breakpoint
CREATE INDEX `invoice_run_item_parked_client` ON `invoice_run_item` (`client_id`) WHERE outcome = 'parked';