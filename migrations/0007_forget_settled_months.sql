CREATE TABLE `metering_pruning` (
	`before_ms` integer PRIMARY KEY NOT NULL,
	`through_server_id` integer DEFAULT 0 NOT NULL,
	`started_at_ms` integer NOT NULL,
	`finished_at_ms` integer DEFAULT 0 NOT NULL
);
