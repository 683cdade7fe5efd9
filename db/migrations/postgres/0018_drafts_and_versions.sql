CREATE TABLE "configuration_changes" (
	"version_id" text COLLATE "C" NOT NULL,
	"sequence" integer NOT NULL,
	"part" text COLLATE "C" NOT NULL,
	"row_key" text COLLATE "C" NOT NULL,
	"before" text COLLATE "C",
	"after" text COLLATE "C",
	CONSTRAINT "configuration_changes_version_id_sequence_pk" PRIMARY KEY("version_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "configuration_state" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"takes_effect" text COLLATE "C" NOT NULL,
	"drafted_at" timestamp (3) with time zone,
	"draft_version" integer NOT NULL,
	"loss_users" integer NOT NULL,
	"loss_percent" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "configuration_versions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"summary" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_applications" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C" NOT NULL,
	"is_enabled" boolean NOT NULL,
	"domains" text COLLATE "C" NOT NULL,
	"ports" text COLLATE "C" NOT NULL,
	"segment_group_id" text COLLATE "C",
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_authentication_settings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"authentication_type" text COLLATE "C" NOT NULL,
	"primary_domain" text COLLATE "C" NOT NULL,
	"secondary_domains" text COLLATE "C" NOT NULL,
	"session_timeout_minutes" integer NOT NULL,
	"enforces_sso" boolean NOT NULL,
	"break_glass_id" text COLLATE "C",
	"frequency" text COLLATE "C" NOT NULL,
	"frequency_days" integer NOT NULL,
	"reauthenticate_since" timestamp (3) with time zone,
	"pac_proxy" text COLLATE "C" DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_editors" (
	"actor_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "draft_exempted_urls" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_idp_certificates" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"pem" text COLLATE "C" NOT NULL,
	"common_name" text COLLATE "C" NOT NULL,
	"serial_number" text COLLATE "C" NOT NULL,
	"fingerprint" text COLLATE "C" NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_to" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_idp_domains" (
	"domain" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_idp_roles" (
	"idp_id" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"scim_management" text COLLATE "C" NOT NULL,
	CONSTRAINT "draft_idp_roles_idp_id_value_pk" PRIMARY KEY("idp_id","value")
);
--> statement-breakpoint
CREATE TABLE "draft_idps" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"organisation_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"wizard_step" integer NOT NULL,
	"single_sign_on" text COLLATE "C" NOT NULL,
	"uses_arbitrary_domains" boolean NOT NULL,
	"single_sign_on_url" text COLLATE "C" NOT NULL,
	"idp_entity_id" text COLLATE "C" NOT NULL,
	"signs_saml_request" boolean NOT NULL,
	"uses_http_redirect" boolean NOT NULL,
	"forces_authentication" boolean NOT NULL,
	"sends_login_hint" boolean NOT NULL,
	"saml_attributes_for_policy" boolean NOT NULL,
	"scim_sync" boolean NOT NULL,
	"scim_attributes_for_policy" boolean NOT NULL,
	"scim_policy_since" timestamp (3) with time zone,
	"on_deactivate" text COLLATE "C" NOT NULL,
	"on_foreign_domain" text COLLATE "C" NOT NULL,
	"on_returning_user" text COLLATE "C" DEFAULT 'refuse' NOT NULL,
	"on_unknown_member" text COLLATE "C" DEFAULT 'refuse' NOT NULL,
	"requests_per_second" integer,
	"page_size" integer DEFAULT 100 NOT NULL,
	"maximum_page_size" integer DEFAULT 1000 NOT NULL,
	"groups_per_user" integer,
	"lists_members" boolean DEFAULT true NOT NULL,
	"additional_attributes" boolean DEFAULT false NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"has_org_entity_id" boolean DEFAULT false NOT NULL,
	"login_name_attribute" text COLLATE "C" DEFAULT 'NameID' NOT NULL,
	"allows_unsolicited" boolean DEFAULT false NOT NULL,
	"single_logout_url" text COLLATE "C" DEFAULT '' NOT NULL,
	"saml_auto_provisioning" boolean DEFAULT false NOT NULL,
	"display_name_attribute" text COLLATE "C" DEFAULT 'DisplayName' NOT NULL,
	"group_name_attribute" text COLLATE "C" DEFAULT 'memberOf' NOT NULL,
	"department_name_attribute" text COLLATE "C" DEFAULT 'Department' NOT NULL,
	"role_attribute" text COLLATE "C" DEFAULT '' NOT NULL,
	"metadata_url" text COLLATE "C" DEFAULT '' NOT NULL,
	"metadata_checked_at" timestamp (3) with time zone,
	"metadata_problem" text COLLATE "C",
	"pending_metadata" text COLLATE "C",
	"log_retention_days" integer DEFAULT 14 NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_location_ranges" (
	"location_id" text COLLATE "C" NOT NULL,
	"range" text COLLATE "C" NOT NULL,
	CONSTRAINT "draft_location_ranges_location_id_range_pk" PRIMARY KEY("location_id","range")
);
--> statement-breakpoint
CREATE TABLE "draft_locations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"parent_id" text COLLATE "C",
	"enforces_authentication" boolean NOT NULL,
	"idp_id" text COLLATE "C",
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_policy_references" (
	"rule_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "draft_policy_references_rule_id_kind_target_id_pk" PRIMARY KEY("rule_id","kind","target_id")
);
--> statement-breakpoint
CREATE TABLE "draft_policy_rules" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"policy" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C" NOT NULL,
	"is_enabled" boolean NOT NULL,
	"is_default" boolean NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_saml_attributes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"saml_attribute" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_segment_groups" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C" NOT NULL,
	"is_enabled" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "configuration_versions_number" ON "configuration_versions" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_applications_name" ON "draft_applications" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "draft_applications_group" ON "draft_applications" USING btree ("segment_group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_exempted_urls_url" ON "draft_exempted_urls" USING btree ("url");--> statement-breakpoint
CREATE INDEX "draft_idp_certificates_idp" ON "draft_idp_certificates" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "draft_idp_domains_idp" ON "draft_idp_domains" USING btree ("idp_id");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_idps_organisation_name" ON "draft_idps" USING btree ("organisation_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_idps_default" ON "draft_idps" USING btree ("organisation_id") WHERE "draft_idps"."is_default";--> statement-breakpoint
CREATE UNIQUE INDEX "draft_locations_name" ON "draft_locations" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "draft_locations_idp" ON "draft_locations" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "draft_policy_references_target" ON "draft_policy_references" USING btree ("kind","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_policy_rules_name" ON "draft_policy_rules" USING btree ("policy","name_key");--> statement-breakpoint
CREATE INDEX "draft_policy_rules_position" ON "draft_policy_rules" USING btree ("policy","position");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_saml_attributes_name" ON "draft_saml_attributes" USING btree ("idp_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_saml_attributes_saml_attribute" ON "draft_saml_attributes" USING btree ("idp_id","saml_attribute");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_segment_groups_name" ON "draft_segment_groups" USING btree ("name_key");