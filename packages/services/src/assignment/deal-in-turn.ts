import type { OnDuty } from "./on-duty.ts";

export interface Turn {
  userId: string;
  /** among all leads that were ever given in turn */
  number: number;
}

/**
 * Whose turn it is, for so many leads in order: always whoever waits longest and has room left today; of two who wait
 * equally long, the one named first. Shorter than asked where nobody has room.
 */
export function dealInTurn(count: number, brokers: readonly (OnDuty & { got: number })[]): Turn[] {
  const waiting = brokers.map((each) => ({ ...each, room: each.dailyLeads - each.got }));
  let number = Math.max(0, ...brokers.map(({ lastTurn }) => lastTurn));
  const turns: Turn[] = [];
  while (turns.length < count) {
    const [next] = waiting.filter(({ room }) => room > 0).sort((a, b) => a.lastTurn - b.lastTurn);
    if (!next) break;
    number += 1;
    next.room -= 1;
    next.lastTurn = number;
    turns.push({ userId: next.userId, number });
  }
  return turns;
}
