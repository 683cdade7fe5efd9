ALTER TABLE `draft_idps` ADD `accepts_cbc_encryption` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `accepts_cbc_encryption` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `name_id` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `name_id_format` text;