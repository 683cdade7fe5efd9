CREATE TABLE "impact_changes" (
	"run_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"change" text COLLATE "C" NOT NULL,
	"application_name" text COLLATE "C" NOT NULL,
	"users" integer NOT NULL,
	"people" text COLLATE "C" NOT NULL,
	CONSTRAINT "impact_changes_run_id_application_id_change_pk" PRIMARY KEY("run_id","application_id","change")
);
--> statement-breakpoint
CREATE TABLE "impact_runs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"is_cancel_asked" boolean NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"users" integer NOT NULL,
	"users_done" integer NOT NULL,
	"losing" integer NOT NULL,
	"gaining" integer NOT NULL,
	"cut" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "impact_runs_started" ON "impact_runs" USING btree ("started_at","id");