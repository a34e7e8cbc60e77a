// A board as a process that a test starts, kills and starts again on the same folder and port.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export class Board {
  /** `small` is the small election as the scene describes it. */
  static async start(small) {
    const [program, ...parameters] = small.command;
    const process = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = createInterface({ input: process.stdout });
    const [line] = await Promise.race([
      once(lines, 'line'),
      once(process, 'exit').then(([code]) => Promise.reject(new Error(`the board ended with ${code}`))),
    ]);
    if (line !== `listening on ${small.origin}`) throw new Error(`the board says ${line}`);
    return new Board(process);
  }

  constructor(process) {
    this.process = process;
  }

  /** Ends it at once, as a power cut does. */
  async kill() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}
