ALTER TABLE "idps" ADD COLUMN "additional_attributes" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "is_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "idps_default" ON "idps" USING btree ("organisation_id") WHERE "idps"."is_default";