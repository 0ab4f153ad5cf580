const whole = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 0 });
const bytes = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 1 });

/** 1,04,532 */
export function countText(value: number): string {
  return whole.format(value);
}

/** "1 lead", "1,204 leads" */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${countText(value)} ${value === 1 ? one : many}`;
}

/** A share of 0 to 1 in percent; small shares keep one decimal. */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1).replace(/\.0$/, "") : Math.round(percent)} %`;
}

/** A signed number with a true minus: +14, −3, 0. */
export function signedText(value: number): string {
  const rounded = Math.round(value);
  if (rounded === 0) return "0";
  return rounded > 0 ? `+${whole.format(rounded)}` : `−${whole.format(-rounded)}`;
}

export function sizeText(size: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(units.length - 1, size < 1000 ? 0 : Math.floor(Math.log10(size) / 3));
  return `${bytes.format(size / 1000 ** power)} ${units[power]}`;
}
