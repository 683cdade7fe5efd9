CREATE TABLE "sync_log_counts" (
	"idp_id" text COLLATE "C" NOT NULL,
	"grain" integer NOT NULL,
	"bucket" integer NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"method" text COLLATE "C" NOT NULL,
	"status" integer NOT NULL,
	"entity_type" text COLLATE "C" NOT NULL,
	"client" text COLLATE "C" NOT NULL,
	"scim_type" text COLLATE "C" NOT NULL,
	"duration" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "sync_log_counts_pk" PRIMARY KEY("idp_id","grain","bucket","outcome","method","status","entity_type","client","scim_type","duration")
);
--> statement-breakpoint
CREATE TABLE "sync_log_marks" (
	"idp_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"folded_to" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
DROP INDEX "sync_logs_entity";--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "log_retention_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_logs" ADD COLUMN "client" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "sync_logs_entity" ON "sync_logs" USING btree ("idp_id","entity_id","id");