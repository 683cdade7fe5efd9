CREATE TABLE `access_loss_counts` (
	`idp_id` text NOT NULL,
	`minute` integer NOT NULL,
	`people` integer NOT NULL,
	`departed` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `minute`)
);
--> statement-breakpoint
CREATE TABLE `access_losses` (
	`idp_id` text NOT NULL,
	`user_id` text NOT NULL,
	`minute` integer NOT NULL,
	`is_departed` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `access_losses_minute` ON `access_losses` (`idp_id`,`minute`);--> statement-breakpoint
CREATE TABLE `deprovision_guards` (
	`idp_id` text PRIMARY KEY NOT NULL,
	`allowed_until` integer,
	`allowed_by` text,
	`is_holding` integer NOT NULL,
	`is_full` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `held_deprovisionings` (
	`idp_id` text NOT NULL,
	`entity_id` text NOT NULL,
	`kind` text NOT NULL,
	`entity_type` text NOT NULL,
	`name` text NOT NULL,
	`people` integer NOT NULL,
	`times` integer NOT NULL,
	`first_asked_at` integer NOT NULL,
	`last_asked_at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	`decided_until` integer,
	PRIMARY KEY(`idp_id`, `entity_id`, `kind`)
);
