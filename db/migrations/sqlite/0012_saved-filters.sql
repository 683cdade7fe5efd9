CREATE TABLE `saved_filters` (
	`administrator_id` text NOT NULL,
	`id` text NOT NULL,
	`table_name` text NOT NULL,
	`name` text,
	`name_key` text,
	`query` text NOT NULL,
	`is_default` integer NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	PRIMARY KEY(`administrator_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filters_name` ON `saved_filters` (`administrator_id`,`table_name`,`name_key`);