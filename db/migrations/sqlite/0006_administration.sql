CREATE TABLE `audit_chain` (
	`id` text PRIMARY KEY NOT NULL,
	`head_seq` integer NOT NULL,
	`head_mac` text NOT NULL,
	`head_at` integer NOT NULL,
	`anchor_seq` integer NOT NULL,
	`anchor_mac` text NOT NULL,
	`sealed_at` integer NOT NULL,
	`mac` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_seals` (
	`seq` integer PRIMARY KEY NOT NULL,
	`log_id` text NOT NULL,
	`mac` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seals_log` ON `audit_seals` (`log_id`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`administrator_id` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE INDEX `passkeys_administrator` ON `passkeys` (`administrator_id`);--> statement-breakpoint
CREATE TABLE `password_links` (
	`id` text PRIMARY KEY NOT NULL,
	`administrator_id` text NOT NULL,
	`purpose` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `password_links_administrator` ON `password_links` (`administrator_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`administrator_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_administrator` ON `recovery_codes` (`administrator_id`);--> statement-breakpoint
CREATE TABLE `sign_in_challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`administrator_id` text,
	`challenge` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `totp_factors` (
	`administrator_id` text PRIMARY KEY NOT NULL,
	`sealed_secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`last_step` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `administrators` ADD `name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `administrators` ADD `scim_management` text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE `administrators` ADD `last_sign_in_at` integer;--> statement-breakpoint
ALTER TABLE `organisations` ADD `second_factor` text DEFAULT 'optional' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `method` text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `confirmed_at` integer;--> statement-breakpoint
CREATE INDEX `audit_logs_actor` ON `audit_logs` (`actor_id`,`id`);--> statement-breakpoint
UPDATE `administrators` SET `scim_management` = 'read' WHERE `role` = 'reader';
