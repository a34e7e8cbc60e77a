// Voters in a real browser, in a real election that is open.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Visitor, inField, launch, scene, thousands } from './pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const cast = scene.guests.flatMap(({ ballots }) => ballots.flat());
assert.ok(cast.some(({ blank }) => blank), 'somebody leaves a contest blank');

// The last guest votes twice, so it comes last in the scene.
const [byLink, careful, byCode, onPhone, twice] = scene.guests;

test('a voter follows a link, votes and gets a receipt', async (context) => {
  const voter = await Visitor.arrive(browser);
  await voter.page.goto(byLink.link);
  await voter.heading('Your choices');
  assert.equal(new URL(voter.page.url()).hash, '', 'the code is taken out of the address');
  await voter.page.getByText('You have not voted yet.').waitFor();
  await voter.inspect('choices');

  const [ballot] = byLink.ballots;
  await voter.choose(ballot);
  await voter.press('Review my ballot');
  await voter.checkReview(ballot);
  await voter.inspect('review');
  const start = performance.now();
  await voter.press('Seal my ballot');
  await voter.heading('Sealed, not cast yet');
  context.diagnostic(`sealing took ${Math.round(performance.now() - start)} ms`);
  await voter.inspect('sealed');
  const cast = performance.now();
  await voter.press('Cast this ballot');
  const position = await voter.receipt();
  context.diagnostic(`receipt and proof took ${Math.round(performance.now() - cast)} ms`);
  for (const words of [/has signed that it has your ballot/, /is in the log of \S+ lines/, /Witnesses have confirmed that log/]) {
    await voter.page.getByText(words).waitFor();
  }
  await voter.inspect('receipt');
  const saved = await voter.saved('Save the receipt');
  assert.match(saved.name, /^ballot-[0-9A-Z]{5}\.tlog-proof$/);
  assert.match(saved.text, new RegExp(`^c2sp.org/tlog-proof@v1\nextra \\S+\nindex ${position}\n`));
  const receipt = JSON.parse(Buffer.from(saved.text.split('\n')[1].slice('extra '.length), 'base64'));
  assert.equal(receipt.seq, position);
  const image = await voter.saved('Save as a picture');
  assert.equal(image.bytes.subarray(1, 4).toString(), 'PNG');
  writeFileSync(path.join(scene.screenshots, 'receipt-saved.png'), image.bytes);
  await voter.page.emulateMedia({ media: 'print' });
  await voter.inspect('receipt-printed');
  await voter.page.emulateMedia({ media: null });

  const stored = await voter.page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  assert.deepEqual(stored, { local: {}, session: {}, cookies: '', databases: 0, caches: 0 });
  await voter.page.goBack().catch(() => {});
  assert.equal(voter.page.url().includes(byLink.code), false, 'the code is not in the history');
  await voter.leave();
});

test('a voter has practice ballots opened, and then votes', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.page.goto(careful.link);
  const [ballot] = careful.ballots;
  await voter.seal(ballot);
  const tracker = () => voter.page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/).innerText();
  const trackers = [];
  for (const next of ['Change my choices', 'Seal the same choices afresh']) {
    trackers.push(await tracker());
    await voter.press('Check it first');
    await voter.heading('Your practice ballot, opened');
    await voter.checkWords(ballot);
    assert.equal(await tracker(), trackers.at(-1));
    await voter.inspect('opened');
    const text = await voter.page.getByRole('main').innerText();
    assert.match(text, /can never be cast. You have not voted yet./);
    const [, position] = text.match(/line (\d+) of the public log/);
    const election = new URL(scene.resultsPage).pathname.split('/').at(-1);
    const log = `${voter.origin}/api/v1/elections/${election}/log?from=${position}&to=${Number(position) + 1}`;
    const line = await (await fetch(log)).json();
    assert.equal(line.kind, 'challenge');
    const values = ballot.map((contest) => {
      const options = contest.options.map(({ value }) => value);
      return contest.rule.choose?.blank || contest.rule.score?.blank ? [...options, Number(contest.blank)] : options;
    });
    assert.deepEqual(line.body.choices, values, 'the log has what was chosen');
    await checkElsewhere(voter, ballot, trackers.at(-1));
    await voter.press(next);
    if (next === 'Change my choices') {
      await voter.heading('Your choices');
      await voter.press('Review my ballot');
      await voter.checkReview(ballot);
      await voter.press('Seal my ballot');
    }
    await voter.heading('Sealed, not cast yet');
  }
  assert.equal(trackers.includes(await tracker()), false, 'what is cast was never opened');
  await voter.press('Cast this ballot');
  await voter.receipt();
  await voter.leave();
});

/** Checks an opened ballot on another device: by the link in the QR code, by the saved file, and with a lie in it. */
async function checkElsewhere(voter, ballot, tracker) {
  const address = await voter.page.getByRole('link', { name: /\/check\// }).getAttribute('href');
  const device = await Visitor.arrive(browser, { viewport: { width: 360, height: 740 } });
  const held = async () => {
    await device.heading('Checked: this is what was sealed');
    await device.checkWords(ballot);
    assert.equal(await device.page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/).innerText(), tracker);
  };
  const picture = (page) => page.getByRole('img', { name: /^Picture: / }).getAttribute('aria-label');
  await device.page.goto(address);
  await held();
  assert.equal(await picture(device.page), await picture(voter.page), 'the same picture');
  await device.inspect('check-held');

  const { text } = await voter.saved('Save it for a device without a camera');
  await device.page.goto(address.split('#')[0]);
  await device.heading('Check a practice ballot');
  await device.page.getByText('Use a file or text instead').click();
  await device.inspect('check');
  const file = { name: 'practice-ballot.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await device.page.getByLabel('File of the practice ballot').setInputFiles(file);
  await held();

  const [commitment, opening] = text.trimEnd().split('\n');
  const lie = JSON.parse(opening);
  lie.body.choices[0].push(lie.body.choices[0].shift());
  const field = device.page.getByLabel('Or its text');
  for (const [given, words] of [
    [`${commitment}\n${JSON.stringify(lie)}`, /does not hold what it claims/],
    [`${opening}\n${commitment}`, /This is no practice ballot/],
    [opening, /This is no practice ballot/],
    ['nonsense', /This is no practice ballot/],
  ]) {
    await device.page.getByText('Use a file or text instead').click();
    await field.fill(given);
    await device.press('Check it');
    await device.page.getByRole('alert').filter({ hasText: words }).waitFor();
  }
  await device.inspect('check-lie');
  await device.leave();
}

test('a code typed wrongly is told at once; typed rightly it is enough', async () => {
  const voter = await Visitor.arrive(browser);
  const [address] = byCode.link.split('#');
  let posts = 0;
  voter.page.on('request', (request) => {
    posts += request.method() === 'GET' ? 0 : 1;
  });
  await voter.page.goto(address);
  await voter.heading('Your voter code');
  await voter.inspect('code');
  const field = voter.page.getByLabel('Voter code');

  const last = byCode.code.at(-1);
  const typo = byCode.code.slice(0, -1) + (last === '7' ? '8' : '7');
  for (const [wrong, words] of [
    [typo, /typing error/],
    [byCode.code.slice(0, -3), /28 letters and digits/],
    ['', /28 letters and digits/],
  ]) {
    await field.fill(wrong);
    await voter.press('Go on');
    await voter.page.getByRole('alert').filter({ hasText: words }).waitFor();
    await voter.page.locator('#code:focus[aria-invalid=true]').waitFor();
  }
  await voter.inspect('code-wrong');
  assert.equal(posts, 0, 'nothing is sent for a wrong code');

  await field.fill(` ${byCode.code.toLowerCase().replaceAll('-', ' ')} `);
  await field.press('Enter');
  assert.ok(byCode.weight > 1, 'the scene has a voter whose ballot counts more');
  await voter.page.getByText(`Your ballot counts ${byCode.weight} times.`).waitFor();
  await voter.vote(byCode.ballots[0]);
  await voter.leave();
});

test('on a small dark phone, by keyboard alone, while the network breaks', async () => {
  const voter = await Visitor.arrive(browser, {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
    keyboard: true,
  });
  await voter.page.goto(onPhone.link);
  await voter.heading('Your choices');
  await voter.inspect('phone-choices');
  await voter.choose(onPhone.ballots[0]);
  await voter.press('Review my ballot');
  await voter.checkReview(onPhone.ballots[0]);
  await voter.press('Seal my ballot');
  await voter.heading('Sealed, not cast yet');

  await voter.context.setOffline(true);
  await voter.press('Cast this ballot');
  await voter.page.getByRole('alert').filter({ hasText: /cannot be reached. Nothing is lost/ }).waitFor();
  await voter.inspect('phone-offline');
  await voter.page.getByText('Trying again is safe').waitFor();
  await voter.context.setOffline(false);
  await voter.press('Try again to cast this ballot');
  await voter.receipt();
  await voter.inspect('phone-receipt');
  await voter.leave((fault) => fault.includes('ERR_INTERNET_DISCONNECTED'));
});

test('too many points are impossible, too few are told', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.page.goto(twice.link);
  await voter.heading('Your choices');
  const [first, points] = twice.ballots[0];
  await voter.press('Review my ballot');
  const unanswered = voter.page.getByRole('group', { name: first.title });
  await unanswered.getByRole('alert').filter({ hasText: 'not complete. Choose one.' }).waitFor();
  await unanswered.and(voter.page.locator(':focus')).waitFor();
  await voter.inspect('choices-unfinished');
  await unanswered.getByRole('radio').first().check();
  assert.equal(await unanswered.getByRole('alert').count(), 0);

  const group = voter.page.getByRole('group', { name: points.title });
  const fields = points.options.map(({ label }) => group.getByRole('spinbutton', { name: label }));
  const { bound, sum } = points.rule.score;
  for (const field of fields) {
    await field.fill('99');
    await field.press('Tab');
  }
  const values = await Promise.all(fields.map(async (field) => Number(await field.inputValue())));
  assert.ok(Math.max(...values) <= bound, `${values} within ${bound}`);
  assert.equal(values.reduce((a, b) => a + b), sum.maximum);
  await voter.inspect('choices-full');
  await voter.leave();
});

test('a blank vote excludes the options, and they exclude it', async () => {
  const voter = await Visitor.arrive(browser, { keyboard: true });
  await voter.page.goto(twice.link);
  await voter.heading('Your choices');
  const [contest] = twice.ballots[0];
  assert.equal(contest.rule.choose.blank, true, 'the first contest can be left blank');
  const group = voter.page.getByRole('group', { name: contest.title });
  const first = group.getByRole('radio').first();
  const blank = group.getByRole('radio', { name: /^Blank vote/ });
  await first.press('Space');
  assert.deepEqual([await first.isChecked(), await blank.isChecked()], [true, false]);
  await blank.press('Space');
  assert.deepEqual([await first.isChecked(), await blank.isChecked()], [false, true]);
  await voter.inspect('choices-blank');
  await first.press('Space');
  assert.deepEqual([await first.isChecked(), await blank.isChecked()], [true, false]);
  await voter.leave();
});

test('amounts are checked as they are typed, on a small phone', async () => {
  const voter = await Visitor.arrive(browser, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await voter.page.goto(twice.link);
  await voter.heading('Your choices');
  const budget = twice.ballots[0].find(({ rule }) => rule.allocate);
  const { bound, sum } = budget.rule.allocate;
  const group = voter.page.getByRole('group', { name: budget.title });
  const fields = budget.options.map(({ label }) => group.getByRole('textbox', { name: label }));
  const says = (words) => group.getByText(words).waitFor();

  await says(`0 of ${thousands(sum.maximum)} divided; ${thousands(sum.maximum)} left`);
  for (const wrong of ['1,5', '-1', 'ten', String(bound + 1)]) {
    await fields[0].fill(wrong);
    await says(`Type a whole number up to ${thousands(bound)}, in digits.`);
    assert.equal(await fields[0].getAttribute('aria-invalid'), 'true');
    assert.equal(await fields[0].inputValue(), wrong, 'nothing is changed for the voter');
  }
  await voter.inspect('amounts-unreadable');
  await voter.page.getByRole('group').first().getByRole('radio').first().check();
  const points = voter.page.getByRole('spinbutton').first();
  await points.fill('1');
  await points.press('Tab');
  await voter.press('Review my ballot');
  await group.getByRole('alert').filter({ hasText: 'not complete' }).waitFor();

  for (const field of fields) await field.fill(` ${inField(bound)} `);
  const over = bound * fields.length - sum.maximum;
  await says(`: ${thousands(over)} too much`);
  await voter.inspect('amounts-too-much');
  await voter.press('Review my ballot');
  await group.getByRole('alert').filter({ hasText: 'not complete' }).waitFor();

  for (const field of fields.slice(1)) await field.fill('');
  await says(`${thousands(sum.maximum - bound)} left`);
  await voter.press('Review my ballot');
  await voter.heading('Review your ballot');
  await voter.page.getByRole('listitem').filter({ hasText: `${budget.options[0].label} ${thousands(bound)}` }).waitFor();
  await voter.press('Change something');
  await voter.heading('Your choices');
  assert.equal(await fields[0].inputValue(), inField(bound));
  await voter.leave();
});

test('a link is not lost when the network breaks on arrival', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.context.route(/\/log\b/, (route) => route.abort());
  await voter.page.goto(twice.link);
  await voter.page.getByRole('alert').filter({ hasText: /cannot be reached/ }).waitFor();
  await voter.inspect('arrival-offline');
  await voter.context.unroute(/\/log\b/);
  await voter.press('Try again');
  await voter.heading('Your choices');
  await voter.leave((fault) => fault.includes('ERR_FAILED'));
});

test('voting again replaces the ballot before', async () => {
  assert.equal(twice.ballots.length, 2, 'the scene has a voter who votes twice');
  const slow = await Visitor.arrive(browser);
  await slow.page.goto(twice.link);
  await slow.seal(twice.ballots[0]);
  let before;
  for (const ballot of twice.ballots) {
    const voter = await Visitor.arrive(browser);
    await voter.page.goto(twice.link);
    await voter.heading('Your choices');
    if (before !== undefined) {
      await voter.page.getByText(`You voted at position ${before} of the log.`).waitFor();
    }
    before = await voter.vote(ballot);
    await voter.leave();
  }
  await slow.press('Cast this ballot');
  await slow.page.getByRole('alert').filter({ hasText: /The board refuses/ }).waitFor();
  await slow.inspect('refused');
  await slow.press('Start again');
  await slow.heading('Your voter code');
  await slow.page.getByLabel('Voter code').fill(twice.code);
  await slow.press('Go on');
  await slow.heading('Your choices');
  await slow.page.getByText(`You voted at position ${before} of the log.`).waitFor();
  await slow.leave((fault) => fault.includes('status of 409'));
});

test('every other page is accessible, and tells where the election is', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(new URL('/', scene.resultsPage).href);
  await visitor.heading('Elections');
  await visitor.page.getByText('Open for voting.').waitFor();
  await visitor.inspect('elections');
  await visitor.page.getByRole('main').getByRole('link').click();
  await visitor.page.getByText('Open for voting.').waitFor();
  await visitor.inspect('election-open');
  await visitor.page.getByRole('link', { name: 'Vote with your code' }).click();
  await visitor.heading('Your voter code');

  await visitor.page.goto(new URL('/no/such/page', scene.resultsPage).href);
  await visitor.heading('There is no such page');
  await visitor.inspect('not-found');
  await visitor.page.goto(scene.resultsPage.replace(/[0-9a-f]{64}$/, '0'.repeat(64)));
  await visitor.page.getByRole('alert').waitFor();
  await visitor.inspect('no-such-election');
  await visitor.leave((fault) => fault.includes('status of 404'));
});

test('the policy forbids scripts and connections from elsewhere, and faults do not go unnoticed', async () => {
  const visitor = await Visitor.arrive(browser);
  const response = await visitor.page.goto(scene.resultsPage);
  const headers = response.headers();
  const policy = headers['content-security-policy'];
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]) {
    assert.ok(policy.includes(part), `${part} in ${policy}`);
  }
  assert.equal(policy.includes('unsafe-inline'), false);
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['x-content-type-options'], 'nosniff');

  await visitor.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.head.append(script);
  });
  assert.equal(await visitor.page.evaluate(() => globalThis.injected), undefined);
  await visitor.page.evaluate(() => fetch('http://127.0.0.2:9/').catch(() => {}));
  await visitor.page.evaluate(() => console.error('on purpose'));
  for (const words of ['policy: script-src-elem', 'policy: connect-src', 'console: on purpose']) {
    assert.ok(
      visitor.faults.some((fault) => fault.includes(words)),
      `${words} in ${visitor.faults}`,
    );
  }
  await assert.rejects(() => visitor.leave());
});
