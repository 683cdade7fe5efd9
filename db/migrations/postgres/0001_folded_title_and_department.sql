DROP INDEX "users_department";--> statement-breakpoint
DROP INDEX "users_title";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "title_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "department_key" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "users_department" ON "users" USING btree ("idp_id","department_key");--> statement-breakpoint
CREATE INDEX "users_title" ON "users" USING btree ("idp_id","title_key");