CREATE TABLE `observed_attributes` (
	`idp_id` text NOT NULL,
	`attribute` text NOT NULL,
	`users` integer NOT NULL,
	`values` integer NOT NULL,
	`is_capped` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `attribute`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `observed_counts` (
	`idp_id` text PRIMARY KEY NOT NULL,
	`users` integer NOT NULL,
	`counted_at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`claimed_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `observed_values` (
	`idp_id` text NOT NULL,
	`attribute` text NOT NULL,
	`value_key` text NOT NULL,
	`value` text NOT NULL,
	`users` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `attribute`, `value_key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `search_entries` (
	`idp_id` text NOT NULL,
	`kind` text NOT NULL,
	`entity_id` text NOT NULL,
	`number` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`idp_id`, `kind`, `entity_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `search_slots` (
	`idp_id` text NOT NULL,
	`kind` text NOT NULL,
	`slot` integer NOT NULL,
	`next` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`seen_id` text NOT NULL,
	`sure_at` integer NOT NULL,
	`sure_id` text NOT NULL,
	PRIMARY KEY(`idp_id`, `kind`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_slots_slot` ON `search_slots` (`slot`);--> statement-breakpoint
CREATE VIRTUAL TABLE `search_text` USING fts5(`text`, `entity_id` UNINDEXED, tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);--> statement-breakpoint
INSERT INTO `search_text` (`search_text`, `rank`) VALUES ('automerge', 0);--> statement-breakpoint
INSERT INTO `search_text` (`search_text`, `rank`) VALUES ('crisismerge', 200);
