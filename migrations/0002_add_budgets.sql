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
CREATE TABLE `usage_day` (
	`client_id` text NOT NULL,
	`date` text NOT NULL,
	`cost_minor` integer NOT NULL,
	`noted_at_ms` integer NOT NULL,
	PRIMARY KEY(`client_id`, `date`),
	FOREIGN KEY (`client_id`) REFERENCES `client`(`id`) ON UPDATE no action ON DELETE no action
);
