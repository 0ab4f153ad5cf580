import { sessionOf } from "@leadlift/services/auth/session";
import { userContext } from "@leadlift/services/context";
import { rejectsCsv } from "@leadlift/services/import/rejects-csv";
import { say } from "@leadlift/services/sentences/said";
import { requestLanguage } from "../../../../../i18n/request-locale.ts";
import { toResponse } from "../../../../../server/errors.ts";
import { platform } from "../../../../../server/platform.ts";
import { isSameOrigin } from "../../../../../server/same-origin.ts";

/** The rows that were not imported, as a file to correct and upload again. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const opened = await platform();
  const language = await requestLanguage();
  try {
    const session = await sessionOf(opened, request.headers);
    if (!session || !isSameOrigin(request.headers, opened.env.publicUrl)) {
      return Response.json({ message: say("Sign in to go on.", undefined, language) }, { status: 401 });
    }
    const { id } = await params;
    const { filename, text } = await rejectsCsv(await userContext(opened, session, language), {
      importId: id,
    });
    return new Response(streamOf(text), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="rejected.csv"; filename*=UTF-8''${encodeURIComponent(filename)}`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return toResponse(error, language, (cause) => opened.log.error("A download failed", { error: cause }));
  }
}

/** Reads on only when the receiver has room. */
function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
