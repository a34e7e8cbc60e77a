// The worker's program by itself: questions as messages, and its answers. The board is a real one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { Board } from './board.mjs';
import { ask, fresh, send, start } from './program.mjs';

const scene = JSON.parse(readFileSync(process.env.SCENE, 'utf8'));
const { small, pages } = scene;
const [voter, other] = small.voters;

/** Changes an answer of the board's before the worker sees it. */
let tamper = (address, response) => response;
/** The same answer with another body. */
const changed = (response, body) =>
  Object.defineProperty(new Response(body, response), 'url', { value: response.url });

/** The worker's network. */
function prepare() {
  const real = globalThis.fetch;
  globalThis.fetch = async (asked, options) => {
    const address = new URL(asked.url ?? asked, small.origin);
    return tamper(address, await real(asked.url === undefined ? address : asked, options));
  };
}

/** An answer of this kind. */
async function expect(kind, request) {
  const answer = await ask(request);
  assert.deepEqual(Object.keys(answer), [kind], JSON.stringify(answer));
  return answer[kind];
}

const failed = async (request) => (await expect('Failed', request)).message.id;

let board;
before(async () => {
  board = await Board.start(small);
  prepare();
  assert.equal(await start(pages, 'voter-worker', small.origin), '');
});
after(() => board.kill());

test('what is no question is answered, too', async () => {
  for (const text of ['', 'nonsense', '{"Seal":', '{"Unknown":1}', '{"Seal":"all"}', '"Vote"']) {
    const id = fresh();
    const answer = await send(id, [id, text]);
    assert.equal(answer.Failed.message.id, 'trouble-unexpected', text);
    assert.notEqual(answer.Failed.detail, null, text);
  }
  for (const message of [null, undefined, 7, 'text', {}, [], [undefined, 'x'], [undefined, 5]]) {
    const answer = await send(undefined, message);
    assert.equal(answer.Failed.message.id, 'trouble-unexpected', String(message));
  }
});

test('nothing is sealed or cast by whoever has not arrived', async () => {
  assert.equal(await failed({ Seal: [[1]] }), 'trouble-not-entered');
  assert.equal(await failed('Cast'), 'trouble-no-ballot');
  assert.equal(await failed('Check'), 'trouble-no-code');
  assert.equal(await failed({ Identify: voter.code }), 'trouble-not-entered');
});

test('an election that is another one than its id says is not entered', async () => {
  assert.equal(await failed({ Enter: '0'.repeat(64) }), 'trouble-not-found');
  tamper = async (address, response) => {
    if (!address.pathname.endsWith('/log')) return response;
    return changed(response, (await response.text()).replace('Town election', 'Other election'));
  };
  assert.equal(await failed({ Enter: small.election }), 'trouble-log');
  tamper = (address, response) => response;
});

let receipt;

test('a ballot is sealed, cast, and proved to be in the log', async () => {
  const entered = await expect('Entered', { Enter: small.election });
  assert.deepEqual([entered.layout, entered.phase, entered.watch], ['one-by-one', 'voting', 'Nobody']);
  assert.equal(await failed({ Identify: `${voter.code.slice(0, -1)}${voter.code.endsWith('7') ? '8' : '7'}` }), 'code-typing-error');
  assert.equal((await expect('Identified', { Identify: voter.code })).voted_at, null);

  const bad = structuredClone(voter.choices);
  bad[0] = bad[0].map(() => 1);
  for (const choices of [bad, [], voter.choices.slice(1), [...voter.choices, [1]]]) {
    assert.equal(await failed({ Seal: choices }), 'trouble-not-sealed', JSON.stringify(choices));
  }
  const { tracker } = await expect('Sealed', { Seal: voter.choices });
  assert.match(tracker.short, /^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
  const again = await expect('Sealed', { Seal: voter.choices });
  assert.notEqual(again.tracker.short, tracker.short, 'sealed afresh each time');

  const cast = await expect('Cast', 'Cast');
  assert.equal(cast.tracker.short, again.tracker.short);
  assert.equal(cast.proof.standing, 'Proven');
  assert.match(cast.proof.file, new RegExp(`\nindex ${cast.seq}\n`));
  receipt = cast.receipt;
  const redeemed = await expect('Redeemed', { Redeem: receipt });
  assert.deepEqual([redeemed.standing, redeemed.lines > cast.seq], ['Proven', true]);
});

test('a wrong proof proves nothing', async () => {
  const lie = (change) => async (address, response) =>
    address.pathname.includes('/proof/') ? changed(response, change(await response.text())) : response;
  for (const change of [
    // Another root under the same signature, another signature, another place, and no proof at all.
    (text) => text.replace(/\n([A-Za-z0-9+/]{43}=)\n\n— /, `\n${'A'.repeat(43)}=\n\n— `),
    (text) => text.replace(/(— \S+ )(\S+)(\s*)$/, (_, name, signature, end) => `${name}${signature.slice(0, 8)}${'A'.repeat(signature.length - 9)}=${end}`),
    (text) => text.replace(/\nindex \d+\n/, '\nindex 0\n'),
    (text) => text.replace(/\n[A-Za-z0-9+/]{43}=\n/, '\n'),
    () => '',
  ]) {
    tamper = lie(change);
    const { standing } = await expect('Redeemed', { Redeem: receipt });
    assert.notEqual(standing, 'Proven', String(change));
  }
  tamper = (address, response) => response;
  assert.equal((await expect('Redeemed', { Redeem: receipt })).standing, 'Proven');
});

test('a receipt that is not for this ballot is no receipt', async () => {
  await expect('Entered', { Enter: small.election });
  await expect('Identified', { Identify: other.code });
  await expect('Sealed', { Seal: other.choices });
  for (const change of [{ body: '0'.repeat(64) }, { election: '0'.repeat(64) }, { seq: 1 }]) {
    tamper = async (address, response) =>
      address.pathname.endsWith('/entries')
        ? changed(response, JSON.stringify({ ...(await response.json()), ...change }))
        : response;
    assert.equal(await failed('Cast'), 'trouble-receipt', JSON.stringify(change));
  }
  tamper = (address, response) => response;
  assert.equal((await expect('Cast', 'Cast')).proof.standing, 'Proven');
  assert.equal(await ask('Forget'), 'Forgotten');
  assert.equal(await failed({ Seal: other.choices }), 'trouble-no-code');
});

test('the public’s questions are answered from the log', async () => {
  const { seq } = JSON.parse(receipt);
  const { found } = await expect('Tracked', { Track: { election: small.election, sought: { Receipt: receipt } } });
  assert.deepEqual([found.Line.seq, found.Line.state, found.Line.promised], [seq, 'cast', true]);
});
