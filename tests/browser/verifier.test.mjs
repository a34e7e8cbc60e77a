// The page's verifier by itself: every forged record, and honest ones, must get the verdict that the command line gives them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Board } from './board.mjs';
import { LocalFile, ask, start } from './program.mjs';

const { corpus, pages, small, verifier } = JSON.parse(readFileSync(process.env.SCENE, 'utf8'));
const records = readdirSync(corpus).sort();
const NOBODY = { Verify: { election: null, tracker: null } };

const file = (folder, name) => new LocalFile(name, readFileSync(path.join(folder, name)));
/** The files of a record's folder, and what its observer knows. */
const files = (name) => {
  const folder = path.join(corpus, name);
  const there = ['log.jsonl', 'checkpoints', 'observer.json'].filter((part) => existsSync(path.join(folder, part)));
  return there.map((part) => file(folder, part));
};
const expected = (name) => JSON.parse(readFileSync(path.join(corpus, name, 'expected.json'), 'utf8'));
/** What the report says, in the form of `expected.json`. */
const judged = ({ Verified: told, ...other }) => {
  assert.deepEqual(other, {}, JSON.stringify(other));
  const ids = (status) => told.report.checks.filter((check) => check.status === status).map(({ id }) => id);
  return { verdict: told.report.verdict, failed: ids('fail'), not_run: ids('not-run') };
};
const trouble = async (question, given) => (await ask(question, given)).Failed.message.id;

let board;
let scratch;
before(async () => {
  board = await Board.start(small);
  scratch = mkdtempSync(path.join(tmpdir(), 'ostrakon-'));
  assert.equal(await start(pages, 'voter-verifier', small.origin), '');
});
after(async () => {
  rmSync(scratch, { recursive: true });
  await board.kill();
});

test('every record of the corpus is judged as the command line judges it', async (context) => {
  const wrong = [];
  const failing = new Set();
  for (const name of records) {
    const found = judged(await ask(NOBODY, files(name)));
    const { verdict, failed, not_run } = expected(name);
    try {
      assert.deepEqual(found, { verdict, failed, not_run });
    } catch (error) {
      wrong.push(`${name}: ${error.message}`);
    }
    failed.forEach((check) => failing.add(check));
  }
  context.diagnostic(`${records.length} records, ${failing.size} checks that fail somewhere`);
  assert.deepEqual(wrong, []);
  assert.ok(records.length > 100 && failing.size > 30, 'this is the whole corpus');
});

test('an archive is judged as what is in it, and a damaged one is no record', async () => {
  for (const name of records.filter((_, number) => number % 16 === 0).concat(records.at(-1))) {
    const archive = path.join(scratch, `${name}.tar.zst`);
    execFileSync(verifier, ['pack', path.join(corpus, name), archive], { stdio: 'ignore' });
    const bytes = readFileSync(archive);
    const known = files(name).filter((part) => part.name === 'observer.json');
    const { verdict, failed, not_run } = expected(name);
    const found = judged(await ask(NOBODY, [new LocalFile('any name', bytes), ...known]));
    assert.deepEqual(found, { verdict, failed, not_run }, name);
    assert.equal(await trouble(NOBODY, [new LocalFile('cut', bytes.subarray(0, bytes.length - 40))]), 'verify-archive-wrong');
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 1] ^= 1;
    assert.equal(await trouble(NOBODY, [new LocalFile('flipped', flipped)]), 'verify-archive-wrong');
  }
});

test('what is no record, or more than one, is said', async () => {
  const [log] = files(records[0]);
  const text = (name, words) => new LocalFile(name, Buffer.from(words));
  assert.equal(await trouble(NOBODY, []), 'verify-files-none');
  assert.equal(await trouble(NOBODY, undefined), 'verify-files-none');
  assert.equal(await trouble(NOBODY, [text('checkpoints', '')]), 'verify-files-none');
  assert.equal(await trouble(NOBODY, [log, log]), 'verify-files-many');
  assert.equal(await trouble(NOBODY, [log, text('x', 'x')]), 'verify-files-many');
  for (const words of ['', '{"elections":1}', '[]', '[{"contest":"m","options":[]}]', '"text"']) {
    assert.equal(await trouble(NOBODY, [log, text('known.json', words)]), 'verify-known-wrong', words);
  }
  assert.equal(await trouble(NOBODY, [log, text('receipt', 'c2sp.org/tlog-proof@v1\nnothing')]), 'verify-known-wrong');
  assert.equal(judged(await ask(NOBODY, [text('empty.jsonl', '')])).verdict, 'failed');
  assert.deepEqual(judged(await ask(NOBODY, [text('noise', 'noise')])).failed.includes('P1'), true);
});

test('what an observer knows is compared with a record, and with the board’s', async () => {
  const progress = [];
  const ofBoard = { Verify: { election: small.election, tracker: null } };
  const report = (await ask(ofBoard, undefined, progress)).Verified.report;
  const status = ({ checks }, id) => checks.find((check) => check.id === id).status;
  assert.equal(report.verdict, 'incomplete');
  assert.ok(progress.length > 0, 'it tells how far it is');
  // As the command line verifies the same address: a check that runs there runs here.
  const folder = path.join(scratch, 'told');
  let told;
  try {
    told = execFileSync(verifier, ['verify', '--json', small.origin, '--election', small.election, '--output', folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch ({ status, stdout }) {
    assert.equal(status, 2, 'an election that is not over');
    told = stdout;
  }
  const statuses = ({ checks }) => checks.map((check) => [check.id, check.status]);
  assert.deepEqual(statuses(report), statuses(JSON.parse(told)));
  assert.equal(status(report, 'L2'), 'pass', 'the checkpoints are read, too');
  const other = new LocalFile('known.json', Buffer.from(JSON.stringify({ election: '0'.repeat(64) })));
  const compared = await ask(ofBoard, [other]);
  assert.equal(status(compared.Verified.report, 'P5'), 'fail');
  assert.equal(compared.Verified.of_board, true);
});

test('a verification is cancelled by a word, and the next one is not', async () => {
  const [name] = records.slice(-1);
  const first = ask(NOBODY, files(name));
  assert.equal(await ask('Cancel'), 'Cancelled');
  assert.equal(await first, 'Cancelled');
  const [before, again] = await Promise.all([ask(NOBODY, files(name)), ask(NOBODY, files(name))]);
  assert.equal(before, 'Cancelled');
  assert.equal(judged(again).verdict, expected(name).verdict);
});
