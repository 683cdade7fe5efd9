ALTER TABLE "draft_idps" ADD COLUMN "guards_deprovisioning" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_idps" ADD COLUMN "guard_percent" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_idps" ADD COLUMN "guard_minimum" integer DEFAULT 25 NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_idps" ADD COLUMN "guard_exceptions" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "guards_deprovisioning" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "guard_percent" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "guard_minimum" integer DEFAULT 25 NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "guard_exceptions" text COLLATE "C" DEFAULT '' NOT NULL;