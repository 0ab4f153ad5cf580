import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale } from "next-intl/server";
import { Announcements } from "../components/Announcements.tsx";
import { readTheme, themeCookie } from "../features/shell/theme.ts";
import { Words } from "../i18n/Words.tsx";
import { fontVariables } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "LeadLift", template: "%s · LeadLift" },
  description: "Which lead to call next, and why.",
  robots: { index: false },
  appleWebApp: { capable: true, title: "LeadLift", statusBarStyle: "default" },
  icons: { apple: "/icons/apple-180.png" },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f6f3" },
    { media: "(prefers-color-scheme: dark)", color: "#151513" },
  ],
  viewportFit: "cover",
};

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html className={fontVariables} data-theme={theme} lang={await getLocale()}>
      <body>
        <Words of={["shell"]}>
          {children}
          <Announcements />
        </Words>
      </body>
    </html>
  );
}
