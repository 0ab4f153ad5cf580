/** The last of prisma/migrations, by name: what this program expects of its database. */
export const newestMigration = "20261124000410_steps_made_for";
