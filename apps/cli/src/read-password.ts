import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { CommandError } from "./command-error.ts";

/** Asks on a terminal, without showing what is typed; elsewhere all of standard input is the password. */
export async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await ask() : (await text(process.stdin)).replace(/\r?\n$/, "");
  if (password === "") throw new CommandError("No password was given.");
  // Typed twice out of habit it would become a password of two lines, which no sign-in page can take.
  if (/[\r\n]/.test(password)) throw new CommandError("The password must be one line, given once.");
  return password;
}

function ask(): Promise<string> {
  process.stderr.write("Password (it is not shown): ");
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    terminal.once("line", (line) => {
      resolve(line);
      terminal.close();
    });
    // Ctrl-C and Ctrl-D close it without a line.
    terminal.once("close", () => {
      process.stderr.write("\n");
      resolve("");
    });
  });
}
