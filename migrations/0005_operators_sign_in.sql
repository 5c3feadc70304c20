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
CREATE INDEX `audit_event_actor` ON `audit_event` (`actor`);--> statement-breakpoint
CREATE INDEX `audit_event_action` ON `audit_event` (`action`);