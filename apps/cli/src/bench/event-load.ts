import { Agent, request } from "node:http";

const minute = 60_000;
const day = 24 * 60 * minute;
const kinds = [
  ["page_view", 30],
  ["listing_view", 30],
  ["search", 6],
  ["download", 2],
  ["whatsapp_in", 8],
  ["whatsapp_out", 10],
  ["call_out", 6],
  ["call_in", 3],
  ["email_open", 4],
  ["site_visit_booked", 1],
] as const;
const wheel = kinds.flatMap(([type, weight]) => Array.from({ length: weight }, () => type));

/** Events of leads drawn at random: most of the last minute, one in twenty up to a week late. */
export class EventLoad {
  readonly #leadIds: readonly string[];
  readonly #random: () => number;
  #made = 0;

  constructor(leadIds: readonly string[], seed: number) {
    this.#leadIds = leadIds;
    this.#random = lehmer(seed);
  }

  get made(): number {
    return this.#made;
  }

  next(count: number): unknown[] {
    return Array.from({ length: count }, () => this.#event());
  }

  #event(): unknown {
    const type = this.#pick(wheel) ?? "page_view";
    const late = this.#random() < 0.05 ? this.#random() * 7 * day : this.#random() * minute;
    return {
      eventId: `bench-${this.#made++}`,
      type,
      occurredAt: new Date(Date.now() - late).toISOString(),
      source: "bench",
      properties: this.#properties(type),
      subject: { leadId: this.#pick(this.#leadIds) },
    };
  }

  #properties(type: (typeof wheel)[number]): Record<string, unknown> {
    const seconds = Math.floor(this.#random() * 300);
    if (type === "page_view") return { page: `/projects/${Math.floor(this.#random() * 40)}`, seconds };
    if (type === "listing_view") return { listing: `A-${Math.floor(this.#random() * 200)}`, seconds };
    if (type === "search") return { locality: "Baner", bedrooms: 2 };
    if (type === "call_out") return { answered: seconds > 150, seconds };
    return type === "call_in" ? { seconds } : {};
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}

export interface EventSender {
  /** Resolves when the API has answered that all were recorded. */
  send(events: readonly unknown[]): Promise<void>;
  close(): void;
}

export function eventSender(apiUrl: string, key: string, connections: number): EventSender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  return {
    async send(events) {
      const body = JSON.stringify({ events });
      const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
        const call = request(`${apiUrl}/v1/events`, { method: "POST", agent, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
          );
          answer.on("error", reject);
        });
        call.on("error", reject);
        call.end(body);
      });
      if (status !== 200 || !text.includes(`"recorded":${events.length}`)) {
        throw new Error(`The API answered ${status}: ${text.slice(0, 300)}`);
      }
    },
    close: () => agent.destroy(),
  };
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
