// A plain web server, as anybody has one: it sends the files of a folder, and says nothing about them but what they are.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css',
  '.ftl': 'text/plain',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves a folder below a path such as `/any/where/`; gives the server and the address. */
export async function serve(folder, below) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const inside = name.startsWith(below) && !name.includes('..');
    const body = inside ? await readFile(path.join(folder, name.slice(below.length))).catch(() => null) : null;
    response.writeHead(body === null ? 404 : 200, {
      'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
      // Nothing is there a second time.
      'cache-control': 'no-store',
    });
    response.end(body ?? '');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, address: `http://127.0.0.1:${server.address().port}${below}` };
}
