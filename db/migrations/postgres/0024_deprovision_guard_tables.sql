CREATE TABLE "access_loss_counts" (
	"idp_id" text COLLATE "C" NOT NULL,
	"minute" integer NOT NULL,
	"people" integer NOT NULL,
	"departed" integer NOT NULL,
	CONSTRAINT "access_loss_counts_idp_id_minute_pk" PRIMARY KEY("idp_id","minute")
);
--> statement-breakpoint
CREATE TABLE "access_losses" (
	"idp_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"minute" integer NOT NULL,
	"is_departed" boolean NOT NULL,
	CONSTRAINT "access_losses_idp_id_user_id_pk" PRIMARY KEY("idp_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "deprovision_guards" (
	"idp_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"allowed_until" timestamp (3) with time zone,
	"allowed_by" text COLLATE "C",
	"is_holding" boolean NOT NULL,
	"is_full" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_deprovisionings" (
	"idp_id" text COLLATE "C" NOT NULL,
	"entity_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"entity_type" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"people" integer NOT NULL,
	"times" integer NOT NULL,
	"first_asked_at" timestamp (3) with time zone NOT NULL,
	"last_asked_at" timestamp (3) with time zone NOT NULL,
	"decision" text COLLATE "C",
	"decided_by" text COLLATE "C",
	"decided_at" timestamp (3) with time zone,
	"decided_until" timestamp (3) with time zone,
	CONSTRAINT "held_deprovisionings_idp_id_entity_id_kind_pk" PRIMARY KEY("idp_id","entity_id","kind")
);
--> statement-breakpoint
CREATE INDEX "access_losses_minute" ON "access_losses" USING btree ("idp_id","minute");