CREATE TABLE "table_settings" (
	"administrator_id" text COLLATE "C" NOT NULL,
	"table_name" text COLLATE "C" NOT NULL,
	"settings" text COLLATE "C" NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "table_settings_administrator_id_table_name_pk" PRIMARY KEY("administrator_id","table_name")
);
