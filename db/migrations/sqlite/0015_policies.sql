CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`domains` text NOT NULL,
	`ports` text NOT NULL,
	`segment_group_id` text,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_name` ON `applications` (`name_key`);--> statement-breakpoint
CREATE INDEX `applications_group` ON `applications` (`segment_group_id`);--> statement-breakpoint
CREATE TABLE `policy_references` (
	`rule_id` text NOT NULL,
	`kind` text NOT NULL,
	`target_id` text NOT NULL,
	PRIMARY KEY(`rule_id`, `kind`, `target_id`)
);
--> statement-breakpoint
CREATE INDEX `policy_references_target` ON `policy_references` (`kind`,`target_id`);--> statement-breakpoint
CREATE TABLE `policy_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`policy` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`is_default` integer NOT NULL,
	`rule` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_rules_name` ON `policy_rules` (`policy`,`name_key`);--> statement-breakpoint
CREATE INDEX `policy_rules_position` ON `policy_rules` (`policy`,`position`);--> statement-breakpoint
CREATE TABLE `segment_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segment_groups_name` ON `segment_groups` (`name_key`);--> statement-breakpoint
CREATE TABLE `user_blocks` (
	`idp_id` text NOT NULL,
	`user_id` text NOT NULL,
	`reason` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `user_id`)
);
