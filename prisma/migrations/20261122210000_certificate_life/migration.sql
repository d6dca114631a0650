-- The life of a certificate: keys with a period, holders' own keys, corrections, suspension, erasure, privacy, checkpoints, counts.
-- Expands only: the previous release keeps working on these tables.

-- AlterTable
ALTER TABLE "certificate" ALTER COLUMN "user_id" DROP NOT NULL,
ALTER COLUMN "attempt_id" DROP NOT NULL,
ADD COLUMN     "sealed" BYTEA,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'award',
ADD COLUMN     "visibility" TEXT NOT NULL DEFAULT 'link',
ADD COLUMN     "show_score" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "show_evidence" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "refresh_hash" TEXT,
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspended_reason" TEXT,
ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "erasure" TEXT;

-- AlterTable
ALTER TABLE "certificate_file" ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "signing_key" ADD COLUMN     "not_after" TIMESTAMPTZ(3),
ADD COLUMN     "certificate" BYTEA;

-- AlterTable
ALTER TABLE "status_list" ADD COLUMN     "signed_suspension" TEXT;

-- CreateTable
CREATE TABLE "ledger_checkpoint" (
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_checkpoint_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "holder_key" (
    "user_id" UUID NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holder_key_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "certificate_request" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "certificate_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "proposed_name" TEXT,
    "text" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_reminder" (
    "certificate_id" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_reminder_pkey" PRIMARY KEY ("certificate_id","days")
);

-- CreateTable
CREATE TABLE "certificate_count" (
    "certificate_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "certificate_count_pkey" PRIMARY KEY ("certificate_id","day","kind")
);

-- CreateTable
CREATE TABLE "issue_batch" (
    "id" UUID NOT NULL,
    "requested_by" UUID NOT NULL,
    "program_id" TEXT,
    "attempt_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "issue_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "certificate_refresh_hash_key" ON "certificate"("refresh_hash");

-- CreateIndex
CREATE INDEX "certificate_request_user_id_idx" ON "certificate_request"("user_id");

-- CreateIndex
CREATE INDEX "certificate_request_state_created_at_idx" ON "certificate_request"("state", "created_at");

-- CreateIndex
CREATE INDEX "issue_batch_created_at_idx" ON "issue_batch"("created_at");

-- CreateIndex
CREATE INDEX "issuance_ledger_certificate_id_number_idx" ON "issuance_ledger"("certificate_id", "number");

-- What Prisma's schema cannot say.

-- A deed enters the ledger once; what may happen again (signing anew after a key was withdrawn) enters once a signature.
DROP INDEX "issuance_ledger_certificate_id_action_key";
CREATE UNIQUE INDEX "issuance_ledger_once" ON "issuance_ledger" ("certificate_id", "action") WHERE action IN ('issue-jwt', 'issue-json', 'revoke', 'replace');
CREATE UNIQUE INDEX "issuance_ledger_once_a_signature" ON "issuance_ledger" ("certificate_id", "action", "digest") WHERE action LIKE 'resign-%';

CREATE TRIGGER ledger_checkpoint_append_only BEFORE UPDATE OR DELETE ON "ledger_checkpoint" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_checkpoint_no_truncate BEFORE TRUNCATE ON "ledger_checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE "certificate" ADD CONSTRAINT "certificate_origin_known" CHECK (origin IN ('award', 'correction')),
ADD CONSTRAINT "certificate_visibility_known" CHECK (visibility IN ('link', 'public', 'private')),
ADD CONSTRAINT "certificate_erasure_known" CHECK (erasure IN ('kept', 'withdrawn')),
-- Erased is erased: nothing that leads to a person stays in the row.
ADD CONSTRAINT "certificate_erased_whole" CHECK (erased_at IS NULL OR (user_id IS NULL AND attempt_id IS NULL AND sealed IS NULL AND refresh_hash IS NULL AND erasure IS NOT NULL));
ALTER TABLE "certificate_request" ADD CONSTRAINT "certificate_request_known" CHECK (kind IN ('name', 'correction') AND state IN ('open', 'approved', 'refused', 'cancelled'));
ALTER TABLE "certificate_count" ADD CONSTRAINT "certificate_count_known" CHECK (kind IN ('opened', 'verified') AND count > 0);

-- One open request a certificate.
CREATE UNIQUE INDEX "certificate_request_open" ON "certificate_request" ("certificate_id") WHERE state = 'open';
-- What is still to be sealed, and whose expiry comes near.
CREATE INDEX "certificate_unsealed" ON "certificate" ("id") WHERE sealed IS NULL AND erased_at IS NULL;
CREATE INDEX "certificate_expiring" ON "certificate" ("expires_at") WHERE status = 'issued' AND replaced_by_id IS NULL AND erased_at IS NULL;
CREATE INDEX "certificate_suspended" ON "certificate" ("status_list_id") WHERE suspended_at IS NOT NULL;

-- Keys made before they had a period sign for a year from their making.
UPDATE "signing_key" SET not_after = created_at + interval '1 year';
