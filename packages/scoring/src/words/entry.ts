/** How one well-known feature is spoken of. */
export interface Entry {
  /** What it is called: "Time on site". */
  label: string;
  /** A sentence with the lead's own value; null when the value is not of a kind it can speak of. */
  say: (value: string | number | boolean) => string | null;
  /** The value alone. */
  show?: (value: string | number | boolean) => string | null;
  /** When the value is missing. Default "<label> not known". */
  unknown?: string;
}
