ALTER TABLE `scim_tokens` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `scim_tokens` ADD `allowed_networks` text;--> statement-breakpoint
ALTER TABLE `scim_tokens` ADD `revoked_at` integer;