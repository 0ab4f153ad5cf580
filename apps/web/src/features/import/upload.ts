export interface UploadHandlers {
  /** 0 to 1 of the bytes sent */
  onProgress(share: number): void;
  signal: AbortSignal;
}

/** One sentence for the person who uploads. */
export class UploadError extends Error {
  override readonly name = "UploadError";
}

/** Sends a file as the body of one request; fetch cannot tell how much has gone, XMLHttpRequest can. */
export function upload(file: File, { onProgress, signal }: UploadHandlers): Promise<{ importId: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/import?filename=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "text/csv");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === 201 && isAnswer(answer)) resolve(answer);
      else reject(new UploadError(messageOf(answer) ?? "The server did not accept this file. Try again."));
    };
    request.onerror = () =>
      reject(
        new UploadError(
          "The connection broke off before the whole file had arrived. Nothing was kept; try again.",
        ),
      );
    request.onabort = () => reject(new UploadError("Stopped. Nothing was kept."));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function isAnswer(answer: unknown): answer is { importId: string } {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "importId" in answer &&
    typeof answer.importId === "string"
  );
}

function messageOf(answer: unknown): string | null {
  const message =
    typeof answer === "object" && answer !== null && "message" in answer ? answer.message : null;
  return typeof message === "string" ? message : null;
}
