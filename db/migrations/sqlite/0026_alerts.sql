CREATE TABLE `alert_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`delivery_id` text NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`is_delivered` integer NOT NULL,
	`answer` text NOT NULL,
	`duration_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alert_attempts_delivery` ON `alert_attempts` (`delivery_id`,`id`);--> statement-breakpoint
CREATE TABLE `alert_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`destination_id` text NOT NULL,
	`destination_name` text NOT NULL,
	`type` text NOT NULL,
	`target` text NOT NULL,
	`alert_id` text,
	`event` text NOT NULL,
	`event_id` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `alert_deliveries_due` ON `alert_deliveries` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `alert_deliveries_alert` ON `alert_deliveries` (`alert_id`);--> statement-breakpoint
CREATE TABLE `alert_destinations` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`recipients` text NOT NULL,
	`sealed_secret` text,
	`sealed_previous_secret` text,
	`previous_secret_until` integer,
	`is_enabled` integer NOT NULL,
	`least_severity` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_mutes` (
	`kind` text NOT NULL,
	`idp_id` text NOT NULL,
	`muted_until` integer,
	`muted_by` text NOT NULL,
	`muted_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `idp_id`)
);
--> statement-breakpoint
CREATE TABLE `alert_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`idp_id` text NOT NULL,
	`idp_name` text NOT NULL,
	`open_key` text,
	`stage` integer NOT NULL,
	`severity` text NOT NULL,
	`text` text NOT NULL,
	`facts` text NOT NULL,
	`raised_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`resolved_at` integer,
	`acknowledged_at` integer,
	`acknowledged_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_open_key` ON `alerts` (`open_key`);--> statement-breakpoint
CREATE INDEX `alerts_resolved` ON `alerts` (`resolved_at`);--> statement-breakpoint
CREATE TABLE `smtp_settings` (
	`id` text PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`port` integer NOT NULL,
	`security` text NOT NULL,
	`user` text NOT NULL,
	`sealed_password` text,
	`sender` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
);
