/** The last of prisma/migrations, by name: what this program expects of its database. */
export const newestMigration = "20261124000400_slip_of_the_thumb";
