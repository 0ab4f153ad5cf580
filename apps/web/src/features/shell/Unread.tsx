import { Button } from "../../components/Button.tsx";
import { Empty } from "../../components/Empty.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

interface UnreadProps {
  title: string;
  /** what the button says */
  again: string;
  error: unknown;
  retry(): void;
}

/** In place of a page that could not be read. */
export function Unread({ title, again, error, retry }: UnreadProps) {
  return (
    <Empty
      action={
        <Button kind="primary" onClick={retry}>
          {again}
        </Button>
      }
      heading="h1"
      title={title}
    >
      {sentenceOf(error)}
    </Empty>
  );
}
