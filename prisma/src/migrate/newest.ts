/** The last of prisma/migrations, by name: what this program expects of its database. */
export const newestMigration = "20261124001400_receipts";
