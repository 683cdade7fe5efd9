CREATE TABLE `sync_log_counts` (
	`idp_id` text NOT NULL,
	`grain` integer NOT NULL,
	`bucket` integer NOT NULL,
	`outcome` text NOT NULL,
	`method` text NOT NULL,
	`status` integer NOT NULL,
	`entity_type` text NOT NULL,
	`client` text NOT NULL,
	`scim_type` text NOT NULL,
	`duration` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `grain`, `bucket`, `outcome`, `method`, `status`, `entity_type`, `client`, `scim_type`, `duration`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sync_log_marks` (
	`idp_id` text PRIMARY KEY NOT NULL,
	`folded_to` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `sync_logs_entity`;--> statement-breakpoint
ALTER TABLE `sync_logs` ADD `client` text;--> statement-breakpoint
CREATE INDEX `sync_logs_entity` ON `sync_logs` (`idp_id`,`entity_id`,`id`);--> statement-breakpoint
ALTER TABLE `idps` ADD `log_retention_days` integer DEFAULT 14 NOT NULL;