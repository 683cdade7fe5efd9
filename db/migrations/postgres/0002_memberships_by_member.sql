DROP INDEX "members_member";--> statement-breakpoint
CREATE INDEX "members_member" ON "members" USING btree ("idp_id","member_id","group_id");