import type { Page } from "@playwright/test";

export const roles = ["broker", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** A page of the dashboard. */
export interface Route {
  /** of its pictures; a part of their files' names */
  name: string;
  /** as it stands in the address, with [id] for a lead's own id */
  path: string;
  /** who finds something there; the first of them is shown in the pictures. Nobody: it is for who is signed out. */
  seenBy: readonly Role[];
  /** pictured in Hindi as well */
  hindi?: true;
}

const everyone: readonly Role[] = roles;
const managing: readonly Role[] = ["manager", "admin"];
const admins: readonly Role[] = ["admin"];
const adminsFirst: readonly Role[] = ["admin", "manager", "broker"];

/** Every page, in the order of the menu. */
export const routes: readonly Route[] = [
  { name: "today", path: "/today", seenBy: everyone, hindi: true },
  { name: "leads", path: "/leads", seenBy: everyone },
  { name: "lead", path: "/leads/[id]", seenBy: everyone, hindi: true },
  { name: "board", path: "/board", seenBy: everyone, hindi: true },
  { name: "team", path: "/team", seenBy: managing },
  { name: "insights", path: "/insights", seenBy: managing },
  { name: "import", path: "/import", seenBy: managing },
  { name: "quality", path: "/quality", seenBy: managing },
  { name: "model", path: "/model", seenBy: adminsFirst },
  { name: "scorecard", path: "/scorecard", seenBy: adminsFirst },
  { name: "members", path: "/members", seenBy: adminsFirst },
  { name: "settings", path: "/settings", seenBy: admins },
  { name: "audit", path: "/audit", seenBy: admins },
  { name: "keys", path: "/keys", seenBy: admins },
  { name: "webhooks", path: "/webhooks", seenBy: admins },
  { name: "whatsapp", path: "/whatsapp", seenBy: admins, hindi: true },
  { name: "enrichment", path: "/enrichment", seenBy: admins },
  { name: "notifications", path: "/notifications", seenBy: everyone },
  { name: "me", path: "/me", seenBy: everyone },
  { name: "sign-in", path: "/sign-in", seenBy: [] },
  { name: "sign-up", path: "/sign-up", seenBy: [] },
];

/** The sizes that every page is made for. */
export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;
export type Size = keyof typeof sizes;

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What may be asked for in place of [id]: the first lead of the list that the page shows. */
export async function firstLead(page: Page, list = "/leads"): Promise<string | null> {
  await page.goto(list);
  const lead = page.locator("[data-lead]").first();
  await lead.waitFor({ state: "attached" });
  return lead.getAttribute("data-lead");
}

export function addressOf({ path }: Route, leadId: string | null): string {
  return path.replace("[id]", leadId ?? "");
}
