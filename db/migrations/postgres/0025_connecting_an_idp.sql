CREATE TABLE "scim_arrivals" (
	"idp_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"method" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"status" integer NOT NULL,
	"detail" text COLLATE "C",
	"client" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	CONSTRAINT "scim_arrivals_idp_id_id_pk" PRIMARY KEY("idp_id","id")
);
--> statement-breakpoint
ALTER TABLE "scim_token_uses" ADD COLUMN "first_used_at" timestamp (3) with time zone;