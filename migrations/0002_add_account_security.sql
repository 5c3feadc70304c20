CREATE TABLE `email_change` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`new_email` text NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `email_change_client` ON `email_change` (`client_id`);--> statement-breakpoint
CREATE INDEX `email_change_expiry` ON `email_change` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`name` text NOT NULL,
	`added_at_ms` integer NOT NULL,
	`last_used_at_ms` integer,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `passkey_client` ON `passkey` (`client_id`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`client_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at_ms` integer,
	PRIMARY KEY(`client_id`, `code_hash`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `second_factor` (
	`client_id` text PRIMARY KEY NOT NULL,
	`sealed_secret` text NOT NULL,
	`last_step` integer NOT NULL,
	`added_at_ms` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sign_in_attempt` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_attempt_last` ON `sign_in_attempt` (`last_at_ms`);--> statement-breakpoint
CREATE TABLE `used_challenge` (
	`hash` text PRIMARY KEY NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_challenge_expiry` ON `used_challenge` (`expires_at_ms`);--> statement-breakpoint
ALTER TABLE `client` ADD `language` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `client` ADD `closing_requested_at_ms` integer;--> statement-breakpoint
ALTER TABLE `client` ADD `closed_at_ms` integer;--> statement-breakpoint
CREATE INDEX `client_closing` ON `client` (`closing_requested_at_ms`) WHERE closing_requested_at_ms IS NOT NULL AND closed_at_ms IS NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `authenticated_at_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `network` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `device` text DEFAULT '' NOT NULL;