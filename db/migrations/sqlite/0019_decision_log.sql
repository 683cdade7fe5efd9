CREATE TABLE `decision_counts` (
	`minute` integer NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`minute`, `outcome`)
);
--> statement-breakpoint
CREATE TABLE `decision_log_settings` (
	`id` text PRIMARY KEY NOT NULL,
	`allow_share` integer NOT NULL,
	`retention_days` integer NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `decision_logs` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`count` integer NOT NULL,
	`share` integer NOT NULL,
	`policy` text NOT NULL,
	`action` text NOT NULL,
	`reason` text NOT NULL,
	`rule_id` text,
	`rule_name` text,
	`rule_key` text NOT NULL,
	`idp_id` text NOT NULL,
	`user_id` text,
	`user_name` text NOT NULL,
	`user_name_key` text NOT NULL,
	`application_id` text,
	`application_name` text,
	`application_key` text NOT NULL,
	`host` text NOT NULL,
	`address` text NOT NULL,
	`client_type` text,
	`platform` text,
	`country_code` text,
	`source` text NOT NULL,
	`source_name` text NOT NULL,
	`explanation` text
);
--> statement-breakpoint
CREATE INDEX `decision_logs_idp` ON `decision_logs` (`idp_id`,`id`);--> statement-breakpoint
CREATE INDEX `decision_logs_action` ON `decision_logs` (`action`,`id`);