-- Placement, what exams prove, consent to the experiment, and skills that become part of others. Adds only.

-- AlterTable
ALTER TABLE "skill" ADD COLUMN "merged_into" TEXT;

-- AlterTable
ALTER TABLE "recommendation" ADD COLUMN "arm" TEXT;

-- CreateTable
CREATE TABLE "placement" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "item_ids" UUID[],
    "prior" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "ending" TEXT,
    "result" JSONB,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_answer" (
    "id" UUID NOT NULL,
    "placement_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "item_version_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "course_id" TEXT NOT NULL,
    "skill_id" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "correct" BOOLEAN NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "response_ms" INTEGER,
    "predicted" DOUBLE PRECISION NOT NULL,
    "engine_version" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "placement_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_proof" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "skill_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skill_proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiment_consent" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "experiment" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "experiment_consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "placement_user_id_started_at_idx" ON "placement"("user_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "placement_answer_idempotency_key_key" ON "placement_answer"("idempotency_key");

-- CreateIndex
CREATE INDEX "placement_answer_user_id_created_at_idx" ON "placement_answer"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "placement_answer_placement_id_number_key" ON "placement_answer"("placement_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "skill_proof_user_id_source_id_skill_id_key" ON "skill_proof"("user_id", "source_id", "skill_id");

-- CreateIndex
CREATE INDEX "experiment_consent_user_id_created_at_idx" ON "experiment_consent"("user_id", "created_at");

-- AddForeignKey
ALTER TABLE "placement_answer" ADD CONSTRAINT "placement_answer_placement_id_fkey" FOREIGN KEY ("placement_id") REFERENCES "placement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- One open sitting a person: a second click on "start" finds the first.
CREATE UNIQUE INDEX "placement_open" ON "placement" ("user_id") WHERE finished_at IS NULL;

-- Append-only, as answer is.
CREATE TRIGGER placement_answer_append_only BEFORE UPDATE OR DELETE ON "placement_answer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER placement_answer_no_truncate BEFORE TRUNCATE ON "placement_answer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER skill_proof_append_only BEFORE UPDATE OR DELETE ON "skill_proof" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER skill_proof_no_truncate BEFORE TRUNCATE ON "skill_proof" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER experiment_consent_append_only BEFORE UPDATE OR DELETE ON "experiment_consent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER experiment_consent_no_truncate BEFORE TRUNCATE ON "experiment_consent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
