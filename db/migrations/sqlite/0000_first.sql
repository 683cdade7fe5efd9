CREATE TABLE `administrators` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`password_hash` text NOT NULL,
	`role` text NOT NULL,
	`is_disabled` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `administrators_email_key` ON `administrators` (`email_key`);--> statement-breakpoint
CREATE TABLE `audit_logs` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`target_type` text NOT NULL,
	`target_id` text NOT NULL,
	`target_name` text NOT NULL,
	`before` text,
	`after` text,
	`address` text NOT NULL,
	`user_agent` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_logs_target` ON `audit_logs` (`target_type`,`target_id`);--> statement-breakpoint
CREATE TABLE `deleted_resources` (
	`idp_id` text NOT NULL,
	`id` text NOT NULL,
	`resource_type` text NOT NULL,
	`name` text NOT NULL,
	`deleted_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `groups` (
	`idp_id` text NOT NULL,
	`id` text NOT NULL,
	`display_name` text NOT NULL,
	`display_name_key` text NOT NULL,
	`external_id` text,
	`document` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_display_name` ON `groups` (`idp_id`,`display_name_key`);--> statement-breakpoint
CREATE INDEX `groups_external_id` ON `groups` (`idp_id`,`external_id`) WHERE "groups"."external_id" is not null;--> statement-breakpoint
CREATE INDEX `groups_updated` ON `groups` (`idp_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `idp_certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`pem` text NOT NULL,
	`common_name` text NOT NULL,
	`serial_number` text NOT NULL,
	`fingerprint` text NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_to` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idp_certificates_idp` ON `idp_certificates` (`idp_id`);--> statement-breakpoint
CREATE TABLE `idp_domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idp_domains_idp` ON `idp_domains` (`idp_id`);--> statement-breakpoint
CREATE TABLE `idps` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`status` text NOT NULL,
	`wizard_step` integer NOT NULL,
	`single_sign_on` text NOT NULL,
	`uses_arbitrary_domains` integer NOT NULL,
	`single_sign_on_url` text NOT NULL,
	`idp_entity_id` text NOT NULL,
	`signs_saml_request` integer NOT NULL,
	`uses_http_redirect` integer NOT NULL,
	`forces_authentication` integer NOT NULL,
	`sends_login_hint` integer NOT NULL,
	`saml_attributes_for_policy` integer NOT NULL,
	`scim_sync` integer NOT NULL,
	`scim_attributes_for_policy` integer NOT NULL,
	`scim_policy_since` integer,
	`on_deactivate` text NOT NULL,
	`on_foreign_domain` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `idps_organisation_name` ON `idps` (`organisation_id`,`name_key`);--> statement-breakpoint
CREATE TABLE `members` (
	`idp_id` text NOT NULL,
	`group_id` text NOT NULL,
	`member_id` text NOT NULL,
	`type` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `group_id`, `member_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `members_member` ON `members` (`idp_id`,`member_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `scim_token_uses` (
	`token_id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`last_used_at` integer NOT NULL,
	`address` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `scim_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`hash` text NOT NULL,
	`hint` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scim_tokens_hash` ON `scim_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `scim_tokens_idp` ON `scim_tokens` (`idp_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`administrator_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_administrator` ON `sessions` (`administrator_id`);--> statement-breakpoint
CREATE TABLE `setup_links` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`email_key` text NOT NULL,
	`address` text NOT NULL,
	`outcome` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_attempts_email` ON `sign_in_attempts` (`email_key`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_attempts_address` ON `sign_in_attempts` (`address`,`at`);--> statement-breakpoint
CREATE TABLE `sp_certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`pem` text NOT NULL,
	`sealed_key` text NOT NULL,
	`valid_to` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sp_certificates_idp` ON `sp_certificates` (`idp_id`);--> statement-breakpoint
CREATE TABLE `sync_log_entities` (
	`idp_id` text NOT NULL,
	`entity_id` text NOT NULL,
	`log_id` text NOT NULL,
	PRIMARY KEY(`idp_id`, `entity_id`, `log_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sync_logs` (
	`idp_id` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`method` text NOT NULL,
	`url` text NOT NULL,
	`entity_type` text,
	`entity_id` text,
	`entity_name` text,
	`external_id` text,
	`status` integer NOT NULL,
	`scim_type` text,
	`detail` text,
	`duration_ms` integer NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`token_id` text,
	`request` text,
	`response` text,
	`changes` text,
	`notes` text,
	PRIMARY KEY(`idp_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `sync_logs_entity` ON `sync_logs` (`idp_id`,`entity_id`);--> statement-breakpoint
CREATE TABLE `totals` (
	`idp_id` text NOT NULL,
	`id` text NOT NULL,
	`users` integer NOT NULL,
	`active_users` integer NOT NULL,
	`groups` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `user_emails` (
	`idp_id` text NOT NULL,
	`user_id` text NOT NULL,
	`position` integer NOT NULL,
	`value_key` text NOT NULL,
	`type` text,
	`is_primary` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `user_id`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `user_emails_value` ON `user_emails` (`idp_id`,`value_key`);--> statement-breakpoint
CREATE TABLE `users` (
	`idp_id` text NOT NULL,
	`id` text NOT NULL,
	`user_name` text NOT NULL,
	`user_name_key` text NOT NULL,
	`external_id` text,
	`active` integer NOT NULL,
	`display_name` text,
	`display_name_key` text,
	`given_name` text,
	`family_name` text,
	`formatted_name` text,
	`nick_name` text,
	`title` text,
	`title_key` text,
	`user_type` text,
	`cost_center` text,
	`department` text,
	`department_key` text,
	`division` text,
	`organization` text,
	`is_foreign_domain` integer NOT NULL,
	`document` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_user_name` ON `users` (`idp_id`,`user_name_key`);--> statement-breakpoint
CREATE INDEX `users_external_id` ON `users` (`idp_id`,`external_id`) WHERE "users"."external_id" is not null;--> statement-breakpoint
CREATE INDEX `users_display_name` ON `users` (`idp_id`,`display_name_key`) WHERE "users"."display_name_key" is not null;--> statement-breakpoint
CREATE INDEX `users_department` ON `users` (`idp_id`,`department_key`) WHERE "users"."department_key" is not null;--> statement-breakpoint
CREATE INDEX `users_title` ON `users` (`idp_id`,`title_key`) WHERE "users"."title_key" is not null;--> statement-breakpoint
CREATE INDEX `users_updated` ON `users` (`idp_id`,`updated_at`,`id`);