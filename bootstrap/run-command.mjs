import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter } from "node:path";
import { binaries, root } from "./paths.mjs";

const windows = process.platform === "win32";

/** This process's environment with the project's binaries (and `extra` folders) first on the path. */
export function environment(extra = []) {
  const path = process.env.PATH ?? process.env.Path ?? "";
  return { ...process.env, PATH: [binaries, ...extra, path].join(delimiter) };
}

/** Runs a command to its end with everything it says kept: { code, output }. Never reads from the terminal. */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment(),
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      shell: windows,
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ code: 127, output: String(error.message) }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Hands the terminal to a command and resolves with its exit code. Ctrl-C reaches it through the terminal,
 * SIGTERM is passed on; `untilOrphaned` stops it when the process that started us is gone or interrupts us alone.
 */
export function handOver(command, args, { untilOrphaned = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment(),
      ...options,
      stdio: options.stdio ?? "inherit",
      shell: windows && command !== process.execPath,
    });
    const pass = (signal) => child.kill(signal);
    let interrupted;
    const interrupt = () => {
      if (untilOrphaned) interrupted ??= setTimeout(pass, 500, "SIGTERM");
    };
    process.on("SIGINT", interrupt);
    process.on("SIGTERM", pass);
    process.on("SIGHUP", pass);
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (untilOrphaned && process.ppid !== parent) child.kill("SIGTERM");
    }, 1000);
    const done = (code) => {
      clearInterval(watch);
      clearTimeout(interrupted);
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", pass);
      process.off("SIGHUP", pass);
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(error.message);
      done(127);
    });
    child.once("close", (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 1)));
  });
}
