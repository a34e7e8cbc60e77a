// Limits that no change of the pages may break.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { LIMIT, count, sum } from './budget.mjs';
import { Visitor, launch, scene } from './pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('the first page is small, and of use before the worker is there', async (context) => {
  const visitor = await Visitor.arrive(browser);
  const held = [];
  await visitor.page.route('**/voter-worker.*', (route) => held.push(route));
  const loaded = await count(visitor.page);
  await visitor.page.goto(`${visitor.origin}/`);
  await visitor.heading('Elections');
  await visitor.page.getByRole('main').getByRole('link').first().waitFor();
  const requests = loaded.requests();
  context.diagnostic(requests.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`).join(', '));
  context.diagnostic(`${sum(requests)} bytes`);
  assert.ok(sum(requests) < LIMIT, `${sum(requests)} bytes`);
  for (const { url, coding } of requests) {
    if (/\.(js|css|wasm)$/.test(url) || url.endsWith('/')) assert.equal(coding, 'br', url);
  }
  assert.ok(requests.some(({ url }) => url.endsWith('.wasm')), 'the page has a module');
  assert.equal(requests.some(({ url }) => url.includes('voter-worker')), false, 'nothing of the worker has come');
  await visitor.page.getByRole('main').getByRole('link').first().click();
  await visitor.page.getByRole('heading', { level: 1, name: 'Elections' }).waitFor({ state: 'detached' });
  assert.ok(held.length > 0, 'the worker was asked for');
  await visitor.leave();
});

test('a voter’s page and public ones are small, too, and none brings what another one needs', async (context) => {
  for (const [address, heading, program, others] of [
    [scene.guests[0].link.split('#')[0], 'Your voter code', 'voter-page', ['voter-public', 'voter-verifier']],
    [scene.resultsPage.replace('/election/', '/track/'), 'Find a ballot', 'voter-public', ['voter-page', 'voter-verifier']],
    [scene.resultsPage.replace('/election/', '/verify/'), 'Verify the election', 'voter-public', ['voter-page', 'voter-worker']],
  ]) {
    const visitor = await Visitor.arrive(browser);
    const loaded = await count(visitor.page);
    await visitor.page.goto(address);
    await visitor.heading(heading);
    const named = (name) => loaded.requests().filter(({ url }) => new URL(url).pathname.startsWith(`/${name}.`));
    assert.equal(named(program).length, 2, 'a module and its script, once each');
    assert.deepEqual(others.flatMap(named), []);
    const first = loaded.requests().filter(({ url }) => !/voter-worker|voter-verifier|\/api\//.test(url));
    context.diagnostic(`${new URL(address).pathname} ${sum(first)} bytes`);
    assert.ok(sum(first) < LIMIT, `${sum(first)} bytes`);
    await visitor.leave();
  }
});

test('a file that is not the one that belongs to the page is not used', async () => {
  for (const [name, module] of [
    ['voter-page.*.js', 'script'],
    ['voter-page.*.wasm', 'module'],
    ['style.*.css', 'style sheet'],
  ]) {
    const visitor = await Visitor.arrive(browser);
    await visitor.page.route(`**/${name}`, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      // One byte, at the end: the file would work as before.
      await route.fulfill({ response: answer, body: Buffer.concat([body, Buffer.from(' ')]) });
    });
    const refused = visitor.page.waitForEvent('console', (message) => /integrity/.test(message.text()));
    await visitor.page.goto(`${visitor.origin}/`);
    await refused;
    if (module !== 'style sheet') {
      assert.equal(await visitor.page.getByRole('main').count(), 0, `no page without its ${module}`);
    }
    await visitor.leave(() => true);
  }
});

test('a worker that is not the one that belongs to the page does not start', async () => {
  for (const name of ['voter-worker.*.js', 'voter-worker.*.wasm']) {
    const visitor = await Visitor.arrive(browser);
    await visitor.context.route(`**/${name}`, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      await route.fulfill({ response: answer, body: Buffer.concat([body, Buffer.from(' ')]) });
    });
    const [address] = scene.guests[0].link.split('#');
    await visitor.page.goto(address);
    await visitor.page.getByRole('alert').filter({ hasText: /could not start the voting booth/ }).waitFor();
    await visitor.leave(() => true);
  }
});

test('the page that compares the files names the one that is another', async () => {
  const visitor = await Visitor.arrive(browser, { viewport: { width: 320, height: 640 } });
  const election = new URL(scene.resultsPage).pathname.split('/').at(-1);
  await visitor.page.goto(`${visitor.origin}/integrity/${election}`);
  await visitor.heading('Are these the right pages?');
  await visitor.page.getByText(/^All \d+ files that the server has just sent are those/).waitFor();
  await visitor.inspect('integrity');
  await visitor.context.route('**/locales/sv.*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}# another one\n` });
  });
  await visitor.page.reload();
  await visitor.page.getByText(/Do not vote here/).waitFor();
  const names = await visitor.page.getByRole('main').locator('.findings').getByRole('listitem').allTextContents();
  assert.equal(names.length, 1);
  assert.match(names[0], /^locales\/sv\..*\.ftl$/);
  await visitor.inspect('integrity-wrong');
  await visitor.leave();
});
