CREATE TABLE "observed_attributes" (
	"idp_id" text COLLATE "C" NOT NULL,
	"attribute" text COLLATE "C" NOT NULL,
	"users" integer NOT NULL,
	"values" integer NOT NULL,
	"is_capped" boolean NOT NULL,
	CONSTRAINT "observed_attributes_idp_id_attribute_pk" PRIMARY KEY("idp_id","attribute")
);
--> statement-breakpoint
CREATE TABLE "observed_counts" (
	"idp_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"users" integer NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	"took_ms" integer NOT NULL,
	"claimed_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "observed_values" (
	"idp_id" text COLLATE "C" NOT NULL,
	"attribute" text COLLATE "C" NOT NULL,
	"value_key" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"users" integer NOT NULL,
	CONSTRAINT "observed_values_idp_id_attribute_value_key_pk" PRIMARY KEY("idp_id","attribute","value_key")
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"idp_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"entity_id" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	CONSTRAINT "search_entries_idp_id_kind_entity_id_pk" PRIMARY KEY("idp_id","kind","entity_id")
);
--> statement-breakpoint
CREATE TABLE "search_slots" (
	"idp_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"slot" integer NOT NULL,
	"next" integer NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"seen_id" text COLLATE "C" NOT NULL,
	"sure_at" timestamp (3) with time zone NOT NULL,
	"sure_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "search_slots_idp_id_kind_pk" PRIMARY KEY("idp_id","kind")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "search_slots_slot" ON "search_slots" USING btree ("slot");--> statement-breakpoint
DO $$
BEGIN
	CREATE EXTENSION IF NOT EXISTS pg_trgm;
	CREATE INDEX IF NOT EXISTS "search_entries_text" ON "search_entries" USING gin ("text" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
	RAISE WARNING 'Text search goes through all entries: the extension pg_trgm cannot be created (%).', SQLERRM;
END
$$;
