// What everybody may see while voting is open: the election, its log, and the verification; and elections at other stages.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

const election = new URL(scene.resultsPage).pathname.split('/').at(-1);
const origin = new URL(scene.resultsPage).origin;
const api = `${origin}/api/v1/elections/${election}`;
const PHONE = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The number beside some words. */
const figure = async (visitor, words) => {
  const entry = visitor.page.locator('dl > div').filter({ has: visitor.page.getByRole('term').filter({ hasText: words }) });
  return Number((await entry.getByRole('definition').innerText()).replaceAll(/\D/g, ''));
};

for (const [name, options] of [
  ['election', {}],
  ['phone-election', PHONE],
]) {
  test(`an election shows what is voted on, how far it is and who watches (${name})`, async () => {
    const visitor = await Visitor.arrive(browser, options);
    const summary = await (await fetch(api)).json();
    await visitor.page.goto(scene.resultsPage);
    await visitor.page.getByRole('status').filter({ hasText: 'Open for voting.' }).waitFor();
    for (const words of ['Turnout over time', 'What is voted on', 'Trustees', 'The public log']) {
      await visitor.page.getByRole('heading', { level: 2, name: words }).waitFor();
    }
    await visitor.page.getByRole('img', { name: /had voted by/ }).waitFor();
    assert.equal(await figure(visitor, 'Voters on the roll'), summary.voters);
    assert.equal(await figure(visitor, 'Voters who have voted'), summary.counted);
    assert.equal(await figure(visitor, 'Practice ballots'), summary.opened);
    await visitor.page.getByText('Enough witnesses have confirmed').waitFor();
    const witnesses = await (await fetch(`${api}/witnesses`)).json();
    for (const witness of witnesses) {
      const row = visitor.page.getByRole('row').filter({ hasText: witness.name });
      await row.getByText(/within the last minute|ago/).waitFor();
    }
    await visitor.page.getByText('The same as a table').click();
    const turnout = await (await fetch(`${api}/turnout`)).json();
    const rows = visitor.page.getByRole('table').filter({ hasText: 'Voters who have voted' }).getByRole('row');
    const cells = await rows.last().getByRole('cell').allInnerTexts();
    assert.deepEqual(cells.map(Number), [turnout.at(-1).counted, turnout.at(-1).ballots]);
    await visitor.inspect(name);
    await visitor.leave();
  });
}

test('the page follows the election, until it is paused', async () => {
  const visitor = await Visitor.arrive(browser);
  let voted;
  let asked = 0;
  await visitor.context.route(`${api}/events`, (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'retry: 100\n\nevent: head\ndata: {}\n\n'.repeat(2) }),
  );
  await visitor.context.route(api, async (route) => {
    const summary = await (await fetch(api)).json();
    asked += 1;
    voted = summary.counted - 5 + Math.min(asked, 5);
    await route.fulfill({ json: { ...summary, counted: voted } });
  });
  await visitor.page.goto(scene.resultsPage);
  await visitor.page.getByText('This page follows the election by itself.').waitFor();
  const before = await figure(visitor, 'Voters who have voted');
  await visitor.page.waitForFunction(
    (before) => [...document.querySelectorAll('dl dd')].some((figure) => figure.textContent === String(before + 1)),
    before,
  );
  await visitor.press('Pause');
  await visitor.page.getByText('This page is paused.').waitFor();
  const paused = asked;
  await visitor.page.waitForTimeout(4_000);
  assert.ok(asked <= paused + 1, 'what was on its way comes, and nothing after it');
  await visitor.inspect('election-paused');
  await visitor.press('Go on');
  await visitor.page.waitForRequest((request) => request.url() === api);
  await visitor.leave();
});

test('the log is shown line by line', async () => {
  const visitor = await Visitor.arrive(browser);
  const lines = (await (await fetch(`${api}/log`)).text()).trimEnd().split('\n');
  await visitor.page.goto(`${origin}/board/${election}`);
  await visitor.heading('The public log');
  const shown = visitor.page.getByRole('main').getByRole('list').getByRole('listitem');
  await visitor.page.getByText('The election is defined.').last().waitFor();
  assert.equal(await shown.filter({ hasText: 'exactly' }).count(), Math.min(25, lines.length));
  await visitor.page.getByText('Line 0, exactly').click();
  await visitor.page.getByText(lines[0].slice(0, 60)).waitFor();
  await visitor.inspect('board');
  await visitor.press('Newest lines');
  await visitor.page.getByText(`Line ${lines.length - 1}, exactly`).waitFor();

  const ballot = lines.findIndex((line) => JSON.parse(line).kind === 'ballot');
  await visitor.page.getByLabel('What to show').selectOption('ballot');
  await visitor.page.getByText(`Line ${ballot}, exactly`).waitFor();
  await visitor.page.getByText('Line 0, exactly').waitFor({ state: 'detached' });
  assert.equal(await shown.locator('details[open]').count(), 0, 'other lines are closed');
  await visitor.inspect('board-ballots');

  const tracker = scene.receipts[0];
  await visitor.page.getByLabel('Line number or tracker').fill(tracker.body);
  await visitor.press('Go there');
  await visitor.page.getByText(`Line ${tracker.seq}, exactly`).waitFor();
  await visitor.page.getByLabel('Line number or tracker').fill('nothing');
  await visitor.press('Go there');
  await visitor.page.getByRole('alert').filter({ hasText: 'A tracker has 25' }).waitFor();
  await visitor.leave();

  const phone = await Visitor.arrive(browser, PHONE);
  await phone.page.goto(`${origin}/board/${election}#${ballot}`);
  await phone.page.getByText(`Line ${ballot}, exactly`).waitFor();
  await phone.inspect('phone-board');
  await phone.leave();
});

test('the browser verifies what there is, and says what fails', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(`${origin}/verify/${election}`);
  await visitor.heading('Verify the election');
  await visitor.page.getByText(/Your browser has checked \d+ lines and found nothing wrong/).waitFor();
  const group = (name) => visitor.page.getByRole('listitem').filter({ has: visitor.page.getByRole('heading', { level: 3, name }) });
  await group('Every ballot is by a voter on the list').getByText('Passed, as far as it was run', { exact: true }).waitFor();
  await group('The result is the sum').getByText('Nothing to check yet', { exact: true }).waitFor();
  await visitor.inspect('verify-open');
  await visitor.leave();

  const liar = await Visitor.arrive(browser, PHONE);
  await liar.context.route(`${api}/log?from=0`, async (route) => {
    const lines = (await (await fetch(`${api}/log?from=0`)).text()).split('\n');
    const ballot = lines.findIndex((line) => line.includes('"kind":"ballot"'));
    // The signature of another line.
    const signature = /"signature":"[^"]*"\}$/;
    lines[ballot] = lines[ballot].replace(signature, lines[ballot + 1].match(signature)[0]);
    await route.fulfill({ contentType: 'text/plain', body: lines.join('\n') });
  });
  await liar.page.goto(`${origin}/verify/${election}`);
  await liar.page.getByText('Your browser has found faults in this record.').waitFor();
  const failed = liar.page.getByRole('listitem').filter({ has: liar.page.getByRole('heading', { level: 3, name: 'Every ballot is by a voter' }) });
  await failed.getByText('Failed', { exact: true }).waitFor();
  await failed.getByText(/Check .*B3.* failed at line/).waitFor();
  await liar.inspect('phone-verify-failed');
  await liar.leave();
});

test('a verification can be cancelled', async () => {
  const visitor = await Visitor.arrive(browser);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await visitor.context.route(`${api}/log?from=0`, async (route) => {
    await held;
    await route.abort();
  });
  await visitor.page.goto(`${origin}/verify/${election}`);
  await visitor.page.getByRole('progressbar').waitFor();
  await visitor.inspect('verify-running');
  await visitor.press('Cancel');
  await visitor.page.getByRole('button', { name: 'Verify again' }).waitFor();
  assert.equal(await visitor.page.getByRole('progressbar').isVisible(), false);
  release();
  await visitor.leave((fault) => fault.includes('ERR_FAILED'));
});

for (const [stage, words] of [
  ['Defined', 'the trustees are generating the election’s key'],
  ['Keyed', 'the list of voters is to come'],
  ['Rehearsed', 'voting opens soon'],
  ['Announced', 'The trustees are decrypting'],
]) {
  test(`an election that is ${stage} says so`, async () => {
    const visitor = await Visitor.arrive(browser);
    visitor.origin = new URL(scene.stages[stage]).origin;
    await visitor.page.goto(scene.stages[stage]);
    await visitor.page.getByRole('status').filter({ hasText: words }).waitFor();
    await visitor.page.getByText('For everybody').waitFor();
    await visitor.inspect(`election-${stage.toLowerCase()}`);
    await visitor.leave();
  });
}
