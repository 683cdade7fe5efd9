CREATE TABLE `configuration_changes` (
	`version_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`part` text NOT NULL,
	`row_key` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`version_id`, `sequence`)
);
--> statement-breakpoint
CREATE TABLE `configuration_state` (
	`id` text PRIMARY KEY NOT NULL,
	`takes_effect` text NOT NULL,
	`drafted_at` integer,
	`draft_version` integer NOT NULL,
	`loss_users` integer NOT NULL,
	`loss_percent` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `configuration_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`kind` text NOT NULL,
	`summary` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `configuration_versions_number` ON `configuration_versions` (`number`);--> statement-breakpoint
CREATE TABLE `draft_applications` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`domains` text NOT NULL,
	`ports` text NOT NULL,
	`segment_group_id` text,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_applications_name` ON `draft_applications` (`name_key`);--> statement-breakpoint
CREATE INDEX `draft_applications_group` ON `draft_applications` (`segment_group_id`);--> statement-breakpoint
CREATE TABLE `draft_authentication_settings` (
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
	`pac_proxy` text DEFAULT '' NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `draft_editors` (
	`actor_id` text PRIMARY KEY NOT NULL,
	`actor_name` text NOT NULL,
	`edited_at` integer NOT NULL,
	`ready_at` integer
);
--> statement-breakpoint
CREATE TABLE `draft_exempted_urls` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_exempted_urls_url` ON `draft_exempted_urls` (`url`);--> statement-breakpoint
CREATE TABLE `draft_idp_certificates` (
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
CREATE INDEX `draft_idp_certificates_idp` ON `draft_idp_certificates` (`idp_id`);--> statement-breakpoint
CREATE TABLE `draft_idp_domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`idp_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `draft_idp_domains_idp` ON `draft_idp_domains` (`idp_id`);--> statement-breakpoint
CREATE TABLE `draft_idp_roles` (
	`idp_id` text NOT NULL,
	`value` text NOT NULL,
	`role` text NOT NULL,
	`scim_management` text NOT NULL,
	PRIMARY KEY(`idp_id`, `value`)
);
--> statement-breakpoint
CREATE TABLE `draft_idps` (
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
	`on_returning_user` text DEFAULT 'refuse' NOT NULL,
	`on_unknown_member` text DEFAULT 'refuse' NOT NULL,
	`requests_per_second` integer,
	`page_size` integer DEFAULT 100 NOT NULL,
	`maximum_page_size` integer DEFAULT 1000 NOT NULL,
	`groups_per_user` integer,
	`lists_members` integer DEFAULT true NOT NULL,
	`additional_attributes` integer DEFAULT false NOT NULL,
	`is_default` integer DEFAULT false NOT NULL,
	`has_org_entity_id` integer DEFAULT false NOT NULL,
	`login_name_attribute` text DEFAULT 'NameID' NOT NULL,
	`allows_unsolicited` integer DEFAULT false NOT NULL,
	`single_logout_url` text DEFAULT '' NOT NULL,
	`saml_auto_provisioning` integer DEFAULT false NOT NULL,
	`display_name_attribute` text DEFAULT 'DisplayName' NOT NULL,
	`group_name_attribute` text DEFAULT 'memberOf' NOT NULL,
	`department_name_attribute` text DEFAULT 'Department' NOT NULL,
	`role_attribute` text DEFAULT '' NOT NULL,
	`metadata_url` text DEFAULT '' NOT NULL,
	`metadata_checked_at` integer,
	`metadata_problem` text,
	`pending_metadata` text,
	`log_retention_days` integer DEFAULT 14 NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_idps_organisation_name` ON `draft_idps` (`organisation_id`,`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `draft_idps_default` ON `draft_idps` (`organisation_id`) WHERE "draft_idps"."is_default";--> statement-breakpoint
CREATE TABLE `draft_location_ranges` (
	`location_id` text NOT NULL,
	`range` text NOT NULL,
	PRIMARY KEY(`location_id`, `range`)
);
--> statement-breakpoint
CREATE TABLE `draft_locations` (
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
CREATE UNIQUE INDEX `draft_locations_name` ON `draft_locations` (`name_key`);--> statement-breakpoint
CREATE INDEX `draft_locations_idp` ON `draft_locations` (`idp_id`);--> statement-breakpoint
CREATE TABLE `draft_policy_references` (
	`rule_id` text NOT NULL,
	`kind` text NOT NULL,
	`target_id` text NOT NULL,
	PRIMARY KEY(`rule_id`, `kind`, `target_id`)
);
--> statement-breakpoint
CREATE INDEX `draft_policy_references_target` ON `draft_policy_references` (`kind`,`target_id`);--> statement-breakpoint
CREATE TABLE `draft_policy_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`policy` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`is_default` integer NOT NULL,
	`rule` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_policy_rules_name` ON `draft_policy_rules` (`policy`,`name_key`);--> statement-breakpoint
CREATE INDEX `draft_policy_rules_position` ON `draft_policy_rules` (`policy`,`position`);--> statement-breakpoint
CREATE TABLE `draft_saml_attributes` (
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
CREATE UNIQUE INDEX `draft_saml_attributes_name` ON `draft_saml_attributes` (`idp_id`,`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `draft_saml_attributes_saml_attribute` ON `draft_saml_attributes` (`idp_id`,`saml_attribute`);--> statement-breakpoint
CREATE TABLE `draft_segment_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_segment_groups_name` ON `draft_segment_groups` (`name_key`);