-- What the nightly recalibration learned of the model, and of each item version.
CREATE TABLE "model_snapshot" (
    "id" SERIAL NOT NULL,
    "engine_version" TEXT NOT NULL,
    "answers" INTEGER NOT NULL,
    "learners" INTEGER NOT NULL,
    "parameters" BYTEA NOT NULL,
    "moved" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "adopted_at" TIMESTAMPTZ(3),
    CONSTRAINT "model_snapshot_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "item_calibration" (
    "item_version_id" UUID NOT NULL,
    "course_id" TEXT NOT NULL,
    "snapshot_id" INTEGER NOT NULL,
    "statistics" JSONB NOT NULL,
    "reasons" JSONB NOT NULL,
    "attention" INTEGER NOT NULL,
    "answers" INTEGER NOT NULL,
    "difficulty" DOUBLE PRECISION NOT NULL,
    "difficulty_se" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "item_calibration_pkey" PRIMARY KEY ("item_version_id")
);
CREATE INDEX "item_calibration_course_id_attention_idx" ON "item_calibration"("course_id", "attention" DESC);

-- What the experiment said when it was last reckoned.
CREATE TABLE "experiment_report" (
    "experiment" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "experiment_report_pkey" PRIMARY KEY ("experiment")
);
