import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "../components/Button.tsx";
import { Empty } from "../components/Empty.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <Empty
        action={
          <Link className={buttonClass("primary")} href="/leads">
            Go to the leads
          </Link>
        }
        heading="h1"
        title="There is nothing at this address"
      >
        It may have been removed, or it belongs to another organisation.
      </Empty>
    </main>
  );
}
