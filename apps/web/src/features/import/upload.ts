export interface UploadHandlers {
  /** 0 to 1 of the bytes sent */
  onProgress(share: number): void;
  signal: AbortSignal;
}

/** Why an upload came to nothing; `sentence` is the server's own, for the person who uploads. */
export class UploadError extends Error {
  override readonly name = "UploadError";
  readonly why: "refused" | "broken" | "stopped";
  readonly sentence: string | null;

  constructor(why: UploadError["why"], sentence: string | null = null) {
    super(sentence ?? why);
    this.why = why;
    this.sentence = sentence;
  }
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
      else reject(new UploadError("refused", messageOf(answer)));
    };
    request.onerror = () => reject(new UploadError("broken"));
    request.onabort = () => reject(new UploadError("stopped"));
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
