-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ItemUse" AS ENUM ('practice', 'exam');

-- CreateEnum
CREATE TYPE "CertificateStatus" AS ENUM ('pending', 'issued', 'revoked');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('learner', 'instructor', 'manager', 'admin', 'support');

-- CreateEnum
CREATE TYPE "IdentityTokenPurpose" AS ENUM ('verify_email', 'reset_password');

-- CreateEnum
CREATE TYPE "MailStatus" AS ENUM ('queued', 'sent', 'kept', 'failed');

-- CreateTable
CREATE TABLE "skill" (
    "id" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "prerequisites" TEXT[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "skill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "path" (
    "id" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "courses" TEXT[],
    "certification" TEXT,
    "goals" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "path_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "outcomes" JSONB NOT NULL,
    "proves" JSONB NOT NULL,
    "authors" TEXT[],
    "position" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson" (
    "id" UUID NOT NULL,
    "course_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "current_version_id" UUID,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "lesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_version" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "skills" TEXT[],
    "minutes" INTEGER NOT NULL,
    "item_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lesson_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_text" (
    "version_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "objectives" TEXT[],
    "source" TEXT NOT NULL,
    "tree" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "outline" JSONB NOT NULL,

    CONSTRAINT "lesson_text_pkey" PRIMARY KEY ("version_id","locale")
);

-- CreateTable
CREATE TABLE "item_version" (
    "id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "use" "ItemUse" NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "skills" TEXT[],
    "difficulty" INTEGER NOT NULL,
    "see" TEXT,
    "prompt" JSONB NOT NULL,
    "key" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "item_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "hash" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "program" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "course_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "program_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "exam_attempt" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "program_id" TEXT NOT NULL,
    "program_version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "item_ids" UUID[],
    "seed" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "score_percent" DOUBLE PRECISION,
    "passed" BOOLEAN,
    "by_skill" JSONB,

    CONSTRAINT "exam_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exam_answer" (
    "attempt_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "response" JSONB NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "flagged" BOOLEAN NOT NULL DEFAULT false,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exam_answer_pkey" PRIMARY KEY ("attempt_id","item_version_id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "public_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "program_id" TEXT NOT NULL,
    "program_version" INTEGER NOT NULL,
    "attempt_id" UUID NOT NULL,
    "award" JSONB NOT NULL,
    "status" "CertificateStatus" NOT NULL DEFAULT 'pending',
    "status_list_id" INTEGER NOT NULL,
    "status_index" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "issued_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "replaced_by_id" UUID,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_file" (
    "certificate_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_file_pkey" PRIMARY KEY ("certificate_id","kind")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "kid" TEXT NOT NULL,
    "alg" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "status_list" (
    "id" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,
    "bits" BYTEA NOT NULL,
    "signed" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "status_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issuance_ledger" (
    "number" INTEGER NOT NULL,
    "certificate_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issuance_ledger_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified_at" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "roles" "Role"[] DEFAULT ARRAY['learner']::"Role"[],
    "locale" TEXT NOT NULL DEFAULT 'es',
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Madrid',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "device" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_token" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" "IdentityTokenPurpose" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "identity_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failure" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "learner_profile" (
    "user_id" UUID NOT NULL,
    "path_id" TEXT NOT NULL,
    "goal_id" TEXT,
    "minutes_per_week" INTEGER NOT NULL,
    "formats" TEXT[],
    "state" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_profile_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "lesson_start" (
    "user_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "course_id" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lesson_start_pkey" PRIMARY KEY ("user_id","lesson_id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "lesson_id" UUID,
    "course_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "response" JSONB NOT NULL,
    "correct" BOOLEAN NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "response_ms" INTEGER,
    "predicted" DOUBLE PRECISION,
    "engine_version" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_state" (
    "user_id" UUID NOT NULL,
    "skill_id" TEXT NOT NULL,
    "state" BYTEA NOT NULL,
    "mastery" TEXT NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "answers" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skill_state_pkey" PRIMARY KEY ("user_id","skill_id")
);

-- CreateTable
CREATE TABLE "item_state" (
    "item_version_id" UUID NOT NULL,
    "mean" DOUBLE PRECISION NOT NULL,
    "variance" DOUBLE PRECISION NOT NULL,
    "answers" INTEGER NOT NULL,
    "correct" INTEGER NOT NULL,

    CONSTRAINT "item_state_pkey" PRIMARY KEY ("item_version_id")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "activity_id" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "candidates" JSONB NOT NULL,
    "propensity" DOUBLE PRECISION NOT NULL,
    "policy" TEXT NOT NULL,
    "overridden_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "user_id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("user_id","lesson_id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "user_id" UUID,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "status" "MailStatus" NOT NULL DEFAULT 'queued',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "tx_id" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relay_cursor" (
    "name" TEXT NOT NULL,
    "tx_id" BIGINT NOT NULL,
    "position" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "relay_cursor_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sandbox_run" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "brief" JSONB NOT NULL,
    "world_seed" INTEGER NOT NULL,
    "noise_seed" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "day" INTEGER NOT NULL DEFAULT 0,
    "days" INTEGER NOT NULL DEFAULT 28,
    "state" JSONB,
    "outcome" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_day" (
    "run_id" UUID NOT NULL,
    "day" INTEGER NOT NULL,
    "rows" JSONB NOT NULL,
    "plan" JSONB,

    CONSTRAINT "sandbox_day_pkey" PRIMARY KEY ("run_id","day")
);

-- CreateIndex
CREATE UNIQUE INDEX "lesson_current_version_id_key" ON "lesson"("current_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_course_id_slug_key" ON "lesson"("course_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_version_lesson_id_number_key" ON "lesson_version"("lesson_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_version_lesson_id_hash_key" ON "lesson_version"("lesson_id", "hash");

-- CreateIndex
CREATE INDEX "item_version_owner_id_use_idx" ON "item_version"("owner_id", "use");

-- CreateIndex
CREATE UNIQUE INDEX "item_version_owner_id_item_id_hash_key" ON "item_version"("owner_id", "item_id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "item_version_owner_id_item_id_number_key" ON "item_version"("owner_id", "item_id", "number");

-- CreateIndex
CREATE INDEX "exam_attempt_user_id_program_id_started_at_idx" ON "exam_attempt"("user_id", "program_id", "started_at");

-- CreateIndex
CREATE INDEX "exam_attempt_submitted_at_deadline_at_idx" ON "exam_attempt"("submitted_at", "deadline_at");

-- CreateIndex
CREATE UNIQUE INDEX "exam_attempt_user_id_program_id_number_key" ON "exam_attempt"("user_id", "program_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_public_id_key" ON "certificate"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_attempt_id_key" ON "certificate"("attempt_id");

-- CreateIndex
CREATE INDEX "certificate_user_id_created_at_idx" ON "certificate"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "certificate_created_at_idx" ON "certificate"("created_at");

-- CreateIndex
CREATE INDEX "certificate_credential_id_idx" ON "certificate"("credential_id");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_status_list_id_status_index_key" ON "certificate"("status_list_id", "status_index");

-- CreateIndex
CREATE UNIQUE INDEX "issuance_ledger_certificate_id_action_key" ON "issuance_ledger"("certificate_id", "action");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "user_created_at_idx" ON "user"("created_at");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "identity_token_user_id_purpose_idx" ON "identity_token"("user_id", "purpose");

-- CreateIndex
CREATE INDEX "lesson_start_user_id_touched_at_idx" ON "lesson_start"("user_id", "touched_at");

-- CreateIndex
CREATE UNIQUE INDEX "answer_idempotency_key_key" ON "answer"("idempotency_key");

-- CreateIndex
CREATE INDEX "answer_user_id_created_at_idx" ON "answer"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "answer_user_id_lesson_id_idx" ON "answer"("user_id", "lesson_id");

-- CreateIndex
CREATE INDEX "answer_item_version_id_idx" ON "answer"("item_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_user_id_item_version_id_attempt_key" ON "answer"("user_id", "item_version_id", "attempt");

-- CreateIndex
CREATE INDEX "recommendation_user_id_created_at_idx" ON "recommendation"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_dedupe_key_key" ON "mail"("dedupe_key");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at");

-- CreateIndex
CREATE INDEX "mail_user_id_created_at_idx" ON "mail"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_position_key" ON "event"("position");

-- CreateIndex
CREATE INDEX "event_tx_id_position_idx" ON "event"("tx_id", "position");

-- CreateIndex
CREATE INDEX "event_subject_type_subject_id_created_at_idx" ON "event"("subject_type", "subject_id", "created_at");

-- CreateIndex
CREATE INDEX "event_actor_id_created_at_idx" ON "event"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "event_type_created_at_idx" ON "event"("type", "created_at");

-- CreateIndex
CREATE INDEX "sandbox_run_user_id_updated_at_idx" ON "sandbox_run"("user_id", "updated_at");

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_current_version_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "lesson_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_version" ADD CONSTRAINT "lesson_version_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_text" ADD CONSTRAINT "lesson_text_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "lesson_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam_answer" ADD CONSTRAINT "exam_answer_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "exam_attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_file" ADD CONSTRAINT "certificate_file_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_token" ADD CONSTRAINT "identity_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_day" ADD CONSTRAINT "sandbox_day_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sandbox_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say.

-- Append-only tables: the database itself refuses to change or remove a fact.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER answer_append_only BEFORE UPDATE OR DELETE ON "answer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER answer_no_truncate BEFORE TRUNCATE ON "answer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issuance_ledger_append_only BEFORE UPDATE OR DELETE ON "issuance_ledger" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issuance_ledger_no_truncate BEFORE TRUNCATE ON "issuance_ledger" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One certificate in force per person and program, whatever is clicked, killed or retried.
CREATE UNIQUE INDEX "certificate_in_force" ON "certificate" ("user_id", "program_id") WHERE status <> 'revoked' AND replaced_by_id IS NULL;

-- The bits of a status list: read each time the list is signed anew.
CREATE INDEX "certificate_withdrawn" ON "certificate" ("status_list_id", "status_index") WHERE status = 'revoked' OR replaced_by_id IS NOT NULL;

-- One open attempt per person and program: a second click on "start" finds the first.
CREATE UNIQUE INDEX "exam_attempt_open" ON "exam_attempt" ("user_id", "program_id") WHERE submitted_at IS NULL;

-- Prisma makes UUIDv7 in the client; rows written by SQL get a time-ordered id from here (RFC 9562, section 5.7).
CREATE FUNCTION uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
