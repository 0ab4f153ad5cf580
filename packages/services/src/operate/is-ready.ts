import type { Platform } from "../platform.ts";

const patienceMs = 2_000;

/** Whether the database answers, and soon. */
export async function isReady({ db }: Pick<Platform, "db">): Promise<boolean> {
  const answer = db
    .withSystem("look up api key", (sql) => sql.query("select 1"))
    .then(
      () => true,
      () => false,
    );
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    late = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(late);
  }
}
