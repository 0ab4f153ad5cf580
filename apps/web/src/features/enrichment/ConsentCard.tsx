import type { Enrichable } from "@leadlift/services/enrichment/enrichable";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";

/** What it takes before anybody is asked. */
export function ConsentCard({ enrichable: { open, agreed } }: { enrichable: Enrichable }) {
  const words = useTranslations("enrichment.consent");
  const code = (text: React.ReactNode) => <code className="text-ink">{text}</code>;
  return (
    <Card title={words("title")}>
      <p className="font-medium">
        {open === 0
          ? words("noLeads")
          : agreed === 0
            ? words("nobody", { open })
            : words("some", { agreed: countText(agreed), open })}
      </p>
      <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-4.5 text-ink2">
        <li>{words.rich("only", { code })}</li>
        <li>{words.rich("record", { code })}</li>
        <li>{words("back")}</li>
        <li>{words("slow")}</li>
      </ul>
    </Card>
  );
}
