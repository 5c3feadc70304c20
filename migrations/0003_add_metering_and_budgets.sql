CREATE TABLE `budget` (
	`client_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`set_at_ms` integer NOT NULL,
	`looked_at_ms` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`client_id`, `amount_minor`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `budget_looked_at` ON `budget` (`looked_at_ms`);--> statement-breakpoint
CREATE TABLE `budget_told` (
	`client_id` text NOT NULL,
	`month` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`told_at_ms` integer NOT NULL,
	PRIMARY KEY(`client_id`, `month`, `amount_minor`)
);
--> statement-breakpoint
CREATE TABLE `metered_entry` (
	`entry_id` integer NOT NULL,
	`server_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at_ms` integer NOT NULL,
	`name` text NOT NULL,
	`user_id` integer NOT NULL,
	`plan` text NOT NULL,
	PRIMARY KEY(`entry_id`, `server_id`)
);
--> statement-breakpoint
CREATE INDEX `metered_entry_server` ON `metered_entry` (`server_id`,`kind`);--> statement-breakpoint
CREATE INDEX `metered_entry_user` ON `metered_entry` (`user_id`,`server_id`);--> statement-breakpoint
CREATE TABLE `metered_server` (
	`server_id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`seen_at_ms` integer NOT NULL,
	`state` text NOT NULL,
	`gone_at_ms` integer DEFAULT 0 NOT NULL,
	`sighted_at_ms` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `metered_server_gone` ON `metered_server` (`gone_at_ms`);--> statement-breakpoint
CREATE TABLE `metered_sighting` (
	`server_id` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`user_id` integer NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`server_id`, `at_ms`)
);
--> statement-breakpoint
CREATE INDEX `metered_sighting_user` ON `metered_sighting` (`user_id`,`server_id`);--> statement-breakpoint
CREATE TABLE `metering_gap` (
	`start_ms` integer PRIMARY KEY NOT NULL,
	`end_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `metering_look` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`fence` integer DEFAULT 0 NOT NULL,
	`started_at_ms` integer NOT NULL,
	`touched_at_ms` integer NOT NULL,
	`finished_at_ms` integer DEFAULT 0 NOT NULL,
	`next_page` integer DEFAULT 1 NOT NULL,
	`log_from` integer NOT NULL,
	`log_through` integer DEFAULT 0 NOT NULL,
	`failure` text DEFAULT '' NOT NULL,
	`servers` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `metering_look_state` ON `metering_look` (`state`,`started_at_ms`);--> statement-breakpoint
CREATE TABLE `metering_look_part` (
	`look_id` text NOT NULL,
	`first_page` integer NOT NULL,
	`server_ids` text NOT NULL,
	PRIMARY KEY(`look_id`, `first_page`)
);
--> statement-breakpoint
CREATE TABLE `panel_event` (
	`hash` text PRIMARY KEY NOT NULL,
	`server_id` integer NOT NULL,
	`parameters` text NOT NULL,
	`received_at_ms` integer NOT NULL,
	`repeated_at_ms` integer NOT NULL,
	`times` integer DEFAULT 1 NOT NULL,
	`settled_at_ms` integer DEFAULT 0 NOT NULL,
	`settled_by` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `panel_event_waiting` ON `panel_event` (`settled_at_ms`,`repeated_at_ms`);--> statement-breakpoint
CREATE TABLE `run_comparison` (
	`run_id` text NOT NULL,
	`client_id` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`run_id`, `client_id`)
);
--> statement-breakpoint
CREATE TABLE `usage_day` (
	`client_id` text NOT NULL,
	`date` text NOT NULL,
	`cost_minor` integer NOT NULL,
	`noted_at_ms` integer NOT NULL,
	PRIMARY KEY(`client_id`, `date`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
