/** Where progress is shown: a terminal, or plain lines. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Task {
  /** `fraction` from 0 to 1 where it is known. */
  update(text: string, fraction?: number): void;
  done(text?: string): void;
  failed(text: string): void;
}

interface Shown {
  text: string;
  fraction: number | undefined;
}

const plainStep = 0.25;

/** Each task ends as one line with its time; on a terminal one more line shows what is under way. */
export class Progress {
  readonly #screen: Screen;
  readonly #now: () => number;
  readonly #running = new Set<Shown>();

  constructor(screen: Screen, now: () => number = Date.now) {
    this.#screen = screen;
    this.#now = now;
  }

  start(text: string): Task {
    const shown: Shown = { text, fraction: undefined };
    const started = this.#now();
    let said = 0;
    this.#running.add(shown);
    this.#redraw();
    const end = (mark: string, line: string) => {
      if (!this.#running.delete(shown)) return;
      this.line(`${mark} ${line} ${duration(this.#now() - started)}`);
    };
    return {
      update: (next, fraction) => {
        shown.text = next;
        shown.fraction = fraction;
        if (this.#screen.isTTY) return this.#redraw();
        if (fraction !== undefined && fraction < 1 && fraction - said >= plainStep) {
          said = fraction;
          this.line(`  ${describe(shown)}`);
        }
      },
      done: (line) => end("✓", line ?? shown.text),
      failed: (line) => end("✗", line),
    };
  }

  /** A line that stays. */
  line(text: string): void {
    this.#clear();
    this.#screen.write(`${text}\n`);
    this.#redraw();
  }

  /** Leaves the terminal as it was, whatever is still under way. */
  end(): void {
    this.#running.clear();
    this.#clear();
  }

  #clear(): void {
    if (this.#screen.isTTY) this.#screen.write("\r\u001b[2K");
  }

  #redraw(): void {
    if (!this.#screen.isTTY) return;
    const line = [...this.#running].map(describe).join(" · ");
    const width = (this.#screen.columns ?? 80) - 1;
    this.#screen.write(`\r\u001b[2K${line.slice(0, width)}`);
  }
}

function describe({ text, fraction }: Shown): string {
  return fraction === undefined ? `${text} …` : `${text} ${Math.floor(fraction * 100)} %`;
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `(${seconds.toFixed(1)} s)`;
  return `(${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s)`;
}
