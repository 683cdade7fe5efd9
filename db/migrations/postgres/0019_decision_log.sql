CREATE TABLE "decision_counts" (
	"minute" integer NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "decision_counts_minute_outcome_pk" PRIMARY KEY("minute","outcome")
);
--> statement-breakpoint
CREATE TABLE "decision_log_settings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"allow_share" integer NOT NULL,
	"retention_days" integer NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision_logs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"share" integer NOT NULL,
	"policy" text COLLATE "C" NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"rule_id" text COLLATE "C",
	"rule_name" text COLLATE "C",
	"rule_key" text COLLATE "C" NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"user_name" text COLLATE "C" NOT NULL,
	"user_name_key" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C",
	"application_name" text COLLATE "C",
	"application_key" text COLLATE "C" NOT NULL,
	"host" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"client_type" text COLLATE "C",
	"platform" text COLLATE "C",
	"country_code" text COLLATE "C",
	"source" text COLLATE "C" NOT NULL,
	"source_name" text COLLATE "C" NOT NULL,
	"explanation" text COLLATE "C"
);
--> statement-breakpoint
CREATE INDEX "decision_logs_idp" ON "decision_logs" USING btree ("idp_id","id");--> statement-breakpoint
CREATE INDEX "decision_logs_action" ON "decision_logs" USING btree ("action","id");