CREATE TABLE `billing_link` (
	`client_id` text NOT NULL,
	`system` text NOT NULL,
	`billing_client_id` text NOT NULL,
	`linked_at_ms` integer NOT NULL,
	PRIMARY KEY(`client_id`, `system`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `billing_link_once` ON `billing_link` (`system`,`billing_client_id`);--> statement-breakpoint
CREATE TABLE `billing_stop` (
	`system` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`detail` text NOT NULL,
	`since_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `delivery` (
	`invoice_id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`system` text NOT NULL,
	`reference` text NOT NULL,
	`version` integer NOT NULL,
	`phase` text NOT NULL,
	`document_id` text DEFAULT '' NOT NULL,
	`lines` text DEFAULT '{}' NOT NULL,
	`in_doubt_since_ms` integer DEFAULT 0 NOT NULL,
	`problem` text DEFAULT '' NOT NULL,
	`problem_detail` text DEFAULT '' NOT NULL,
	`payment` text DEFAULT '' NOT NULL,
	`paid_at_ms` integer,
	`next_look_ms` integer,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`invoice_id`) REFERENCES `invoice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delivery_document` ON `delivery` (`system`,`document_id`);--> statement-breakpoint
CREATE INDEX `delivery_look` ON `delivery` (`system`,`next_look_ms`) WHERE next_look_ms IS NOT NULL;--> statement-breakpoint
CREATE INDEX `delivery_in_doubt` ON `delivery` (`client_id`) WHERE in_doubt_since_ms > 0;--> statement-breakpoint
CREATE INDEX `delivery_problem` ON `delivery` (`system`,`problem`) WHERE problem <> '';