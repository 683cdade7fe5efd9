CREATE TABLE `compared_people` (
	`comparison_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`user_id` text,
	`line` integer,
	`differences` text NOT NULL,
	PRIMARY KEY(`comparison_id`, `number`)
);
--> statement-breakpoint
CREATE INDEX `compared_people_kind` ON `compared_people` (`comparison_id`,`kind`,`number`);--> statement-breakpoint
CREATE TABLE `comparisons` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`status` text NOT NULL,
	`is_cancel_asked` integer NOT NULL,
	`file_name` text NOT NULL,
	`column_name` text NOT NULL,
	`attribute` text NOT NULL,
	`lines` integer NOT NULL,
	`people` integer NOT NULL,
	`problem_lines` integer NOT NULL,
	`problems` text NOT NULL,
	`problem` text,
	`users` integer NOT NULL,
	`users_done` integer NOT NULL,
	`alike` integer NOT NULL,
	`missing` integer NOT NULL,
	`extra` integer NOT NULL,
	`differing` integer NOT NULL,
	`actor_name` text NOT NULL,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `comparisons_idp` ON `comparisons` (`idp_id`,`started_at`,`id`);--> statement-breakpoint
CREATE TABLE `expected_numbers` (
	`idp_id` text PRIMARY KEY NOT NULL,
	`users` integer,
	`groups` integer,
	`source` text NOT NULL,
	`entered_at` integer NOT NULL,
	`entered_by` text NOT NULL
);
