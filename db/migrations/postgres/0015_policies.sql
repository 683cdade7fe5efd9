CREATE TABLE "applications" (
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
CREATE TABLE "policy_references" (
	"rule_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "policy_references_rule_id_kind_target_id_pk" PRIMARY KEY("rule_id","kind","target_id")
);
--> statement-breakpoint
CREATE TABLE "policy_rules" (
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
CREATE TABLE "segment_groups" (
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
CREATE TABLE "user_blocks" (
	"idp_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_blocks_idp_id_user_id_pk" PRIMARY KEY("idp_id","user_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "applications_name" ON "applications" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "applications_group" ON "applications" USING btree ("segment_group_id");--> statement-breakpoint
CREATE INDEX "policy_references_target" ON "policy_references" USING btree ("kind","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_rules_name" ON "policy_rules" USING btree ("policy","name_key");--> statement-breakpoint
CREATE INDEX "policy_rules_position" ON "policy_rules" USING btree ("policy","position");--> statement-breakpoint
CREATE UNIQUE INDEX "segment_groups_name" ON "segment_groups" USING btree ("name_key");