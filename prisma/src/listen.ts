import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

interface Listener {
  onNotify(payload: string): void;
  /** The connection was broken and is back. */
  onMissed?: (() => void) | undefined;
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;

export interface Channels {
  listen(
    channel: string,
    onNotify: Listener["onNotify"],
    onMissed?: Listener["onMissed"],
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/**
 * One connection for all channels, made at the first and remade whenever it breaks.
 * What is sent while it is broken is missed: a notification hastens a look, it does not replace it.
 */
export function openChannels(connection: pg.ClientConfig): Channels {
  const listeners = new Map<string, Set<Listener>>();
  const stop = new AbortController();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...connection, keepAlive: true });
    fresh.on("error", () => undefined);
    fresh.on("notification", ({ channel, payload }) => {
      for (const listener of listeners.get(channel) ?? []) listener.onNotify(payload ?? "");
    });
    await fresh.connect();
    for (const channel of listeners.keys()) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    client = fresh;
    fresh.once("end", () => {
      client = undefined;
      connecting = stop.signal.aborted ? undefined : reconnect();
    });
  }

  async function reconnect(): Promise<void> {
    for (let pause = firstPauseMs; !stop.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        await sleep(pause, undefined, { signal: stop.signal, ref: false });
        await connect();
        for (const known of listeners.values()) for (const listener of known) listener.onMissed?.();
        return;
      } catch {
        // Still down, or closing; the loop tells which.
      }
    }
  }

  return {
    async listen(channel, onNotify, onMissed) {
      const listener: Listener = { onNotify, onMissed };
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      if (known.size === 1 && client) await client.query(`listen ${client.escapeIdentifier(channel)}`);
      if (!client && !stop.signal.aborted) {
        connecting ??= connect().catch(() => reconnect());
        await connecting;
      }
      return async () => {
        known.delete(listener);
        if (known.size > 0) return;
        listeners.delete(channel);
        await client?.query(`unlisten ${client.escapeIdentifier(channel)}`).catch(() => undefined);
      };
    },
    async close() {
      stop.abort();
      await connecting?.catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}
