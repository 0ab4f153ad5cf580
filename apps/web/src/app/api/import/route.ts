import { sessionOf } from "@leadlift/services/auth/session";
import { userContext } from "@leadlift/services/context";
import { ServiceError } from "@leadlift/services/errors";
import { receiveUpload } from "@leadlift/services/import/upload";
import { requirePermission } from "@leadlift/services/permissions";
import { say } from "@leadlift/services/sentences/said";
import { requestLanguage } from "../../../i18n/request-locale.ts";
import { toResponse } from "../../../server/errors.ts";
import { platform } from "../../../server/platform.ts";
import { isSameOrigin } from "../../../server/same-origin.ts";

/** A file as the body of one request, handed on chunk by chunk. */
export async function POST(request: Request): Promise<Response> {
  const opened = await platform();
  const language = await requestLanguage();
  try {
    if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
      throw new ServiceError("FORBIDDEN", "Files are taken only from LeadLift's own pages.");
    }
    const session = await sessionOf(opened, request.headers);
    if (!session) {
      return Response.json({ message: say("Sign in to go on.", undefined, language) }, { status: 401 });
    }
    const ctx = await userContext(opened, session, language);
    requirePermission(ctx, "import.run");
    if (!request.body) throw new ServiceError("BAD_INPUT", "There is no file in this request.");
    const announced = request.headers.get("content-length");
    const received = await receiveUpload(ctx, {
      filename: new URL(request.url).searchParams.get("filename") ?? "leads.csv",
      contentLength: announced && /^\d+$/.test(announced) ? Number(announced) : null,
      bytes: chunksOf(request.body),
    });
    return Response.json(received, { status: 201 });
  } catch (error) {
    return toResponse(error, language, (cause) => opened.log.error("An upload failed", { error: cause }));
  }
}

/** DOM types do not know that a stream can be iterated. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
