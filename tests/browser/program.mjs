// A worker's program by itself, as the bundle has it: what a browser gives a worker is here of node.js.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { webcrypto } from 'node:crypto';

const answers = new Map();
let hello;
let next = 1;

/** A file as a page hands it on: only as much of it is read as is asked for. */
export class LocalFile {
  constructor(name, bytes) {
    Object.assign(this, { name, bytes, size: bytes.length });
  }

  slice(from, to) {
    return new LocalFile(this.name, this.bytes.subarray(from, to));
  }
}

/** Reads at once, as workers may. */
class FileReaderSync {
  readAsArrayBuffer({ bytes }) {
    return Uint8Array.from(bytes).buffer;
  }
}

/** Starts the program that is called so in these pages, as if `origin` had sent it; gives what it says first. */
export async function start(pages, name, origin) {
  globalThis.crypto ??= webcrypto;
  globalThis.location = new URL(origin);
  globalThis.FileReaderSync = FileReaderSync;
  const { fetch } = globalThis;
  globalThis.fetch = (asked, options) => fetch(asked.url === undefined ? new URL(asked, origin) : asked, options);
  const ready = new Promise((resolve) => {
    hello = resolve;
  });
  globalThis.postMessage = ([id, text, more]) => {
    if (id === 0) return hello(text);
    const told = answers.get(id);
    if (more) told.progress.push(JSON.parse(text));
    else told.resolve(JSON.parse(text));
  };
  const script = readdirSync(pages).find((file) => file.startsWith(`${name}.`) && file.endsWith('.js'));
  const source = readFileSync(path.join(pages, script));
  await import(`data:text/javascript;base64,${source.toString('base64')}`);
  return ready;
}

/** Sends the worker anything, and waits for the answer with this id. */
export function send(id, message, progress = []) {
  return new Promise((resolve) => {
    answers.set(id, { resolve, progress });
    globalThis.onmessage({ data: message });
  });
}

/** A number that no question has had. */
export function fresh() {
  next += 1;
  return next;
}

/** Asks as a page does; `progress` receives what is told before the answer. */
export function ask(request, files, progress) {
  const id = fresh();
  return send(id, [id, JSON.stringify(request), files], progress);
}
