CREATE TABLE `alarm` (
	`day` text NOT NULL,
	`cause` text NOT NULL,
	`raised_at_ms` integer NOT NULL,
	PRIMARY KEY(`day`, `cause`)
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
CREATE INDEX `webhook_endpoint_state` ON `webhook_endpoint` (`state`,`id`);