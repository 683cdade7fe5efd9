CREATE TABLE "authentication_settings" (
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
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exempted_urls" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idp_roles" (
	"idp_id" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"scim_management" text COLLATE "C" NOT NULL,
	CONSTRAINT "idp_roles_idp_id_value_pk" PRIMARY KEY("idp_id","value")
);
--> statement-breakpoint
CREATE TABLE "location_ranges" (
	"location_id" text COLLATE "C" NOT NULL,
	"range" text COLLATE "C" NOT NULL,
	CONSTRAINT "location_ranges_location_id_range_pk" PRIMARY KEY("location_id","range")
);
--> statement-breakpoint
CREATE TABLE "locations" (
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
CREATE TABLE "not_provisioned" (
	"idp_id" text COLLATE "C" NOT NULL,
	"user_name_key" text COLLATE "C" NOT NULL,
	"user_name" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"near_miss" text COLLATE "C",
	"attempts" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "not_provisioned_idp_id_user_name_key_pk" PRIMARY KEY("idp_id","user_name_key")
);
--> statement-breakpoint
CREATE TABLE "saml_arrivals" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C",
	"sealed_outcome" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saml_assertions" (
	"idp_id" text COLLATE "C" NOT NULL,
	"assertion_id" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saml_assertions_idp_id_assertion_id_pk" PRIMARY KEY("idp_id","assertion_id")
);
--> statement-breakpoint
CREATE TABLE "saml_attributes" (
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
CREATE TABLE "saml_requests" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"relay_hash" text COLLATE "C" NOT NULL,
	"browser_hash" text COLLATE "C" NOT NULL,
	"return_to" text COLLATE "C" NOT NULL,
	"login_name" text COLLATE "C" NOT NULL,
	"administrator_id" text COLLATE "C",
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saml_sign_ins" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"refusal" text COLLATE "C",
	"detail" text COLLATE "C",
	"user_name" text COLLATE "C" NOT NULL,
	"user_name_key" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"user_name" text COLLATE "C" NOT NULL,
	"user_name_key" text COLLATE "C" NOT NULL,
	"name_id" text COLLATE "C" NOT NULL,
	"name_id_format" text COLLATE "C" NOT NULL,
	"session_index" text COLLATE "C",
	"authenticated_at" timestamp (3) with time zone NOT NULL,
	"attributes" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"user_agent" text COLLATE "C" NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "has_org_entity_id" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "login_name_attribute" text COLLATE "C" DEFAULT 'NameID' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "allows_unsolicited" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "single_logout_url" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "saml_auto_provisioning" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "display_name_attribute" text COLLATE "C" DEFAULT 'DisplayName' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "group_name_attribute" text COLLATE "C" DEFAULT 'memberOf' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "department_name_attribute" text COLLATE "C" DEFAULT 'Department' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "role_attribute" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "metadata_url" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "metadata_checked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "metadata_problem" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "pending_metadata" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "idp_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "session_index" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "sp_certificates" ADD COLUMN "purpose" text COLLATE "C" DEFAULT 'signing' NOT NULL;--> statement-breakpoint
ALTER TABLE "sp_certificates" ADD COLUMN "state" text COLLATE "C" DEFAULT 'current' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "exempted_urls_url" ON "exempted_urls" USING btree ("url");--> statement-breakpoint
CREATE UNIQUE INDEX "locations_name" ON "locations" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "locations_idp" ON "locations" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "saml_arrivals_expires" ON "saml_arrivals" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "saml_assertions_expires" ON "saml_assertions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "saml_attributes_name" ON "saml_attributes" USING btree ("idp_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "saml_attributes_saml_attribute" ON "saml_attributes" USING btree ("idp_id","saml_attribute");--> statement-breakpoint
CREATE INDEX "saml_requests_expires" ON "saml_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "saml_sign_ins_idp" ON "saml_sign_ins" USING btree ("idp_id","id");--> statement-breakpoint
CREATE INDEX "saml_sign_ins_name" ON "saml_sign_ins" USING btree ("user_name_key","id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_sessions_hash" ON "user_sessions" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "user_sessions_user" ON "user_sessions" USING btree ("idp_id","user_id","ended_at");--> statement-breakpoint
CREATE INDEX "user_sessions_name" ON "user_sessions" USING btree ("idp_id","user_name_key");--> statement-breakpoint
CREATE INDEX "user_sessions_created" ON "user_sessions" USING btree ("created_at","id");