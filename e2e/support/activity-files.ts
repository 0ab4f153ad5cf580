import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const minute = 60_000;
const day = 24 * 60 * minute;

/** A lead that is somebody's to work. */
export interface OwnLead {
  name: string;
  /** as they write it */
  phone: string;
  /** e-mail address of whose it is */
  owner: string;
  enquiredMinutesAgo: number;
  /** we called a minute after the enquiry, and wait for their word since */
  called: boolean;
}

export interface ActivityFiles {
  /** 600 leads that are decided, one that is open, and those of `own` */
  leads: string;
  /** what the decided ones did in their first hour: most who bought wrote and called, and some of the others */
  history: string;
  /** what the open one did just now */
  news: string;
  /** the open lead's name */
  name: string;
}

/**
 * Three files made up as of now: a model that learnt from the first two thinks more of the open lead after the third, and
 * of each of `own` that comes to visit.
 */
export async function activityFiles(now: number, own: readonly OwnLead[] = []): Promise<ActivityFiles> {
  const run = now.toString(36);
  const leads = ["Lead Id,Name,Phone,Source,Owner,Enquiry Date,Converted"];
  const history = ["Lead Id,Activity Type,Activity Date,Duration (sec)"];
  for (let row = 0; row < 600; row++) {
    const id = `${run}-${row}`;
    const enquired = now - (40 + (row % 90)) * day - (row % 601) * minute;
    const bought = row % 3 === 0;
    leads.push(
      `${id},Person ${row},,${row % 2 === 0 ? "Referral" : "99acres"},,${written(enquired)},${bought ? 1 : 0}`,
    );
    history.push(`${id},Outgoing Call,${written(enquired + minute)},${row % 50}`);
    // With exceptions, so that it is learnt and not known.
    if (bought ? row % 4 !== 3 : row % 5 === 0) history.push(...keen(id, enquired + 2 * minute));
  }
  const name = `Kavya ${run}`;
  leads.push(`${run}-open,${name},,99acres,,${written(now - 50 * minute)},`);
  history.push(`${run}-open,Outgoing Call,${written(now - 49 * minute)},20`);
  for (const [place, { name, phone, owner, enquiredMinutesAgo, called }] of own.entries()) {
    const id = `${run}-own-${place}`;
    const enquired = now - enquiredMinutesAgo * minute;
    leads.push(`${id},${name},${phone},99acres,${owner},${written(enquired)},`);
    if (called) history.push(`${id},Outgoing Call,${written(enquired + minute)},20`);
  }
  const news = [history[0] ?? "", ...keen(`${run}-open`, now - 45 * minute)];
  const folder = await mkdtemp(join(tmpdir(), "leadlift-activities-"));
  const write = async (file: string, lines: readonly string[]) => {
    const path = join(folder, file);
    await writeFile(path, `${lines.join("\n")}\n`);
    return path;
  };
  return {
    leads: await write("people.csv", leads),
    history: await write("history.csv", history),
    news: await write("news.csv", news),
    name,
  };
}

function keen(id: string, from: number): string[] {
  return [
    ...[0, 8, 20].map((after) => `${id},WhatsApp Received,${written(from + after * minute)},`),
    `${id},Incoming Call,${written(from + 12 * minute)},240`,
    `${id},Site Visit Booked,${written(from + 25 * minute)},`,
  ];
}

/** A time as a spreadsheet of the organisation has it. */
function written(at: number): string {
  return new Date(at).toLocaleString("sv-SE", { timeZone: "Asia/Kolkata" });
}
