// A small election on a board that these tests start and kill: one question at a time, a restart in the middle of voting, and
// practice ballots that are checked at another origin.

import assert from 'node:assert/strict';
import http from 'node:http';
import test, { after, before } from 'node:test';
import { Board } from './board.mjs';
import { Visitor, launch, scene } from './pages.mjs';

const { small } = scene;
const votePage = `${small.origin}/vote/${small.election}`;
const [patient, careful, interrupted, unlucky] = small.voters;

let browser;
let board;
before(async () => {
  browser = await launch();
  board = await Board.start(small);
});
after(async () => {
  await browser.close();
  await board.kill();
});

const arrive = async (options) => {
  const voter = await Visitor.arrive(browser, options);
  voter.origin = small.origin;
  return voter;
};

const shownTracker = (page) => page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/).innerText();

/** Answers all questions, one after the other, up to the review. */
const answer = async (voter, ballot) => {
  for (const [number, contest] of ballot.entries()) {
    await voter.page.getByText(`Question ${number + 1} of ${ballot.length}`, { exact: true }).waitFor();
    await voter.choose([contest]);
    await voter.press(number + 1 < ballot.length ? 'Next question' : 'Review my ballot');
  }
  await voter.checkReview(ballot);
};

/** A voter whose ballot is sealed. */
const sealed = async (guest, options) => {
  const voter = await arrive(options);
  await voter.page.goto(`${votePage}#${guest.code}`);
  await voter.heading('Your choices');
  await answer(voter, guest.ballot);
  await voter.press('Seal my ballot');
  await voter.heading('Sealed, not cast yet');
  return voter;
};

const alarm = (voter, words) => voter.page.getByRole('alert').filter({ hasText: words }).first().waitFor();
const CUT = (fault) => /ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING/.test(fault);

test('one question at a time: answered, gone back to, reviewed and cast', async () => {
  const voter = await arrive({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await voter.page.goto(`${votePage}#${patient.code}`);
  await voter.heading('Your choices');
  const { ballot } = patient;
  const at = (number) => voter.page.getByText(`Question ${number} of ${ballot.length}`, { exact: true });
  const questions = voter.page.getByRole('group', { name: /^(mayor|parks|budget|funds)/ });
  await at(1).waitFor();
  assert.equal(await questions.count(), 1, 'one question on the screen');
  assert.equal(await voter.page.getByRole('button', { name: 'Question before' }).count(), 0);
  await voter.inspect('one-by-one');

  await voter.press('Next question');
  await alarm(voter, 'not complete');
  await at(1).waitFor();
  await voter.choose([ballot[0]]);
  await voter.press('Next question');
  await at(2).waitFor();
  await at(2).and(voter.page.locator(':focus')).waitFor();
  await voter.choose([ballot[1]]);
  await voter.inspect('one-by-one-second');

  await voter.press('Question before');
  await at(1).waitFor();
  const chosen = ballot[0].options.find(({ value }) => value === 1);
  assert.equal(await questions.getByRole('radio', { name: chosen.label }).isChecked(), true, 'nothing is lost');
  await voter.press('Next question');
  await at(2).waitFor();
  await voter.page.goBack();
  await at(1).waitFor();

  await answer(voter, ballot);
  await voter.page.goBack();
  await at(ballot.length).waitFor();
  await voter.press('Review my ballot');
  await voter.checkReview(ballot);
  await voter.press('Change something');
  await voter.heading('Your choices');
  await voter.press('Review my ballot');
  await voter.press('Seal my ballot');
  await voter.heading('Sealed, not cast yet');
  await voter.press('Cast this ballot');
  await voter.receipt();
  await voter.leave();
});

/** Another server, which passes on what the board says: another origin. */
const mirror = async () => {
  const server = http.createServer((request, response) => {
    const { hostname, port } = new URL(small.origin);
    const { method, headers, url: path } = request;
    const onward = http.request({ hostname, port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const { hostname, port } = new URL(small.elsewhere);
  await new Promise((resolve) => server.listen(port, hostname, resolve));
  return server;
};

test('a practice ballot is checked at the origin that the manifest names', async (t) => {
  const server = await mirror();
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const voter = await sealed(careful);
  const tracker = await shownTracker(voter.page);
  await voter.press('Check it first');
  await voter.heading('Your practice ballot, opened');
  const address = await voter.page.getByRole('link', { name: /\/check\// }).getAttribute('href');
  assert.ok(address.startsWith(`${small.elsewhere}/check/${small.election}#`), address);

  const device = await Visitor.arrive(browser, { viewport: { width: 320, height: 640 } });
  // Nothing may be asked of the board itself.
  device.origin = small.elsewhere;
  await device.page.goto(address);
  await device.heading('Checked: this is what was sealed');
  await device.checkWords(careful.ballot);
  assert.equal(await shownTracker(device.page), tracker);
  // A later checkpoint covers the opening.
  const proven = device.page.getByText('This election has no witnesses.');
  for (let left = 30; left > 0 && !(await proven.isVisible()); left -= 1) {
    await device.page.waitForTimeout(500);
    await device.page.reload();
    await device.heading('Checked: this is what was sealed');
  }
  await proven.waitFor();
  await device.inspect('check-elsewhere');
  await device.leave();
  await voter.leave();
});

test('the board ends while a voter votes, and starts again: the voter finishes', async () => {
  const voter = await sealed(interrupted);
  const tracker = await shownTracker(voter.page);
  await board.kill();
  await voter.press('Cast this ballot');
  await alarm(voter, /cannot be reached. Nothing is lost/);
  board = await Board.start(small);
  await voter.press('Try again to cast this ballot');
  const position = await voter.receipt();
  assert.equal(await shownTracker(voter.page), tracker);
  const log = `${small.origin}/api/v1/elections/${small.election}/log?from=${position}&to=${position + 1}`;
  const line = await (await fetch(log)).json();
  assert.equal(line.kind, 'ballot');
  await voter.leave(CUT);
});

test('the board ends before it answers, and starts again: the ballot is there once', async () => {
  const voter = await sealed(unlucky);
  const entries = `${small.origin}/api/v1/elections/${small.election}`;
  const before = (await (await fetch(entries)).json()).ballots;
  await voter.context.route(/\/entries$/, async (route) => {
    // The board has the ballot, and the voter does not hear of it.
    await route.fetch();
    await board.kill();
    await route.abort();
  }, { times: 1 });
  await voter.press('Cast this ballot');
  await alarm(voter, /cannot be reached. Nothing is lost/);
  board = await Board.start(small);
  await voter.press('Try again to cast this ballot');
  await voter.receipt();
  assert.equal((await (await fetch(entries)).json()).ballots, before + 1);
  await voter.leave((fault) => CUT(fault) || fault.includes('ERR_FAILED'));
});
