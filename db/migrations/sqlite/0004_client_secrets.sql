ALTER TABLE `scim_tokens` ADD `kind` text DEFAULT 'bearer' NOT NULL;--> statement-breakpoint
ALTER TABLE `scim_tokens` ADD `secret_id` text;