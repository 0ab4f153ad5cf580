import { createServer, type Socket } from "node:net";

export interface Inbox {
  url: string;
  /** what came, each as it was sent */
  mails: string[];
  /** from now on every mail is refused */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

/** A mail server that keeps what it is sent. */
export async function smtpInbox(): Promise<Inbox> {
  const mails: string[] = [];
  let refusing = false;
  const server = createServer((socket) => receive(socket, mails, () => refusing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (now) => {
      refusing = now;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function receive(socket: Socket, mails: string[], refusing: () => boolean): void {
  let buffer = "";
  let body: string | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket.on("error", () => undefined);
  socket.on("data", (data) => {
    buffer += data.toString("utf8");
    for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (body !== null) {
        if (line !== ".") body += `${line}\n`;
        else {
          mails.push(body);
          body = null;
          say("250 taken");
        }
      } else if (/^(ehlo|helo)/i.test(line)) say("250 inbox");
      else if (/^rcpt/i.test(line) && refusing()) say("550 no such person");
      else if (/^data/i.test(line)) {
        body = "";
        say("354 go on");
      } else if (/^quit/i.test(line)) socket.end("221 bye\r\n");
      else say("250 ok");
    }
  });
  say("220 inbox");
}
