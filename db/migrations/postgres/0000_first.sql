CREATE TABLE "administrators" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"email_key" text COLLATE "C" NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"is_disabled" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"target_type" text COLLATE "C" NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	"target_name" text COLLATE "C" NOT NULL,
	"before" text COLLATE "C",
	"after" text COLLATE "C",
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deleted_resources" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"resource_type" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"deleted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deleted_resources_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"display_name" text COLLATE "C" NOT NULL,
	"display_name_key" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C",
	"document" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "groups_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
CREATE TABLE "idp_certificates" (
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
CREATE TABLE "idp_domains" (
	"domain" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idps" (
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
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "members" (
	"idp_id" text COLLATE "C" NOT NULL,
	"group_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_idp_id_group_id_member_id_pk" PRIMARY KEY("idp_id","group_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scim_token_uses" (
	"token_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"address" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scim_tokens" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"hint" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administrator_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"email_key" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sp_certificates" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"pem" text COLLATE "C" NOT NULL,
	"sealed_key" text COLLATE "C" NOT NULL,
	"valid_to" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sync_log_entities" (
	"idp_id" text COLLATE "C" NOT NULL,
	"entity_id" text COLLATE "C" NOT NULL,
	"log_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "sync_log_entities_idp_id_entity_id_log_id_pk" PRIMARY KEY("idp_id","entity_id","log_id")
);
--> statement-breakpoint
CREATE TABLE "sync_logs" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"method" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"entity_type" text COLLATE "C",
	"entity_id" text COLLATE "C",
	"entity_name" text COLLATE "C",
	"external_id" text COLLATE "C",
	"status" integer NOT NULL,
	"scim_type" text COLLATE "C",
	"detail" text COLLATE "C",
	"duration_ms" integer NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL,
	"token_id" text COLLATE "C",
	"request" text COLLATE "C",
	"response" text COLLATE "C",
	"changes" text COLLATE "C",
	"notes" text COLLATE "C",
	CONSTRAINT "sync_logs_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
CREATE TABLE "totals" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"users" integer NOT NULL,
	"active_users" integer NOT NULL,
	"groups" integer NOT NULL,
	CONSTRAINT "totals_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
CREATE TABLE "user_emails" (
	"idp_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"value_key" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C",
	"is_primary" boolean NOT NULL,
	CONSTRAINT "user_emails_idp_id_user_id_position_pk" PRIMARY KEY("idp_id","user_id","position")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"user_name" text COLLATE "C" NOT NULL,
	"user_name_key" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C",
	"active" boolean NOT NULL,
	"display_name" text COLLATE "C",
	"display_name_key" text COLLATE "C",
	"given_name" text COLLATE "C",
	"family_name" text COLLATE "C",
	"formatted_name" text COLLATE "C",
	"nick_name" text COLLATE "C",
	"title" text COLLATE "C",
	"title_key" text COLLATE "C",
	"user_type" text COLLATE "C",
	"cost_center" text COLLATE "C",
	"department" text COLLATE "C",
	"department_key" text COLLATE "C",
	"division" text COLLATE "C",
	"organization" text COLLATE "C",
	"is_foreign_domain" boolean NOT NULL,
	"document" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "administrators_email_key" ON "administrators" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "audit_logs_target" ON "audit_logs" USING btree ("target_type","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_display_name" ON "groups" USING btree ("idp_id","display_name_key");--> statement-breakpoint
CREATE INDEX "groups_external_id" ON "groups" USING btree ("idp_id","external_id") WHERE "groups"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "groups_updated" ON "groups" USING btree ("idp_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "idp_certificates_idp" ON "idp_certificates" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "idp_domains_idp" ON "idp_domains" USING btree ("idp_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idps_organisation_name" ON "idps" USING btree ("organisation_id","name_key");--> statement-breakpoint
CREATE INDEX "members_member" ON "members" USING btree ("idp_id","member_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scim_tokens_hash" ON "scim_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "scim_tokens_idp" ON "scim_tokens" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "sessions_administrator" ON "sessions" USING btree ("administrator_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_email" ON "sign_in_attempts" USING btree ("email_key","at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_address" ON "sign_in_attempts" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "sp_certificates_idp" ON "sp_certificates" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "sync_logs_entity" ON "sync_logs" USING btree ("idp_id","entity_id");--> statement-breakpoint
CREATE INDEX "user_emails_value" ON "user_emails" USING btree ("idp_id","value_key");--> statement-breakpoint
CREATE UNIQUE INDEX "users_user_name" ON "users" USING btree ("idp_id","user_name_key");--> statement-breakpoint
CREATE INDEX "users_external_id" ON "users" USING btree ("idp_id","external_id") WHERE "users"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "users_display_name" ON "users" USING btree ("idp_id","display_name_key") WHERE "users"."display_name_key" is not null;--> statement-breakpoint
CREATE INDEX "users_department" ON "users" USING btree ("idp_id","department_key") WHERE "users"."department_key" is not null;--> statement-breakpoint
CREATE INDEX "users_title" ON "users" USING btree ("idp_id","title_key") WHERE "users"."title_key" is not null;--> statement-breakpoint
CREATE INDEX "users_updated" ON "users" USING btree ("idp_id","updated_at","id");