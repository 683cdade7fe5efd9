CREATE TABLE "annotations" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"comments" text COLLATE "C" NOT NULL,
	CONSTRAINT "annotations_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"comments" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_lines" (
	"import_id" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_key" text COLLATE "C" NOT NULL,
	"entry" text COLLATE "C" NOT NULL,
	"findings" text COLLATE "C" NOT NULL,
	"is_applied" boolean NOT NULL,
	CONSTRAINT "import_lines_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"file_name" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"problem" text COLLATE "C",
	"lines" integer NOT NULL,
	"applied" integer NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "departments_name" ON "departments" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "import_lines_outcome" ON "import_lines" USING btree ("import_id","outcome","line");--> statement-breakpoint
CREATE INDEX "import_lines_name" ON "import_lines" USING btree ("import_id","name_key","line");