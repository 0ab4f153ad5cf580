/** One line on stderr that is rewritten in place; nothing where stderr is not a terminal. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { show() {}, clear() {} };
  let shown = "";
  return {
    show(text) {
      if (text === shown) return;
      shown = text;
      stream.write(`\r\u001b[2K${text}`);
    },
    clear() {
      if (shown !== "") stream.write("\r\u001b[2K");
      shown = "";
    },
  };
}
