import { NuqsAdapter } from "nuqs/adapters/next/app";

/** For routes whose view stands in the address; the others do without its code. */
export function ViewInAddress({ children }: { children: React.ReactNode }) {
  return <NuqsAdapter>{children}</NuqsAdapter>;
}
