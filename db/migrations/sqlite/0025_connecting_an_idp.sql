CREATE TABLE `scim_arrivals` (
	`idp_id` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`method` text NOT NULL,
	`url` text NOT NULL,
	`status` integer NOT NULL,
	`detail` text,
	`client` text NOT NULL,
	`address` text NOT NULL,
	PRIMARY KEY(`idp_id`, `id`)
);
--> statement-breakpoint
ALTER TABLE `scim_token_uses` ADD `first_used_at` integer;