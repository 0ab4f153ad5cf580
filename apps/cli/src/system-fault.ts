const reasons: Record<string, string> = {
  ENOENT: "it does not exist",
  EACCES: "access is not allowed",
  EPERM: "access is not allowed",
  EEXIST: "a file of that name is in the way",
  ENOTDIR: "a file is in the way",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

/** A fault of the file system in a few words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown fault";
  return reasons[code] ?? code;
}
