-- AlterTable
ALTER TABLE "next_step" ADD COLUMN     "made_for" UUID;
