// A ballot looked for: by tracker, link, receipt file and QR code, on an honest board and on one that is not. Run while
// voting is open, and again after the result.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

const election = new URL(scene.resultsPage).pathname.split('/').at(-1);
const origin = new URL(scene.resultsPage).origin;
const trackPage = `${origin}/track/${election}`;
const stage = scene.finished ? 'result' : 'open';
const PHONE = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' };

/** What people have of a tracker. */
const shown = (hash) => {
  const bits = [...Buffer.from(hash, 'hex')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.slice(0, 125).match(/.{5}/g).map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(five, 2)]);
  return digits.join('').match(/.{5}/g).join('-');
};

/** A receipt of a ballot that counts, and tracker and position of one that was replaced. */
const some = async () => {
  const lines = (await (await fetch(`${origin}/api/v1/elections/${election}/log`)).text()).trimEnd().split('\n');
  const last = new Map();
  const replaced = [];
  lines.forEach((line, seq) => {
    const { kind, body } = JSON.parse(line);
    if (kind !== 'ballot') return;
    if (last.has(body.credential)) replaced.push(last.get(body.credential));
    last.set(body.credential, { body: createHash('sha3-256').update(JSON.stringify(body)).digest('hex'), seq });
  });
  const counts = new Set([...last.values()].map(({ seq }) => seq));
  return [scene.receipts.find(({ seq }) => counts.has(seq)), replaced[0]];
};

let browser;
let counted, replaced;
before(async () => {
  browser = await launch();
  [counted, replaced] = await some();
});
after(() => browser.close());

const inTheBox = (seq) =>
  scene.finished
    ? `This ballot is counted in the result; it is at line ${seq}`
    : `Your ballot is in the ballot box, at line ${seq}`;

/** Waits for a finding. */
const finding = (visitor, name) => visitor.page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();

/** A file as somebody chooses it. */
const file = (text, name = 'receipt.json') => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

for (const [name, options] of [
  ['track', {}],
  ['phone-track', PHONE],
]) {
  test(`a tracker is found, however it is typed (${name}, ${stage})`, async () => {
    const visitor = await Visitor.arrive(browser, options);
    await visitor.page.goto(trackPage);
    await visitor.heading('Find a ballot');
    await visitor.inspect(`${name}-${stage}`);
    const field = visitor.page.getByRole('textbox', { name: 'Tracker' });
    const tracker = shown(counted.body);
    await field.fill(` ${tracker.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `);
    await field.press('Enter');
    await finding(visitor, inTheBox(counted.seq));
    await visitor.page.getByText(/proved to be in the log of \d+ lines that the board has signed and that these witnesses have seen/).waitFor();
    await visitor.page.getByText(/It is there since .* at the latest/).waitFor();
    await visitor.page.getByText(tracker, { exact: true }).waitFor();
    await visitor.page.getByRole('img', { name: /^Picture: (\S+ \S+, ){3}\S+ \S+$/ }).waitFor();
    await visitor.inspect(`${name}-${stage}-found`);
    await visitor.leave();
  });
}

test(`what is no tracker is told, and nothing is asked (${stage})`, async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(trackPage);
  const field = visitor.page.getByRole('textbox', { name: 'Tracker' });
  const tracker = shown(counted.body);
  let asked = 0;
  visitor.context.on('request', (request) => {
    asked += request.url().includes('/ballots/') ? 1 : 0;
  });
  for (const [wrong, words] of [
    ['', 'A tracker has 25 letters and digits; this has 0'],
    [tracker.slice(0, -1), 'A tracker has 25 letters and digits; this has 24'],
    [`${tracker.slice(0, -1)}U`, 'The character .U. at position 25 cannot occur in a tracker'],
  ]) {
    await field.fill(wrong);
    await visitor.press('Find it');
    await finding(visitor, words);
  }
  assert.equal(asked, 0);
  await visitor.inspect(`track-${stage}-wrong`);
  const other = tracker[0] === '7' ? '8' : '7';
  await field.fill(other + tracker.slice(1));
  await visitor.press('Find it');
  await finding(visitor, 'There is no ballot with this tracker here');
  await visitor.page.getByText('keep your receipt: it is evidence').waitFor();
  await visitor.page.getByText('For those who use a command line').click();
  await visitor.page.getByText(`--election ${election}`).waitFor();
  await visitor.inspect(`track-${stage}-nothing`);
  await visitor.leave((fault) => fault.includes('status of 404'));
});

test(`a link has the tracker where no server sees it (${stage})`, async () => {
  const visitor = await Visitor.arrive(browser);
  const tracker = shown(replaced.body);
  await visitor.page.goto(`${trackPage}#${tracker}`);
  await finding(visitor, `This ballot is at line ${replaced.seq}, and a later one replaces it`);
  await visitor.page.getByText(/The ballot at line \d+, with the same voter code, counts instead/).waitFor();
  await visitor.inspect(`track-${stage}-replaced`);
  await visitor.leave();
});

test(`a receipt is enough, without the election (${stage})`, async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(`${origin}/track`);
  const field = visitor.page.getByLabel('Receipt file');
  await field.setInputFiles(file(JSON.stringify(counted)));
  await finding(visitor, inTheBox(counted.seq));
  await visitor.page.getByText('The board has signed your receipt, and keeps its promise.').waitFor();
  await visitor.inspect(`track-${stage}-receipt`);

  // Of a voter who has a ballot opened: announced, then opened.
  const [announced, practice] = scene.checks;
  await field.setInputFiles(file(JSON.stringify(announced)));
  await finding(visitor, `This ballot was announced at line ${announced.seq}, and opened at line ${practice.seq}`);
  await visitor.inspect(`track-${stage}-announced`);
  await field.setInputFiles(file(JSON.stringify(practice)));
  await finding(visitor, `This was a practice ballot, opened at line ${practice.seq}`);
  await visitor.inspect(`track-${stage}-practice`);

  await field.setInputFiles(file(JSON.stringify({ ...counted, seq: counted.seq + 1 })));
  await finding(visitor, 'This receipt is not signed by this election’s board');
  await field.setInputFiles(file('Dear voter, this is no receipt'));
  await finding(visitor, 'This file is no receipt of a ballot');
  await visitor.inspect(`track-${stage}-no-receipt`);
  await visitor.leave();
});

test(`a broken promise is proved in a file that convinces others (${stage})`, async () => {
  const visitor = await Visitor.arrive(browser, PHONE);
  await visitor.page.goto(trackPage);
  await visitor.page.getByLabel('Receipt file').setInputFiles(file(JSON.stringify(scene.broken)));
  await finding(visitor, 'The board has broken its promise');
  await visitor.inspect(`phone-track-${stage}-broken`);
  const saved = visitor.page.waitForEvent('download');
  await visitor.press('Save the evidence');
  const target = path.join(scene.screenshots, 'evidence.jsonl');
  await (await saved).saveAs(target);
  const judged = spawnSync(scene.verifier, ['evidence', target, '--election', election], { encoding: 'utf8' });
  assert.equal(judged.status, 0, judged.stderr);
  assert.match(judged.stdout, /PROVED/);
  await visitor.leave();
});

test(`a board that shows another line is caught (${stage})`, async () => {
  const visitor = await Visitor.arrive(browser);
  const other = scene.receipts.find(({ seq }) => seq !== counted.seq);
  await visitor.context.route(new RegExp(`/log\\?from=${counted.seq}&`), async (route) => {
    const address = `${origin}/api/v1/elections/${election}/log?from=${other.seq}&to=${other.seq + 1}`;
    await route.fulfill({ contentType: 'text/plain', body: await (await fetch(address)).text() });
  });
  await visitor.page.goto(`${trackPage}#${shown(counted.body)}`);
  await visitor.page.getByRole('alert').filter({ hasText: /answer cannot be understood|has a fault|not what its log says/ }).waitFor();
  await visitor.inspect(`track-${stage}-lie`);
  await visitor.leave();
});

test(`a QR code is read where the browser can, and where it cannot that is said (${stage})`, async () => {
  const without = await Visitor.arrive(browser);
  await without.page.goto(trackPage);
  await without.heading('Find a ballot');
  const can = await without.page.evaluate(() => 'BarcodeDetector' in globalThis);
  if (!can) await without.page.getByText('This browser cannot read QR codes.').waitFor();
  await without.leave();

  const visitor = await Visitor.arrive(browser);
  const link = `${trackPage}#${shown(counted.body)}`;
  // What this browser lacks on this system; reading the picture is the browser's part.
  await visitor.context.addInitScript((text) => {
    globalThis.BarcodeDetector = class {
      async detect(image) {
        return image.width > 1 ? [{ rawValue: text }] : [];
      }
    };
  }, link);
  await visitor.page.goto(`${origin}/track`);
  await visitor.heading('Find a ballot');
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const photo = visitor.page.getByLabel('Or a photo of the QR code');
  const picture = (buffer) => ({ name: 'photo.png', mimeType: 'image/png', buffer });
  await photo.setInputFiles(picture(Buffer.from(pixel, 'base64')));
  await visitor.page.getByRole('alert').filter({ hasText: 'There is no QR code in this picture' }).waitFor();
  await photo.setInputFiles(picture(await visitor.page.screenshot()));
  await finding(visitor, inTheBox(counted.seq));
  await visitor.inspect(`track-${stage}-scan`);
  await visitor.leave();
});

