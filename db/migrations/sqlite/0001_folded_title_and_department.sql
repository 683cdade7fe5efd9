DROP INDEX `users_department`;--> statement-breakpoint
DROP INDEX `users_title`;--> statement-breakpoint
ALTER TABLE `users` ADD `title_key` text;--> statement-breakpoint
ALTER TABLE `users` ADD `department_key` text;--> statement-breakpoint
CREATE INDEX `users_department` ON `users` (`idp_id`,`department_key`);--> statement-breakpoint
CREATE INDEX `users_title` ON `users` (`idp_id`,`title_key`);