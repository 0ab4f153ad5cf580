const patienceMs = 1500;

/** Awaits `work`, saying meanwhile what is done: a counting line on a terminal, elsewhere one line if it takes long. */
export async function whileSaying(text, work, screen) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const draw = () => screen.write(`\r\u001b[2K${text} … ${seconds()} s`);
  const timer = screen.isTTY
    ? setInterval(draw, 1000)
    : setTimeout(() => screen.write(`${text} …\n`), patienceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (screen.isTTY && seconds() > 0) screen.write("\r\u001b[2K");
  }
}
