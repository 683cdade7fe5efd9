ALTER TABLE "draft_idps" ADD COLUMN "accepts_cbc_encryption" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "idps" ADD COLUMN "accepts_cbc_encryption" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "name_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "name_id_format" text COLLATE "C";