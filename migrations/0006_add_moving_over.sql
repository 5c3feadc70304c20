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
