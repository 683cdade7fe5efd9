CREATE TABLE "saved_filters" (
	"administrator_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"table_name" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C",
	"name_key" text COLLATE "C",
	"query" text COLLATE "C" NOT NULL,
	"is_default" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_filters_administrator_id_id_pk" PRIMARY KEY("administrator_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "saved_filters_name" ON "saved_filters" USING btree ("administrator_id","table_name","name_key");