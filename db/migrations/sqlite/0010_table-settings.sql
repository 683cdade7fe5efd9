CREATE TABLE `table_settings` (
	`administrator_id` text NOT NULL,
	`table_name` text NOT NULL,
	`settings` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`administrator_id`, `table_name`)
);
