CREATE TABLE `application_sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_session_id` text NOT NULL,
	`idp_id` text NOT NULL,
	`host` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `application_sessions_user` ON `application_sessions` (`user_session_id`);--> statement-breakpoint
CREATE INDEX `application_sessions_idp` ON `application_sessions` (`idp_id`);--> statement-breakpoint
CREATE INDEX `application_sessions_expires` ON `application_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `hand_over_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_session_id` text NOT NULL,
	`origin` text NOT NULL,
	`path` text NOT NULL,
	`browser_hash` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `hand_over_codes_expires` ON `hand_over_codes` (`expires_at`);