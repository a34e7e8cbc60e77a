// The same election after the tally: the result, verified in the browser.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [name, options] of [
  ['result', {}],
  ['phone-result', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
]) {
  test(`every count is shown, with a bar, and verified (${name})`, async () => {
    const visitor = await Visitor.arrive(browser, options);
    await visitor.page.goto(scene.resultsPage);
    await visitor.page.getByText(/Your browser has verified \d+ lines/).waitFor();
    await visitor.page.getByText('Finished. The result is published.').waitFor();
    const tables = await visitor.page.getByRole('table').all();
    assert.equal(tables.length, scene.expected.length);
    for (const [number, table] of tables.entries()) {
      const rows = await table.getByRole('row').allTextContents();
      const counts = rows.map((row) => row.replaceAll(',', '').match(/(\d+)\D*$/)?.[1]).filter((count) => count !== undefined);
      assert.deepEqual(
        counts.map(Number),
        [...scene.expected[number].options.map((option) => option.count), scene.expected[number].blank].filter(
          (count) => count !== undefined,
        ),
      );
    }
    await visitor.inspect(name);
    await visitor.leave();
  });
}

test('nobody can vote any more', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(scene.resultsPage.replace('/election/', '/vote/'));
  await visitor.page.getByText('You cannot vote now.').waitFor();
  await visitor.inspect('vote-closed');
  await visitor.leave();
});
