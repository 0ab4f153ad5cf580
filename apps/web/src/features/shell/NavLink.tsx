"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "../../components/class-names.ts";
import { Icon, type IconName } from "../../components/Icon.tsx";

interface NavLinkProps {
  href: string;
  icon: IconName;
  label: string;
  /** beside a page, or at the foot of a phone */
  place: "side" | "tab";
}

export function NavLink({ href, icon, label, place }: NavLinkProps) {
  const here = usePathname();
  const current = here === href || here.startsWith(`${href}/`);
  return (
    <Link
      aria-current={current ? "page" : undefined}
      className={
        place === "side"
          ? cx(
              "flex h-9 items-center gap-2.5 rounded-lg px-2.5 font-medium",
              current ? "bg-surface text-ink" : "text-ink2 hover:text-ink",
            )
          : cx(
              "flex h-full min-w-16 flex-1 flex-col items-center justify-center gap-0.5 font-medium text-[11px]",
              current ? "text-accent" : "text-ink2",
            )
      }
      href={href}
    >
      <Icon name={icon} size={place === "side" ? 17 : 21} />
      {label}
    </Link>
  );
}
