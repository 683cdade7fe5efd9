CREATE TABLE `request_counts` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `idps` ADD `requests_per_second` integer;--> statement-breakpoint
ALTER TABLE `idps` ADD `page_size` integer DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `maximum_page_size` integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `groups_per_user` integer;--> statement-breakpoint
ALTER TABLE `idps` ADD `lists_members` integer DEFAULT true NOT NULL;