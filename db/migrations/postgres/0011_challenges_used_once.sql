ALTER TABLE "sign_in_challenges" DROP COLUMN "purpose";--> statement-breakpoint
ALTER TABLE "sign_in_challenges" DROP COLUMN "administrator_id";--> statement-breakpoint
ALTER TABLE "sign_in_challenges" DROP COLUMN "challenge";--> statement-breakpoint
ALTER TABLE "totp_factors" DROP COLUMN "confirmed_at";