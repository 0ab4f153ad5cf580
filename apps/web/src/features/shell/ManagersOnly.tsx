import { can, type Permission } from "@leadlift/services/permissions";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { requireSession } from "../../trpc/server.ts";

interface ManagersOnlyProps {
  permission: Permission;
  /** the page's words: `managers`, `managersWhy` and `toBoard` say that it is not for everybody */
  of: "team" | "insights";
  /** made only for who may see it */
  page(): Promise<React.ReactNode>;
}

/** A page for those who manage; everybody else is shown the way to their own figures. */
export async function ManagersOnly({ permission, of, page }: ManagersOnlyProps) {
  const { role } = await requireSession();
  if (can(role, permission)) return page();
  const words = await getTranslations(of);
  return (
    <Empty
      action={
        <Link className={buttonClass("primary")} href="/board">
          {words("toBoard")}
        </Link>
      }
      heading="h1"
      title={words("managers")}
    >
      {words("managersWhy")}
    </Empty>
  );
}
