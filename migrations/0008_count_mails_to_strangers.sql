CREATE TABLE `mail_count` (
	`day` text NOT NULL,
	`key` text NOT NULL,
	`mails` integer NOT NULL,
	PRIMARY KEY(`day`, `key`)
);
