CREATE INDEX `password_reset_client` ON `password_reset` (`client_id`);--> statement-breakpoint
CREATE INDEX `signup_email` ON `signup` (`email`);