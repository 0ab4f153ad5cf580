import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NothingHere } from "../features/shell/NothingHere.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("shell");
  return { title: words("nothingHere") };
}

export default function NotFound() {
  return (
    <main>
      <NothingHere />
    </main>
  );
}
