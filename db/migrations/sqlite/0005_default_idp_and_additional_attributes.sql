ALTER TABLE `idps` ADD `additional_attributes` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `is_default` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `idps_default` ON `idps` (`organisation_id`) WHERE "idps"."is_default";