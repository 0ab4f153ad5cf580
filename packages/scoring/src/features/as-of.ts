/** A moment to look at facts from, in ms since 1970. */
export interface AsOf {
  /** Facts that happened by then … */
  at: number;
  /** … and were known by then. */
  knownAt: number;
  /** Consents must hold then, too. Serving and replays of it: knownAt; training: now. */
  lawfulAt: number;
}
