CREATE TABLE `impact_changes` (
	`run_id` text NOT NULL,
	`application_id` text NOT NULL,
	`change` text NOT NULL,
	`application_name` text NOT NULL,
	`users` integer NOT NULL,
	`people` text NOT NULL,
	PRIMARY KEY(`run_id`, `application_id`, `change`)
);
--> statement-breakpoint
CREATE TABLE `impact_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`basis` text NOT NULL,
	`status` text NOT NULL,
	`is_cancel_asked` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`users` integer NOT NULL,
	`users_done` integer NOT NULL,
	`losing` integer NOT NULL,
	`gaining` integer NOT NULL,
	`cut` integer NOT NULL,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `impact_runs_started` ON `impact_runs` (`started_at`,`id`);