// The page that verifies, on a plain web server of anybody's, below some path, and then without any network.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';
import { serve } from './static.mjs';

const record = (name) => path.join(scene.record, name);
const lines = readFileSync(record('log.jsonl'), 'utf8').trimEnd().split('\n');

let browser;
let host;
let scratch;
before(async () => {
  browser = await launch();
  host = await serve(scene.anywhere, '/observers/town/');
  scratch = mkdtempSync(path.join(tmpdir(), 'ostrakon-'));
});
after(async () => {
  await browser.close();
  host.server.close();
  rmSync(scratch, { recursive: true });
});

const written = (name, text) => {
  const file = path.join(scratch, name);
  writeFileSync(file, text);
  return file;
};

/** An observer whose page is loaded, and whose network is then gone. */
const arrive = async (options) => {
  const visitor = await Visitor.arrive(browser, options);
  visitor.origin = new URL(host.address).origin;
  visitor.asked = [];
  visitor.context.on('request', (request) => visitor.asked.push(request.url()));
  await visitor.page.goto(host.address);
  await visitor.heading('Verify the election');
  await visitor.page.getByText('Everything is loaded').waitFor();
  await visitor.inspect('anywhere');
  await visitor.context.setOffline(true);
  visitor.asked.length = 0;
  return visitor;
};
const choose = (visitor, ...files) => visitor.page.getByLabel('Files of the record').setInputFiles(files);
const verdict = (visitor, words) => visitor.page.getByText(words).waitFor();
const check = (visitor, id, how) => visitor.page.getByText(new RegExp(`^${how}: .*\\(${id}\\)`));

test('a record is verified without a network, as often as is wanted, and its counts are shown', async () => {
  const archive = path.join(scratch, 'town.tar.zst');
  execFileSync(scene.verifier, ['pack', scene.record, archive], { stdio: 'ignore' });
  const visitor = await arrive();
  await choose(visitor, archive);
  await verdict(visitor, new RegExp(`^Your browser has verified ${lines.length} lines`));
  await visitor.page.getByText(/^Files: .*town\.tar\.zst/).waitFor();
  const { prev: election } = JSON.parse(lines[1]);
  await visitor.page.getByText(election, { exact: true }).waitFor();
  const tables = await visitor.page.getByRole('table').all();
  const shown = await Promise.all(tables.map((table) => table.getByRole('row').locator('td:nth-child(2)').allInnerTexts()));
  const counted = scene.expected.map(({ options, blank }) =>
    [...options.map(({ count }) => count), blank].filter((count) => count !== undefined && count !== null),
  );
  assert.deepEqual(shown.map((column) => column.map((count) => Number(count.replaceAll(/\D/g, '')))), counted);
  await visitor.inspect('anywhere-verified');

  await visitor.press('Verify again');
  await verdict(visitor, /^Your browser has verified/);
  const known = written('known.json', JSON.stringify({ election }));
  await choose(visitor, record('log.jsonl'), record('checkpoints'), known);
  await visitor.page.getByText(/^Files: .*log\.jsonl, checkpoints, known\.json/).waitFor();
  await visitor.page.getByText('Each check').first().click();
  await check(visitor, 'P5', 'Passed').waitFor();
  assert.deepEqual(visitor.asked, [], 'nothing was asked of any server');
  await visitor.leave();
});

test('what is wrong is shown with its line and who signed it, and what is no record is said', async () => {
  const visitor = await arrive({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  const ballot = lines.findIndex((line) => line.includes('"kind":"ballot"'));
  const forged = [...lines];
  const signature = /"signature":"[^"]*"\}$/;
  forged[ballot] = forged[ballot].replace(signature, forged[ballot + 1].match(signature)[0]);
  // Dropped, as from a folder.
  const dropped = await visitor.page.evaluateHandle(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    return data;
  }, ['log.jsonl', `${forged.join('\n')}\n`]);
  await visitor.page.getByLabel('Files of the record').dispatchEvent('drop', { dataTransfer: dropped });
  await verdict(visitor, 'Your browser has found faults in this record.');
  await visitor.page.getByText(new RegExp(`Check .*B3.* failed at line .*${ballot}`)).waitFor();
  assert.equal(await visitor.page.getByRole('table').count(), 0, 'no counts of a record that is wrong');
  assert.equal(await visitor.page.getByRole('main').getByRole('link').count(), 0, 'there is no board here');
  await visitor.inspect('anywhere-failed');

  const trouble = (words) => visitor.page.getByRole('alert').filter({ hasText: words }).waitFor();
  await choose(visitor, written('known.json', '{"elections":1}'));
  await trouble(/known\.json.* cannot be used/);
  await visitor.inspect('anywhere-trouble');
  await choose(visitor, written('receipt', 'c2sp.org/tlog-proof@v1\n'));
  await trouble(/receipt.* cannot be used/);
  await choose(visitor, written('checkpoints', ''));
  await trouble('There is no record among these files.');
  await choose(visitor, record('log.jsonl'), written('other.jsonl', ''));
  await trouble('These files belong to more than one record.');
  await choose(visitor, written('town.tar.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0])));
  await trouble('This archive is damaged');
  await choose(visitor, record('log.jsonl'), record('checkpoints'));
  await verdict(visitor, /^Your browser has verified/);
  assert.deepEqual(visitor.asked, [], 'nothing was asked of any server');
  await visitor.leave();
});

test('another language is fetched from the folder, and nothing from anywhere else', async () => {
  const visitor = await Visitor.arrive(browser);
  visitor.origin = new URL(host.address).origin;
  await visitor.page.goto(`${host.address}?lang=ar`);
  await visitor.heading('تحقّق من التصويت');
  assert.equal(await visitor.page.getAttribute('html', 'dir'), 'rtl');
  await visitor.page.getByText('كل شيء محمّل').waitFor();
  await visitor.inspect('anywhere-arabic');
  // The page itself forbids it, whatever the host says.
  const out = await visitor.page.evaluate(() => fetch('http://localhost:9/').then(() => 'out', () => 'kept in'));
  assert.equal(out, 'kept in');
  const policy = (fault) => /connect-src/.test(fault) || /violates the document's Content Security Policy/.test(fault);
  assert.ok(visitor.faults.some(policy));
  await visitor.leave((fault) => policy(fault) || fault === 'request to http://localhost:9/');
});
