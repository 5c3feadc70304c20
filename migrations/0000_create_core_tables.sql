CREATE TABLE `admin_request` (
	`jti` text PRIMARY KEY NOT NULL,
	`kid` text NOT NULL,
	`action` text NOT NULL,
	`received_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at_ms` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_event_subject` ON `audit_event` (`subject_id`);--> statement-breakpoint
CREATE TABLE `automation_run` (
	`id` text PRIMARY KEY NOT NULL,
	`trigger` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`finished_at_ms` integer NOT NULL,
	`report` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `client` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`company` text DEFAULT '' NOT NULL,
	`currency` text NOT NULL,
	`password_hash` text NOT NULL,
	`state` text NOT NULL,
	`failure` text DEFAULT '' NOT NULL,
	`panel_user_id` integer,
	`lease_until_ms` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`enrolled_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `client_number_unique` ON `client` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `client_email_unique` ON `client` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `client_panel_user_id_unique` ON `client` (`panel_user_id`);--> statement-breakpoint
CREATE INDEX `client_state` ON `client` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `commit_guard` (
	`ok` integer NOT NULL,
	CONSTRAINT "commit_guard_ok" CHECK("commit_guard"."ok" = 1)
);
--> statement-breakpoint
CREATE TABLE `invoice` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`month` text NOT NULL,
	`kind` text NOT NULL,
	`sequence` integer NOT NULL,
	`run_id` text NOT NULL,
	`series` text NOT NULL,
	`number_in_series` integer NOT NULL,
	`number` text NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`tokens` integer NOT NULL,
	`token_price` text NOT NULL,
	`client_snapshot` text NOT NULL,
	`seller_snapshot` text NOT NULL,
	`item_hash` text NOT NULL,
	`issued_at_ms` integer NOT NULL,
	`due_at_ms` integer NOT NULL,
	`delivered_at_ms` integer,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `invoice_run`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_once` ON `invoice` (`client_id`,`month`,`sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_number` ON `invoice` (`series`,`number_in_series`) WHERE number_in_series > 0;--> statement-breakpoint
CREATE INDEX `invoice_month` ON `invoice` (`month`,`number`);--> statement-breakpoint
CREATE TABLE `invoice_line` (
	`invoice_id` text NOT NULL,
	`server_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`hours` integer NOT NULL,
	`tokens` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`invoice_id`, `server_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `invoice_run` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`trigger` text NOT NULL,
	`state` text NOT NULL,
	`fence` integer DEFAULT 0 NOT NULL,
	`cursor` text DEFAULT '' NOT NULL,
	`header` text NOT NULL,
	`manifest` text DEFAULT '' NOT NULL,
	`issued` integer DEFAULT 0 NOT NULL,
	`conflicts` integer DEFAULT 0 NOT NULL,
	`bookmark` text DEFAULT '' NOT NULL,
	`failure` text DEFAULT '' NOT NULL,
	`requested_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`planned_at_ms` integer DEFAULT 0 NOT NULL,
	`executed_at_ms` integer DEFAULT 0 NOT NULL,
	`touched_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `invoice_run_state` ON `invoice_run` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `invoice_run_month` ON `invoice_run` (`month`,`state`);--> statement-breakpoint
CREATE TABLE `invoice_run_item` (
	`run_id` text NOT NULL,
	`client_id` text NOT NULL,
	`outcome` text NOT NULL,
	`sequence` integer NOT NULL,
	`reason` text NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`invoice_id` text NOT NULL,
	`content` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`run_id`, `client_id`),
	FOREIGN KEY (`run_id`) REFERENCES `invoice_run`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invoice_run_item_parked` ON `invoice_run_item` (`run_id`) WHERE outcome = 'parked';--> statement-breakpoint
CREATE TABLE `invoice_series` (
	`series` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`payload` text NOT NULL,
	`priority` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at_ms` integer NOT NULL,
	`last_error` text DEFAULT '' NOT NULL,
	`created_at_ms` integer NOT NULL,
	`done_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`priority`,`due_at_ms`);--> statement-breakpoint
CREATE TABLE `park_release` (
	`client_id` text NOT NULL,
	`month` text NOT NULL,
	`code` text NOT NULL,
	`note` text NOT NULL,
	`released_by` text NOT NULL,
	`released_at_ms` integer NOT NULL,
	PRIMARY KEY(`client_id`, `month`, `code`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `password_reset` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `password_reset_expiry` ON `password_reset` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_client` ON `session` (`client_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `signup` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`company` text NOT NULL,
	`sealed_password` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signup_token_hash_unique` ON `signup` (`token_hash`);--> statement-breakpoint
CREATE INDEX `signup_expiry` ON `signup` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `terms_acceptance` (
	`client_id` text NOT NULL,
	`kind` text NOT NULL,
	`version` text NOT NULL,
	`hash` text NOT NULL,
	`accepted_at_ms` integer NOT NULL,
	`ip` text NOT NULL,
	`user_agent` text NOT NULL,
	PRIMARY KEY(`client_id`, `kind`, `version`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `terms_version` (
	`kind` text NOT NULL,
	`version` text NOT NULL,
	`text` text NOT NULL,
	`url` text NOT NULL,
	`hash` text NOT NULL,
	`published_at_ms` integer NOT NULL,
	PRIMARY KEY(`kind`, `version`)
);
--> statement-breakpoint
CREATE TABLE `token_price` (
	`currency` text NOT NULL,
	`first_month` text NOT NULL,
	`price` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`currency`, `first_month`)
);
