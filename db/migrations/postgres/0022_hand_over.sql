CREATE TABLE "application_sessions" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_session_id" text COLLATE "C" NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"host" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hand_over_codes" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_session_id" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"path" text COLLATE "C" NOT NULL,
	"browser_hash" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "application_sessions_user" ON "application_sessions" USING btree ("user_session_id");--> statement-breakpoint
CREATE INDEX "application_sessions_idp" ON "application_sessions" USING btree ("idp_id");--> statement-breakpoint
CREATE INDEX "application_sessions_expires" ON "application_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "hand_over_codes_expires" ON "hand_over_codes" USING btree ("expires_at");