CREATE TABLE "audit_chain" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"head_seq" integer NOT NULL,
	"head_mac" text COLLATE "C" NOT NULL,
	"head_at" timestamp (3) with time zone NOT NULL,
	"anchor_seq" integer NOT NULL,
	"anchor_mac" text COLLATE "C" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"mac" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"seq" integer PRIMARY KEY NOT NULL,
	"log_id" text COLLATE "C" NOT NULL,
	"mac" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administrator_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"public_key" text COLLATE "C" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administrator_id" text COLLATE "C" NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"administrator_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_challenges" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"purpose" text COLLATE "C" NOT NULL,
	"administrator_id" text COLLATE "C",
	"challenge" text COLLATE "C",
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "totp_factors" (
	"administrator_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"sealed_secret" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "administrators" ADD COLUMN "name" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "administrators" ADD COLUMN "scim_management" text COLLATE "C" DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "administrators" ADD COLUMN "last_sign_in_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "second_factor" text COLLATE "C" DEFAULT 'optional' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "method" text COLLATE "C" DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seals_log" ON "audit_seals" USING btree ("log_id");--> statement-breakpoint
CREATE INDEX "passkeys_administrator" ON "passkeys" USING btree ("administrator_id");--> statement-breakpoint
CREATE INDEX "password_links_administrator" ON "password_links" USING btree ("administrator_id");--> statement-breakpoint
CREATE INDEX "recovery_codes_administrator" ON "recovery_codes" USING btree ("administrator_id");--> statement-breakpoint
CREATE INDEX "audit_logs_actor" ON "audit_logs" USING btree ("actor_id","id");--> statement-breakpoint
UPDATE "administrators" SET "scim_management" = 'read' WHERE "role" = 'reader';
