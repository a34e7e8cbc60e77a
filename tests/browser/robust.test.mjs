// The booth when things go wrong: the network, the voter's hand, the browser, and somebody between voter and board who
// changes what the board says. Each voter in the scene casts once at most.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const [lost, offline, clicked, reloading, tabs, busy, swapped, unproven, broken, missing] = scene.careless;
const anybody = scene.guests[0];
const id = new URL(scene.resultsPage).pathname.split('/').at(-1);

const ENTRIES = /\/entries$/;
const PROOF = /\/proof\/\d+$/;
const LOG = /\/log\?/;
const DISCONNECTED = (fault) => /ERR_(INTERNET_DISCONNECTED|FAILED)/.test(fault);
const status = (code) => (fault) => fault.includes(`status of ${code}`);

/** A voter who follows a link up to the choices. */
async function arrived(guest, options = {}) {
  const voter = await Visitor.arrive(browser, options);
  await voter.page.goto(guest.link);
  await voter.heading('Your choices');
  return voter;
}

/** A voter whose ballot is sealed. */
async function sealed(guest, options = {}) {
  const voter = await arrived(guest, options);
  await voter.seal(guest.ballots.at(-1));
  return voter;
}

const alarm = (voter, words) => voter.page.getByRole('alert').filter({ hasText: words }).first().waitFor();
const shownTracker = (voter) => voter.page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/).innerText();

test('an answer that is lost is no lost ballot', async () => {
  const voter = await sealed(lost);
  const tracker = await shownTracker(voter);
  const answers = [];
  await voter.context.route(ENTRIES, async (route) => {
    const answer = await route.fetch();
    answers.push(await answer.json());
    if (answers.length === 1) return route.abort();
    return route.fulfill({ response: answer });
  });
  await voter.press('Cast this ballot');
  await alarm(voter, /cannot be reached. Nothing is lost/);
  await voter.page.getByText('Trying again is safe').waitFor();
  assert.equal(await voter.page.getByRole('button', { name: 'Check it first' }).count(), 0, 'it may be cast');
  await voter.press('Try again to cast this ballot');
  const position = await voter.receipt();
  assert.deepEqual(answers[0], answers[1], 'the first receipt again');
  assert.equal(answers[0].seq, position);
  assert.equal(await shownTracker(voter), tracker);
  await voter.leave(DISCONNECTED);
});

test('between arriving and casting no network is needed', async () => {
  const voter = await arrived(offline);
  await voter.context.setOffline(true);
  await voter.seal(offline.ballots.at(-1));
  await voter.press('Cast this ballot');
  await alarm(voter, /cannot be reached. Nothing is lost/);
  await voter.inspect('robust-offline');
  await voter.context.setOffline(false);
  await voter.press('Try again to cast this ballot');
  await voter.receipt();
  await voter.leave(DISCONNECTED);
});

test('a second click casts nothing twice, and nothing of the choices remains', async () => {
  const voter = await arrived(clicked);
  const said = [];
  voter.page.on('console', (message) => said.push(message.text()));
  const addresses = [];
  voter.page.on('request', (request) => addresses.push(request.url()));
  await voter.seal(clicked.ballots.at(-1));
  const [worker] = voter.page.workers();
  const ended = new Promise((resolve) => worker.once('close', resolve));
  await voter.page.getByRole('button', { name: 'Cast this ballot' }).dblclick();
  await voter.receipt();
  assert.equal(addresses.filter((address) => ENTRIES.test(address)).length, 1, 'one request');
  await ended;
  assert.equal(voter.page.workers().includes(worker), false, 'the worker that knew is gone');

  const everything = await voter.page.evaluate(async () =>
    JSON.stringify({
      page: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll('input')].map((input) => [input.value, input.checked]),
      address: location.href,
      state: history.state,
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
    }),
  );
  const labels = clicked.ballots.at(-1).flatMap(({ options }) => options.map(({ label }) => label));
  for (const secret of [clicked.code, ...labels]) {
    assert.equal(everything.includes(secret), false, `${secret} in the page or its storage`);
    assert.equal(said.some((words) => words.includes(secret)), false, `${secret} in the log`);
    assert.equal(addresses.some((address) => decodeURIComponent(address).includes(secret)), false, `${secret} in an address`);
  }
  const stored = JSON.parse(everything);
  assert.deepEqual(
    [stored.local, stored.session, stored.cookies, stored.databases, stored.caches, stored.fields],
    [{}, {}, '', [], [], []],
  );
  await voter.leave();
});

test('reloading and going back lose no more than they must, and cast nothing', async () => {
  const voter = await arrived(reloading);
  let posts = 0;
  voter.page.on('request', (request) => {
    posts += request.method() === 'GET' ? 0 : 1;
  });
  const ballot = reloading.ballots.at(-1);
  await voter.choose(ballot);
  await voter.press('Review my ballot');
  await voter.checkReview(ballot);
  await voter.page.goBack();
  await voter.heading('Your choices');
  await voter.press('Review my ballot');
  await voter.checkReview(ballot);
  await voter.press('Seal my ballot');
  await voter.heading('Sealed, not cast yet');
  await voter.page.goBack();
  await voter.page.waitForTimeout(200);
  await voter.heading('Sealed, not cast yet');

  let asked = 0;
  voter.page.on('dialog', (dialog) => {
    asked += 1;
    return dialog.accept();
  });
  await voter.page.reload();
  assert.equal(asked, 1, 'the browser asks before a sealed ballot is lost');
  await voter.heading('Your voter code');
  assert.equal(posts, 0, 'nothing was cast');
  await voter.page.getByLabel('Voter code').fill(reloading.code);
  await voter.press('Go on');
  await voter.page.getByText('You have not voted yet.').waitFor();
  await voter.vote(ballot);
  await voter.leave();
});

test('of two tabs one casts, and the other tells what to do', async () => {
  const first = await sealed(tabs);
  const second = await sealed(tabs);
  await first.press('Cast this ballot');
  const position = await first.receipt();
  await second.press('Cast this ballot');
  await alarm(second, /The board refuses this/);
  await second.page.getByText('The board’s signed refusal').click();
  const refusal = JSON.parse((await second.saved('Save the refusal')).text);
  assert.deepEqual([refusal.election, refusal.check], [id, 'B5']);
  await second.inspect('robust-two-tabs');
  await second.press('Start again');
  await second.page.getByLabel('Voter code').fill(tabs.code);
  await second.press('Go on');
  await second.page.getByText(`You voted at position ${position} of the log.`).waitFor();
  await second.leave(status(409));
  await first.leave();
});

test('a board that restarts is asked again', async () => {
  const voter = await sealed(busy);
  let refusals = 0;
  await voter.context.route(ENTRIES, (route) => {
    refusals += 1;
    return refusals === 1 ? route.fulfill({ status: 503, headers: { 'retry-after': '1' }, body: '' }) : route.continue();
  });
  await voter.press('Cast this ballot');
  await alarm(voter, /busy or in trouble. Nothing is lost/);
  await voter.press('Try again to cast this ballot');
  await voter.receipt();
  await voter.leave(status(503));
});

test('a receipt that is not the board’s, or not for this ballot, is no receipt', async () => {
  const voter = await sealed(swapped);
  const changes = [
    (receipt) => ({ ...receipt, signature: `${receipt.signature.startsWith('A') ? 'B' : 'A'}${receipt.signature.slice(1)}` }),
    (receipt) => ({ ...receipt, seq: receipt.seq + 1 }),
    (receipt) => ({ ...receipt, body: '0'.repeat(64) }),
    (receipt) => ({ ...receipt, election: '0'.repeat(64) }),
  ];
  let change = changes[0];
  await voter.context.route(ENTRIES, async (route) => {
    const answer = await route.fetch();
    return route.fulfill({ response: answer, json: change(await answer.json()) });
  });
  await voter.press('Cast this ballot');
  await alarm(voter, /receipt is not for this ballot/);
  await voter.inspect('robust-receipt');
  assert.equal(await voter.page.getByRole('heading', { level: 1 }).innerText(), 'Sealed, not cast yet');
  await voter.leave();

  for (change of changes.slice(1)) {
    const again = await sealed(swapped);
    await again.context.route(ENTRIES, async (route) => {
      const answer = await route.fetch();
      return route.fulfill({ response: answer, json: change(await answer.json()) });
    });
    await again.press('Cast this ballot');
    await alarm(again, /receipt is not for this ballot/);
    await again.leave();
  }
});

test('what is promised and not proven is called so, until it is', async () => {
  const voter = await sealed(unproven);
  await voter.context.route(PROOF, (route) => route.fulfill({ status: 404, body: '' }));
  await voter.press('Cast this ballot');
  await voter.heading('Your ballot is accepted: promised, not yet proven');
  await voter.inspect('receipt-promised');
  await voter.context.unroute(PROOF);
  const position = await voter.receipt();
  assert.ok(position > 0);
  await voter.leave(status(404));
});

test('a board that shows something else in the ballot’s place is caught', async () => {
  const voter = await sealed(broken);
  await voter.context.route(LOG, async (route) => {
    const url = new URL(route.request().url());
    const from = Number(url.searchParams.get('from'));
    if (from === 0) return route.continue();
    url.searchParams.set('from', from - 1);
    url.searchParams.set('to', from);
    return route.fulfill({ response: await route.fetch({ url: url.href }) });
  });
  await voter.press('Cast this ballot');
  await voter.heading('The board does not keep its promise');
  await alarm(voter, /what it shows there is not your ballot/);
  await voter.inspect('receipt-broken');
  await voter.leave();
});

test('a board whose log does not reach the ballot’s line is caught, until it does', async () => {
  const voter = await sealed(missing);
  await voter.context.route(LOG, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('from'));
    return from === 0 ? route.continue() : route.fulfill({ status: 400, body: '' });
  });
  await voter.press('Cast this ballot');
  await voter.heading('The board does not keep its promise');
  await alarm(voter, /its log does not reach that line/);
  await voter.inspect('receipt-missing');
  await voter.context.unroute(LOG);
  await voter.receipt();
  await voter.leave(status(400));
});

test('another manifest than the link’s is not voted on', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.context.route(LOG, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace('A lido on the river', 'A lido on the coast');
    return route.fulfill({ response: answer, body: text });
  });
  await voter.page.goto(anybody.link);
  await alarm(voter, /log of this election has a fault. Do not vote here/);
  await voter.inspect('robust-manifest');
  assert.equal(await voter.page.getByRole('textbox').count(), 0, 'no code is asked for');
  await voter.leave();
});

test('a board that proves nothing, though witnesses are asked for, is not voted at', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.context.route(PROOF, (route) => route.fulfill({ status: 404, body: '' }));
  await voter.page.goto(anybody.link);
  await alarm(voter, /does not prove that this is the log/);
  await voter.inspect('robust-unproven');
  await voter.context.unroute(PROOF);
  await voter.press('Try again');
  await voter.heading('Your choices');
  await voter.leave(status(404));
});

test('a proof of another log is an alarm', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.context.route(PROOF, async (route) => {
    const answer = await route.fetch();
    // Another root under the same signatures.
    const text = (await answer.text()).replace(/\n([A-Za-z0-9+/]{43}=)\n\n— /, `\n${'A'.repeat(43)}=\n\n— `);
    return route.fulfill({ response: answer, body: text });
  });
  await voter.page.goto(anybody.link);
  await alarm(voter, /log of this election has a fault/);
  await voter.leave();
});

test('links that are not whole say so', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.page.goto(`${voter.origin}/vote/${id.slice(0, -1)}`);
  await alarm(voter, /This address has no election id/);
  await voter.page.goto(`${voter.origin}/vote/${'0'.repeat(64)}#${anybody.code}`);
  await alarm(voter, /The board does not know this election/);
  assert.equal(new URL(voter.page.url()).hash, '', 'the code is out of the address all the same');
  await voter.inspect('robust-no-election');
  await voter.leave(status(404));
});

test('pictures are shown only if they are the manifest’s', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.context.route(/\/pictures\/tram\.svg$/, async (route) => {
    const answer = await route.fetch();
    return route.fulfill({ response: answer, body: `${await answer.text()} ` });
  });
  await voter.page.goto(anybody.link);
  await voter.heading('Your choices');
  const [contest] = anybody.ballots[0];
  assert.equal(await voter.page.getByRole('group', { name: contest.title }).locator('img').count(), contest.options.length - 1);
  await voter.leave();
});

test('where nothing can be stored, nothing is missed', async () => {
  const voter = await Visitor.arrive(browser);
  await voter.context.addInitScript(() => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(globalThis, name, { get: full });
    }
  });
  await voter.page.goto(anybody.link);
  await voter.seal(anybody.ballots[0]);
  await voter.leave();
});

for (const years of [-60, 60]) {
  test(`a clock that is ${years} years off keeps nobody from voting`, async () => {
    const voter = await Visitor.arrive(browser);
    await voter.context.addInitScript((shift) => {
      const Right = Date;
      globalThis.Date = class extends Right {
        constructor(...given) {
          super(...(given.length ? given : [Right.now() + shift]));
        }
        static now() {
          return Right.now() + shift;
        }
      };
    }, years * 31_557_600_000);
    await voter.page.goto(anybody.link);
    await voter.seal(anybody.ballots[0]);
    await voter.leave();
  });
}

for (const [missing, words] of [
  ['Worker', /This browser could not start the voting booth/],
  ['WebAssembly', /browser is too old/],
]) {
  test(`a browser without ${missing} is told so`, async () => {
    const voter = await Visitor.arrive(browser);
    await voter.context.addInitScript((name) => delete globalThis[name], missing);
    await voter.page.goto(anybody.link);
    await voter.page.getByText(words).waitFor();
    await voter.inspect(`robust-no-${missing.toLowerCase()}`);
    await voter.leave(() => true);
  });
}

test('a browser without scripts is told so', async () => {
  const voter = await Visitor.arrive(browser, { javaScriptEnabled: false });
  await voter.page.goto(anybody.link);
  const words = voter.page.locator('noscript');
  assert.equal(await words.isVisible(), true);
  assert.match(await words.innerText(), /Voting needs JavaScript and WebAssembly/);
  await voter.leave();
});

test('requests tell nothing about the choices', async () => {
  const voters = [];
  const [contest] = anybody.ballots[0];
  for (const chosen of [0, 1, contest.options.length - 1]) {
    const voter = await arrived(anybody);
    const requests = [];
    voter.page.on('request', (request) => requests.push(request));
    const ballot = structuredClone(anybody.ballots[0]);
    ballot[0].blank = false;
    ballot[0].options.forEach((option, position) => {
      option.value = Number(position === chosen);
    });
    await voter.seal(ballot);
    assert.deepEqual(requests, [], 'nothing is sent before casting or checking');
    // What would be cast is held back: only its form is looked at.
    await voter.context.route(ENTRIES, (route) => route.abort());
    await voter.press('Cast this ballot');
    await alarm(voter, /cannot be reached/);
    voters.push(requests.map((request) => [request.method(), request.url(), request.postData()?.length]));
    await voter.leave(DISCONNECTED);
  }
  assert.equal(voters[0].length, 1);
  assert.deepEqual(voters[1], voters[0]);
  assert.deepEqual(voters[2], voters[0]);
});
