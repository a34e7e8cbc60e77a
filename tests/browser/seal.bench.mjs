// How long a browser takes to seal ballots: `cargo xtask bench`. One line for each ballot: `seal <name> <fastest> <median>`
// in seconds. MODULE is the folder of the WebAssembly module, CHROMIUM the browser.

import { launchAt } from './chromium.mjs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const BALLOTS = 12;
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

const server = createServer(async (request, response) => {
  const name = path.basename(new URL(request.url, 'http://localhost').pathname) || 'index.html';
  const body = name === 'index.html' ? '<!doctype html>' : await readFile(path.join(process.env.MODULE, name)).catch(() => null);
  response.writeHead(body === null ? 404 : 200, {
    'content-type': TYPES[path.extname(name)] ?? 'text/plain',
    // A page of its own gets a clock of 5 microseconds instead of 100.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  response.end(body ?? '');
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await launchAt(process.env.CHROMIUM);
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const names = await page.evaluate(async () => {
  const module = await import('/wasm_vectors.js');
  await module.default();
  globalThis.bench = module;
  return module.cases();
});
const cases = [...names.entries()].map(([number, name]) => [number, name, 1]);
// A slow processor: the browser slows its page down, and no worker, so this is measured in a page.
cases.push(...cases.filter(([, name]) => name === 'Choose(20)').map(([number, name]) => [number, `${name}/6x-slower`, 6]));
const session = await page.context().newCDPSession(page);
for (const [number, name, rate] of cases) {
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const times = await page.evaluate(
    ([number, ballots]) => {
      const now = () => performance.now();
      // The compiler of the browser works while the first ballots are sealed.
      globalThis.bench.seal(number, 3, now);
      return [...globalThis.bench.seal(number, ballots, now)];
    },
    [number, BALLOTS],
  );
  times.sort((a, b) => a - b);
  console.log(`seal ${name} ${times[0] / 1000} ${times[BALLOTS / 2] / 1000}`);
}
await browser.close();
server.close();
