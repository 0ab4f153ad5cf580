const paths = {
  today: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12v4.200l2.800 1.800",
  leads: "M4 6h16M4 12h10M4 18h7",
  import: "M12 4v11m0 0 4-4m-4 4-4-4M5 20h14",
  board: "M5 20v-8m7 8V5m7 15v-5",
  team: "M9 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 19a6 6 0 0 1 12 0m0-14.200a3.5 3.5 0 0 1 0 6.400M17.500 14A6 6 0 0 1 21 19",
  insights: "M12 4a8 8 0 1 0 8 8h-8V4Zm4 .500A8 8 0 0 1 19.500 8H16V4.500Z",
  model: "M4 19V5m0 14h16M8 15l4-5 3 3 4-6",
  rules:
    "M4 7h7.500m5 0H20M4 17h3.500m5 0H20M14 9.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-4 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  quality: "M4 6h10M4 12h6M4 18h6m3-2.500 3 3 5.500-6",
  key: "M14.500 14a5 5 0 1 0-4.700-3.300L4 16.500V20h3.500v-2.500H10V15l.7-.7M16 8h.01",
  webhook: "M4 12h11m0 0-4-4m4 4-4 4M20 5v14",
  enrich: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4 4M11 8v6m-3-3h6",
  members: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5 8a5 5 0 0 1 10 0M17 8v6m-3-3h6",
  settings:
    "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-11v2m0 12v2m8-8h-2M6 12H4m13.700-5.700-1.400 1.400M7.700 16.300l-1.400 1.400m11.400 0-1.400-1.400M7.700 7.700 6.300 6.300",
  audit: "M6 4h9l3 3v13H6V4Zm3 7h6m-6 4h6",
  bell: "M6 16v-5a6 6 0 1 1 12 0v5l1.500 2h-15L6 16Zm4 4.500h4",
  hot: "M12 3.500c.5 3.500 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3.500 2-4.500.300 1.500 1 2 2 2.500-.500-3 0-5.500 1-8Z",
  me: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0",
  phone:
    "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.6 1.5C11 18.5 5.5 13 5 5.600A1.5 1.5 0 0 1 6.5 4Z",
  chat: "M5 19l1.2-3.600A7.5 7.5 0 1 1 9 18.300L5 19Z",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4 4",
  close: "M6 6l12 12M18 6 6 18",
  filter: "M4 6h16M7 12h10M10 18h4",
  left: "M14.5 6 8.5 12l6 6",
  right: "M9.5 6l6 6-6 6",
  check: "M5 12.5 10 17l9-10",
  down: "M7 10l5 5 5-5",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6Zm9 2.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
} as const;

export type IconName = keyof typeof paths;

/** A line icon; always beside a word, so it is hidden from screen readers. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="shrink-0"
      fill="none"
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.8}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={paths[name]} />
    </svg>
  );
}
