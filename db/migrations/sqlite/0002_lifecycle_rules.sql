ALTER TABLE `idps` ADD `on_returning_user` text DEFAULT 'refuse' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `on_unknown_member` text DEFAULT 'refuse' NOT NULL;