CREATE TABLE "compared_people" (
	"comparison_id" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"line" integer,
	"differences" text COLLATE "C" NOT NULL,
	CONSTRAINT "compared_people_comparison_id_number_pk" PRIMARY KEY("comparison_id","number")
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"is_cancel_asked" boolean NOT NULL,
	"file_name" text COLLATE "C" NOT NULL,
	"column_name" text COLLATE "C" NOT NULL,
	"attribute" text COLLATE "C" NOT NULL,
	"lines" integer NOT NULL,
	"people" integer NOT NULL,
	"problem_lines" integer NOT NULL,
	"problems" text COLLATE "C" NOT NULL,
	"problem" text COLLATE "C",
	"users" integer NOT NULL,
	"users_done" integer NOT NULL,
	"alike" integer NOT NULL,
	"missing" integer NOT NULL,
	"extra" integer NOT NULL,
	"differing" integer NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "expected_numbers" (
	"idp_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"users" integer,
	"groups" integer,
	"source" text COLLATE "C" NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "compared_people_kind" ON "compared_people" USING btree ("comparison_id","kind","number");--> statement-breakpoint
CREATE INDEX "comparisons_idp" ON "comparisons" USING btree ("idp_id","started_at","id");