CREATE TABLE `authentication_settings` (
	`id` text PRIMARY KEY NOT NULL,
	`authentication_type` text NOT NULL,
	`primary_domain` text NOT NULL,
	`secondary_domains` text NOT NULL,
	`session_timeout_minutes` integer NOT NULL,
	`enforces_sso` integer NOT NULL,
	`break_glass_id` text,
	`frequency` text NOT NULL,
	`frequency_days` integer NOT NULL,
	`reauthenticate_since` integer,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `exempted_urls` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exempted_urls_url` ON `exempted_urls` (`url`);--> statement-breakpoint
CREATE TABLE `idp_roles` (
	`idp_id` text NOT NULL,
	`value` text NOT NULL,
	`role` text NOT NULL,
	`scim_management` text NOT NULL,
	PRIMARY KEY(`idp_id`, `value`)
);
--> statement-breakpoint
CREATE TABLE `location_ranges` (
	`location_id` text NOT NULL,
	`range` text NOT NULL,
	PRIMARY KEY(`location_id`, `range`)
);
--> statement-breakpoint
CREATE TABLE `locations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`parent_id` text,
	`enforces_authentication` integer NOT NULL,
	`idp_id` text,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `locations_name` ON `locations` (`name_key`);--> statement-breakpoint
CREATE INDEX `locations_idp` ON `locations` (`idp_id`);--> statement-breakpoint
CREATE TABLE `not_provisioned` (
	`idp_id` text NOT NULL,
	`user_name_key` text NOT NULL,
	`user_name` text NOT NULL,
	`reason` text NOT NULL,
	`near_miss` text,
	`attempts` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `user_name_key`)
);
--> statement-breakpoint
CREATE TABLE `saml_arrivals` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`request_id` text,
	`sealed_outcome` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saml_arrivals_expires` ON `saml_arrivals` (`expires_at`);--> statement-breakpoint
CREATE TABLE `saml_assertions` (
	`idp_id` text NOT NULL,
	`assertion_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`idp_id`, `assertion_id`)
);
--> statement-breakpoint
CREATE INDEX `saml_assertions_expires` ON `saml_assertions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `saml_attributes` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`saml_attribute` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saml_attributes_name` ON `saml_attributes` (`idp_id`,`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `saml_attributes_saml_attribute` ON `saml_attributes` (`idp_id`,`saml_attribute`);--> statement-breakpoint
CREATE TABLE `saml_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL,
	`purpose` text NOT NULL,
	`relay_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`return_to` text NOT NULL,
	`login_name` text NOT NULL,
	`administrator_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saml_requests_expires` ON `saml_requests` (`expires_at`);--> statement-breakpoint
CREATE TABLE `saml_sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`idp_id` text NOT NULL,
	`purpose` text NOT NULL,
	`outcome` text NOT NULL,
	`refusal` text,
	`detail` text,
	`user_name` text NOT NULL,
	`user_name_key` text NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saml_sign_ins_idp` ON `saml_sign_ins` (`idp_id`,`id`);--> statement-breakpoint
CREATE INDEX `saml_sign_ins_name` ON `saml_sign_ins` (`user_name_key`,`id`);--> statement-breakpoint
CREATE TABLE `user_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`idp_id` text NOT NULL,
	`user_id` text,
	`user_name` text NOT NULL,
	`user_name_key` text NOT NULL,
	`name_id` text NOT NULL,
	`name_id_format` text NOT NULL,
	`session_index` text,
	`authenticated_at` integer NOT NULL,
	`attributes` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`ended_at` integer,
	`end_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_sessions_hash` ON `user_sessions` (`hash`);--> statement-breakpoint
CREATE INDEX `user_sessions_user` ON `user_sessions` (`idp_id`,`user_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `user_sessions_name` ON `user_sessions` (`idp_id`,`user_name_key`);--> statement-breakpoint
CREATE INDEX `user_sessions_created` ON `user_sessions` (`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `idps` ADD `has_org_entity_id` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `login_name_attribute` text DEFAULT 'NameID' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `allows_unsolicited` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `single_logout_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `saml_auto_provisioning` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `display_name_attribute` text DEFAULT 'DisplayName' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `group_name_attribute` text DEFAULT 'memberOf' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `department_name_attribute` text DEFAULT 'Department' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `role_attribute` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `metadata_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `idps` ADD `metadata_checked_at` integer;--> statement-breakpoint
ALTER TABLE `idps` ADD `metadata_problem` text;--> statement-breakpoint
ALTER TABLE `idps` ADD `pending_metadata` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `idp_id` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `session_index` text;--> statement-breakpoint
ALTER TABLE `sp_certificates` ADD `purpose` text DEFAULT 'signing' NOT NULL;--> statement-breakpoint
ALTER TABLE `sp_certificates` ADD `state` text DEFAULT 'current' NOT NULL;