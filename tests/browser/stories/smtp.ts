// Just enough of RFC 5321 to hand a mail to the desk, as another machine would.
import { connect, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';

export interface Letter {
  from: string;
  to: string;
  subject: string;
  text: string;
  /** Further lines of the head, such as `In-Reply-To: <…>`. */
  head?: string[];
}

/** Reads an answer to its last line; one that goes on has a hyphen behind its code. */
async function answer(lines: AsyncIterator<string>, expected: string): Promise<void> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The server hung up instead of saying ${expected}`);
    if (!value.startsWith(expected)) throw new Error(`Expected ${expected}, heard: ${value}`);
    if (value[3] !== '-') return;
  }
}

async function converse(socket: Socket, lines: AsyncIterator<string>, steps: [line: string, expected: string][]): Promise<void> {
  await answer(lines, '220');
  for (const [line, expected] of steps) {
    socket.write(`${line}\r\n`);
    await answer(lines, expected);
  }
}

export async function sendMail({ from, to, subject, text, head = [] }: Letter): Promise<void> {
  const address = /<(.*)>/.exec(from)?.[1] ?? from;
  const lines = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${crypto.randomUUID()}@stories.example>`];
  const message = [...lines, `Date: ${new Date().toUTCString()}`, ...head, '', ...text.split('\n')];
  // A line that is a dot alone would end the message.
  const data = message.map((line) => (line.startsWith('.') ? `.${line}` : line)).join('\r\n');
  const socket = connect(Number(process.env.STORY_SMTP_PORT), '127.0.0.1');
  const reader: Interface = createInterface({ input: socket });
  try {
    await converse(socket, reader[Symbol.asyncIterator](), [
      ['EHLO stories.example', '250'],
      [`MAIL FROM:<${address}>`, '250'],
      [`RCPT TO:<${to}>`, '250'],
      ['DATA', '354'],
      [`${data}\r\n.`, '250'],
      ['QUIT', '221'],
    ]);
  } finally {
    reader.close();
    socket.destroy();
  }
}
