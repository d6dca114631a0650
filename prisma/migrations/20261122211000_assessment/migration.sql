-- Portfolios, their marking, attempts held for a person to look at, renewal exams and the error of a score. Only adds.

-- AlterTable
ALTER TABLE "exam_attempt" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'exam',
ADD COLUMN     "standard_error" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "integrity_review" (
    "attempt_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "program_id" TEXT NOT NULL,
    "flags" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "reviewer_id" UUID,
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "integrity_review_pkey" PRIMARY KEY ("attempt_id")
);

-- CreateTable
CREATE TABLE "portfolio_draft" (
    "user_id" UUID NOT NULL,
    "program_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portfolio_draft_pkey" PRIMARY KEY ("user_id","program_id")
);

-- CreateTable
CREATE TABLE "portfolio_submission" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "program_id" TEXT NOT NULL,
    "program_version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "words" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "alias" TEXT NOT NULL,
    "marks_needed" INTEGER NOT NULL DEFAULT 1,
    "marks_reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "score_percent" DOUBLE PRECISION,
    "standard_error" DOUBLE PRECISION,
    "appealed_at" TIMESTAMPTZ(3),
    "appeal" TEXT,

    CONSTRAINT "portfolio_submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "marker_id" UUID NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "levels" JSONB NOT NULL DEFAULT '{}',
    "comments" JSONB NOT NULL DEFAULT '{}',
    "feedback" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "score_percent" DOUBLE PRECISION,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "integrity_review_decided_at_opened_at_idx" ON "integrity_review"("decided_at", "opened_at");

-- CreateIndex
CREATE INDEX "portfolio_submission_decided_at_submitted_at_idx" ON "portfolio_submission"("decided_at", "submitted_at");

-- CreateIndex
CREATE INDEX "portfolio_submission_program_id_decided_at_idx" ON "portfolio_submission"("program_id", "decided_at");

-- CreateIndex
CREATE UNIQUE INDEX "portfolio_submission_user_id_program_id_number_key" ON "portfolio_submission"("user_id", "program_id", "number");

-- CreateIndex
CREATE INDEX "evaluation_marker_id_submitted_at_idx" ON "evaluation"("marker_id", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_submission_id_slot_key" ON "evaluation"("submission_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_submission_id_marker_id_key" ON "evaluation"("submission_id", "marker_id");

-- CreateIndex
CREATE INDEX "exam_answer_item_version_id_idx" ON "exam_answer"("item_version_id");

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "portfolio_submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One portfolio of a person and program is being evaluated at a time: a second click on "hand in" finds the first.
CREATE UNIQUE INDEX "portfolio_submission_open" ON "portfolio_submission" ("user_id", "program_id") WHERE decided_at IS NULL;
