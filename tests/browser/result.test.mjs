// The same election after the tally: the result, published, saved and verified in the browser.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

const resultPage = scene.resultsPage.replace('/election/', '/result/');
const PHONE = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The counts that must come out, in the order in which they are shown. */
const expected = scene.expected.map(({ options, blank }) =>
  [...options.map((option) => option.count), blank].filter((count) => count !== undefined && count !== null),
);

for (const [name, options] of [
  ['result', {}],
  ['phone-result', PHONE],
]) {
  test(`every count is shown with its share, and nobody is called elected (${name})`, async () => {
    const visitor = await Visitor.arrive(browser, options);
    await visitor.page.goto(resultPage);
    await visitor.page.getByText(/voters have voted: \d+ %/).waitFor();
    await visitor.page.getByText('Your browser has not verified them yet.').waitFor();
    const tables = await visitor.page.getByRole('table').all();
    assert.equal(tables.length, expected.length);
    for (const [number, table] of tables.entries()) {
      const rows = (await table.getByRole('row').all()).slice(1);
      const counts = [];
      let shares = 0;
      for (const row of rows) {
        const [count, share] = await row.getByRole('cell').allInnerTexts();
        counts.push(Number(count.replaceAll(/\D/g, '')));
        shares += Number(share.replaceAll(/\D/g, ''));
      }
      assert.deepEqual(counts, expected[number]);
      assert.ok(shares > 0);
    }
    await visitor.inspect(name);
    await visitor.page.goto(scene.resultsPage);
    await visitor.page.getByRole('status').filter({ hasText: 'Finished. The result is published.' }).waitFor();
    assert.equal(await visitor.page.getByRole('heading', { level: 2, name: 'Result' }).count(), 1);
    await visitor.inspect(`${name}-election`);
    await visitor.leave();
  });
}

test('the result is saved for programs, and printed', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(resultPage);
  const save = async (button) => {
    const saved = visitor.page.waitForEvent('download');
    await visitor.press(button);
    return readFile(await (await saved).path(), 'utf8');
  };
  const json = JSON.parse(await save('Save as JSON'));
  const counts = json.map(({ options, blank }) => [...options.map(({ count }) => count), blank].filter((count) => count !== null));
  assert.deepEqual(counts, expected);
  const csv = await save('Save as CSV');
  const [head, ...lines] = csv.trimEnd().split('\r\n');
  assert.equal(head, 'contest,option,label,count');
  assert.deepEqual(lines.map((line) => Number(line.split(',').at(-1))), expected.flat());
  await visitor.page.emulateMedia({ media: 'print' });
  assert.equal(await visitor.page.getByRole('button', { name: 'Print' }).isVisible(), false);
  await visitor.inspect('result-print');
  await visitor.leave();
});

test('the whole record is verified, and a ballot found in what is counted', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(resultPage);
  await visitor.page.getByRole('link', { name: 'Verify this result' }).click();
  await visitor.heading('Verify the election');
  await visitor.page.getByText(/Your browser has verified \d+ lines/).waitFor();
  assert.equal(await visitor.page.getByText('Failed', { exact: true }).count(), 0);
  const group = visitor.page.getByRole('listitem').filter({
    has: visitor.page.getByRole('heading', { level: 3, name: 'The result is the sum of the ballots' }),
  });
  await group.getByText('All passed', { exact: true }).waitFor();
  await visitor.inspect('verify-result');
  const verifyPage = visitor.page.url();
  await visitor.leave();

  const voter = await Visitor.arrive(browser, PHONE);
  await voter.page.goto(`${verifyPage}#${scene.receipts.at(-1).body}`);
  await voter.page.getByText(/it is the one that counts|was replaced by the one/).waitFor();
  await voter.inspect('phone-verify-ballot');
  await voter.leave();
});

test('nobody can vote any more', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(scene.resultsPage.replace('/election/', '/vote/'));
  await visitor.page.getByText('You cannot vote now.').waitFor();
  await visitor.inspect('vote-closed');
  await visitor.leave();
});
