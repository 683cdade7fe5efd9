ALTER TABLE "scim_tokens" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scim_tokens" ADD COLUMN "allowed_networks" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "scim_tokens" ADD COLUMN "revoked_at" timestamp (3) with time zone;