CREATE TABLE "request_counts" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "requests_per_second" integer;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "page_size" integer DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "maximum_page_size" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "groups_per_user" integer;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "lists_members" boolean DEFAULT true NOT NULL;