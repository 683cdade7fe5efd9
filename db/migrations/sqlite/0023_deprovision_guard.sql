ALTER TABLE `draft_idps` ADD `guards_deprovisioning` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `draft_idps` ADD `guard_percent` integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE `draft_idps` ADD `guard_minimum` integer DEFAULT 25 NOT NULL;--> statement-breakpoint
ALTER TABLE `draft_idps` ADD `guard_exceptions` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `guards_deprovisioning` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `guard_percent` integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `guard_minimum` integer DEFAULT 25 NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `guard_exceptions` text DEFAULT '' NOT NULL;