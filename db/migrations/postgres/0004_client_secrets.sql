ALTER TABLE "scim_tokens" ADD COLUMN "kind" text COLLATE "C" DEFAULT 'bearer' NOT NULL;--> statement-breakpoint
ALTER TABLE "scim_tokens" ADD COLUMN "secret_id" text COLLATE "C";