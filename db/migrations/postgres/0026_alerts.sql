CREATE TABLE "alert_attempts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"delivery_id" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"is_delivered" boolean NOT NULL,
	"answer" text COLLATE "C" NOT NULL,
	"duration_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"destination_id" text COLLATE "C" NOT NULL,
	"destination_name" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"alert_id" text COLLATE "C",
	"event" text COLLATE "C" NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"payload" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_destinations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"recipients" text COLLATE "C" NOT NULL,
	"sealed_secret" text COLLATE "C",
	"sealed_previous_secret" text COLLATE "C",
	"previous_secret_until" timestamp (3) with time zone,
	"is_enabled" boolean NOT NULL,
	"least_severity" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_mutes" (
	"kind" text COLLATE "C" NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"muted_until" timestamp (3) with time zone,
	"muted_by" text COLLATE "C" NOT NULL,
	"muted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_mutes_kind_idp_id_pk" PRIMARY KEY("kind","idp_id")
);
--> statement-breakpoint
CREATE TABLE "alert_rounds" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"idp_id" text COLLATE "C" NOT NULL,
	"idp_name" text COLLATE "C" NOT NULL,
	"open_key" text COLLATE "C",
	"stage" integer NOT NULL,
	"severity" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"facts" text COLLATE "C" NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "smtp_settings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"host" text COLLATE "C" NOT NULL,
	"port" integer NOT NULL,
	"security" text COLLATE "C" NOT NULL,
	"user" text COLLATE "C" NOT NULL,
	"sealed_password" text COLLATE "C",
	"sender" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "alert_attempts_delivery" ON "alert_attempts" USING btree ("delivery_id","id");--> statement-breakpoint
CREATE INDEX "alert_deliveries_due" ON "alert_deliveries" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "alert_deliveries_alert" ON "alert_deliveries" USING btree ("alert_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open_key" ON "alerts" USING btree ("open_key");--> statement-breakpoint
CREATE INDEX "alerts_resolved" ON "alerts" USING btree ("resolved_at");