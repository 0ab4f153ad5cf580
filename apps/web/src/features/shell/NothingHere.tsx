import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";

export async function NothingHere() {
  const words = await getTranslations("shell");
  return (
    <Empty
      action={
        <Link className={buttonClass("primary")} href="/leads">
          {words("toLeads")}
        </Link>
      }
      heading="h1"
      title={words("nothingHere")}
    >
      {words("nothingHereWhy")}
    </Empty>
  );
}
