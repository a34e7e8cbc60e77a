// Trustees who have nothing but a browser, and one who has the program: they make an election's key, one is lost, and the
// others decrypt. This test starts a board of its own, and plays the official and the registrar with their programs.

import { LIMIT, count, sum } from './budget.mjs';
import { Visitor, launch, scene } from './pages.mjs';
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';

const PASSPHRASE = 'five made-up words for trustees';
const NAMES = ['Ada', 'Bo', 'Cleo', 'Dag'];
/** The trustee with the program: the last one. */
const PROGRAM = 4;
const BALLOT = [
  {
    title: 'Build a bridge?',
    rule: { choose: { minimum: 1, maximum: 1 } },
    options: [
      { label: 'Yes', value: 1 },
      { label: 'No', value: 0 },
    ],
  },
];

const folder = mkdtempSync(path.join(tmpdir(), 'trustees-'));
const at = (...names) => path.join(folder, ...names);
const run = async (program, ...parameters) => {
  const { stdout } = await promisify(execFile)(path.join(scene.programs, program), parameters, { cwd: folder });
  return stdout.trim();
};
/** The official's folder of an election. */
const office = (command, dir = 'office') => run('election-admin', command, '--dir', dir);
const tally = (command, number, ...more) =>
  promisify(execFile)(
    path.join(scene.programs, 'tally'),
    [command, '--dir', `trustee${number}`, '--passphrase-file', 'passphrase', ...more],
    { cwd: folder },
  ).then(({ stderr }) => stderr);
const inElection = (id = election) => ['--board', origin, '--election', id, '--timeout', '120'];
const trusteePage = (id = election) => `${origin}/trustee/${id}`;

/** Defines an election with these trustees; gives its id. */
const define = async ({ numbers, threshold, more = '', suffix = '' }) => {
  const files = numbers.map((number) => `"trustee${number}/trustee.pub.json"`);
  writeFileSync(
    at(`town${suffix}.toml`),
    `title = { en = "Town" }
opens = 2026-06-01T08:00:00Z
closes = 2999-06-01T08:00:00Z
threshold = ${threshold}
minimum_ballots = 3
trustees = [${files.join(', ')}]
${more}
[[contests]]
id = "bridge"
title = { en = "Build a bridge?" }
choose = { minimum = 1, maximum = 1 }
options = [{ id = "yes", label = { en = "Yes" } }, { id = "no", label = { en = "No" } }]
`,
  );
  const registrar = ['--dir', `registrar${suffix}`, '--passphrase-file', 'passphrase'];
  await run('election-registrar', 'init', ...registrar);
  const definition = [`town${suffix}.toml`, '--board', origin, '--dir', `office${suffix}`];
  const keys = ['--token-file', 'board/admin.token', '--registrar', `registrar${suffix}/registrar.pub.json`];
  return run('election-admin', 'new', ...definition, ...keys);
};

/** The registrar hands out codes, and posts the roll; gives the voters' links. */
const enroll = async (id, suffix = '') => {
  writeFileSync(at('voters.csv'), 'id,name,weight\nv1,Voter 1,1\nv2,Voter 2,1\nv3,Voter 3,1\n');
  const registrar = (command, ...more) =>
    run('election-registrar', command, '--dir', `registrar${suffix}`, '--passphrase-file', 'passphrase', ...more);
  await registrar('join', '--board', origin, '--election', id);
  await registrar('import', 'voters.csv');
  await registrar('export', '--output', `codes${suffix}.csv`);
  await registrar('roll', '--output', `roll${suffix}.lines`);
  await run('election-registrar', 'post', `roll${suffix}.lines`);
  const links = readFileSync(at(`codes${suffix}.csv`), 'utf8').match(/http:\S+?#[^\s,"]+/g);
  assert.equal(links.length, 3);
  return links;
};

/** All voters vote, each with a browser of their own. */
const vote = async (links) => {
  for (const link of links) {
    const voter = await arrive();
    await voter.page.goto(link);
    await voter.vote(BALLOT);
    await voter.leave();
  }
};

/** Board and witness. */
const processes = [];
/** Starts one; gives what it says first. */
const serve = async (parameters, lines) => {
  const program = spawn(path.join(scene.programs, 'bulletin-board'), parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
  processes.push(program);
  const said = [];
  for await (const line of createInterface({ input: program.stdout })) {
    if (said.push(line.replace('listening on ', '')) === lines) return said;
  }
  throw new Error(`it ended after ${said}`);
};

let browser;
let origin;
let election;
/** Those with a browser. */
const trustees = [];

before(async () => {
  browser = await launch();
  writeFileSync(at('passphrase'), `${PASSPHRASE}\n`);
  [origin] = await serve(['serve', '--listen', '127.0.0.1:0', '--data-dir', at('board'), '--web', scene.pages], 1);
});
after(async () => {
  await browser.close();
  for (const program of processes) {
    const ended = once(program, 'exit');
    program.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true });
});

/** Somebody at a computer of their own; no passphrase may leave it, or stay in it. */
const arrive = async (options) => {
  const visitor = await Visitor.arrive(browser, options);
  visitor.origin = origin;
  visitor.context.on('request', (request) => {
    if (`${request.url()} ${request.postData() ?? ''}`.includes('five')) visitor.faults.push('the passphrase leaves');
  });
  return visitor;
};

const leave = async (visitor, allowed) => {
  const kept = await visitor.page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  assert.deepEqual(kept, [0, 0, '', 0, 0], 'nothing is in the browser’s storage');
  await visitor.leave(allowed);
};

const said = (visitor, words) => visitor.page.getByText(words).first().waitFor();

/** A button with a file's name, which is kept apart from the direction of the words around it, and has no election's id in it. */
const saving = (name) => new RegExp(`^Save .${name.replace(/-[0-9a-f]{64}/, '-…').replaceAll('.', '\\.')}.$`);

/** Saves a file by its button into a folder, and chooses it there. */
const keep = async (visitor, name, ...place) => {
  const saved = await visitor.saved(saving(name));
  assert.equal(saved.name, name);
  mkdirSync(at(...place), { recursive: true });
  const file = at(...place, saved.name);
  writeFileSync(file, saved.bytes);
  await visitor.page.getByLabel('Choose the file that you have saved').setInputFiles(file);
  return file;
};

/** Opens a key file, and what is kept beside it. */
const open = async (visitor, files, passphrase = PASSPHRASE) => {
  await visitor.page.getByLabel('Your key file').setInputFiles(files);
  await visitor.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await visitor.press('Open');
};

const key = (number) => at(`trustee${number}`, 'trustee.key.age');

test('a key file is made in the browser, saved and read back, twice', async () => {
  for (const [place, name] of NAMES.slice(0, 3).entries()) {
    const visitor = await arrive(place === 1 ? { viewport: { width: 320, height: 640 } } : {});
    const loaded = await count(visitor.page);
    await visitor.page.goto(`${origin}/trustee`);
    await visitor.heading('Make your key file');
    if (place === 0) {
      const first = loaded.requests().filter(({ url }) => !/voter-tally|\/api\//.test(url));
      assert.ok(sum(first) < LIMIT, `${sum(first)} bytes`);
      await visitor.inspect('trustee-new');
      await visitor.page.getByLabel('Your name').fill(name);
      await visitor.page.getByLabel('Passphrase', { exact: true }).fill('short');
      await said(visitor, /^This passphrase is short/);
      await visitor.page.getByLabel('The same passphrase again').fill('shorter');
      await visitor.press('Make the key file');
      await said(visitor, 'The two passphrases differ.');
    }
    await visitor.page.getByLabel('Your name').fill(name);
    await visitor.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await visitor.page.getByLabel('The same passphrase again').fill(PASSPHRASE);
    await visitor.press('Make the key file');
    await visitor.heading('Save your key file');
    if (place === 0) {
      await visitor.page.getByLabel('Choose the file that you have saved').setInputFiles(at('passphrase'));
      await said(visitor, /^That is another file/);
      await visitor.inspect('trustee-save');
    }
    const first = await keep(visitor, 'trustee.key.age', `trustee${place + 1}`);
    await visitor.heading('Save a second copy');
    if (place === 0) await visitor.inspect('trustee-second');
    const second = await keep(visitor, 'trustee.key.age', `copy${place + 1}`);
    assert.deepEqual(readFileSync(first), readFileSync(second));
    assert.match(readFileSync(first).toString('latin1'), /^age-encryption\.org\/v1\n-> scrypt \S+ 17\n/);
    await visitor.heading('Give your public keys to the election official');
    if (place === 0) await visitor.inspect('trustee-public');
    const { name: file, bytes, text } = await visitor.saved(saving('trustee.pub.json'));
    assert.equal(JSON.parse(text).name, name);
    writeFileSync(at(`trustee${place + 1}`, file), bytes);
    trustees.push(visitor);
  }
  await tally('init', PROGRAM, '--name', NAMES[PROGRAM - 1]);
});

test('the trustees make the key together, whatever they use', async () => {
  election = await define({ numbers: [1, 2, 3, 4], threshold: 3 });
  const compared = new Set();
  for (const [place, trustee] of trustees.entries()) {
    await trustee.page.goto(trusteePage());
    await trustee.heading('Town');
    compared.add(await trustee.page.locator('.tracker').innerText());
    if (place === 0) {
      await trustee.inspect('trustee-locked');
      await open(trustee, key(1), 'another passphrase');
      await trustee.page.getByRole('alert').filter({ hasText: /^This passphrase does not open the file/ }).waitFor();
      await open(trustee, key(PROGRAM), PASSPHRASE);
      await said(trustee, /^You are .Dag., trustee 4 of 4\.$/);
      await trustee.page.reload();
      await open(trustee, at('trustee1', 'trustee.pub.json'), PASSPHRASE);
      await trustee.page.getByRole('alert').filter({ hasText: /trustee\.pub\.json.* does not belong to this election/ }).waitFor();
    }
    await open(trustee, key(place + 1));
    await said(trustee, new RegExp(`^You are .${NAMES[place]}., trustee ${place + 1} of 4\\.$`));
    if (place === 0) await trustee.inspect('trustee-keys');
    await trustee.press('Take part in the key ceremony');
    if (place === 1) {
      await said(trustee, /^Round 1 of 3: waiting for .Cleo, Dag.\.$/);
      await said(trustee, /Cleo.: has not come yet$/);
      await trustee.inspect('trustee-waiting');
    }
  }
  assert.equal(compared.size, 1, 'all compare the same words');
  const [words] = compared;
  assert.equal(words.split(' ').length, 12);
  assert.match(await tally('ceremony', PROGRAM, ...inElection()), new RegExp(`in words: ${words}\n`));
  for (const trustee of trustees) await said(trustee, /^The key is made\./);
  await trustees[0].inspect('trustee-made');
});

test('they rehearse, the election is opened, voted in and closed', async () => {
  const links = await enroll(election);
  // The pages hear of it by themselves.
  for (const trustee of trustees) await trustee.page.getByRole('button', { name: 'Rehearse' }).waitFor();
  await trustees[0].inspect('trustee-rehearse');
  for (const trustee of trustees) {
    await trustee.press('Rehearse');
    await said(trustee, /^You have rehearsed\./);
  }
  await office('open');
  await said(trustees[0], /^Voting goes on\./);
  await vote(links);
  // One is lost, with her laptop.
  await leave(trustees.pop());
  await office('close');
});

test('enough of them verify everything and decrypt: in the browser, by the program, each with a key file of the other', async () => {
  const [ada, bo] = trustees;
  await ada.page.getByRole('button', { name: 'Verify everything and decrypt' }).waitFor();
  await ada.inspect('trustee-decrypt');
  await ada.press('Verify everything and decrypt');
  // Nobody watches this log: the decision is kept before anything is announced.
  await ada.page.getByRole('heading', { name: 'Save what you have decided' }).waitFor();
  await ada.inspect('trustee-decide');
  const decided = await keep(ada, `decided-${election}.json`, 'trustee1');
  await said(ada, /^1 of 3 trustees are ready to decrypt\. Waiting for some of .*Bo, Cleo, Dag/);
  await ada.inspect('trustee-ready');
  // A decision for another ballot box, of the same election, is minded.
  const other = JSON.parse(readFileSync(decided, 'utf8'));
  other.close = '0'.repeat(64);
  writeFileSync(at('decided-other.json'), JSON.stringify(other));
  await bo.page.reload();
  await open(bo, [key(2), at('decided-other.json')]);
  await bo.page.getByRole('alert').filter({ hasText: /^You decided before to decrypt another ballot box/ }).waitFor();
  await bo.inspect('trustee-decided');
  // Bo goes on with the program, and Dag, who has used that so far, in a browser.
  const program = tally('decrypt', 2, ...inElection());
  const dag = await arrive();
  await dag.page.goto(trusteePage());
  await dag.heading('Town');
  await open(dag, key(PROGRAM));
  await dag.press('Verify everything and decrypt');
  await keep(dag, `decided-${election}.json`, 'trustee4');
  for (const trustee of [ada, dag]) await said(trustee, /^Your part of the decryption is in the log\./);
  assert.match(await program, /Decrypted: your part is in the log/);
  await ada.inspect('trustee-decrypted');
  await office('result');
  assert.match(await run('verifier-cli', 'verify', origin, '--election', election), /verified/i);
  // What was saved is what the program keeps: it finds nothing more to do.
  assert.match(await tally('decrypt', PROGRAM, ...inElection()), /There is nothing left to do/);
  for (const trustee of [ada, bo, dag]) await leave(trustee);
});

test('a board that has lost lines is found out by what the trustee has saved', async () => {
  const ada = await arrive();
  await ada.page.goto(trusteePage());
  await ada.heading('Town');
  await open(ada, [key(1), at('trustee1', `decided-${election}.json`)]);
  await said(ada, /^Your part of the decryption is in the log\./);
  const { name, text } = await ada.saved(saving(`seen-${election}.json`));
  const seen = JSON.parse(text);
  for (const [number, more] of [
    [1, { entries: seen.entries + 1 }],
    [2, { head: '0'.repeat(64) }],
  ]) {
    const file = at(`${number}-${name}`);
    writeFileSync(file, JSON.stringify({ ...seen, ...more }));
    await ada.page.reload();
    await ada.heading('Town');
    await open(ada, [key(1), file]);
    await ada.page.getByRole('alert').filter({ hasText: /^The board shows other lines of the log than before, or fewer/ }).waitFor();
  }
  writeFileSync(at(name), text);
  await ada.page.reload();
  await ada.heading('Town');
  await open(ada, [key(1), at(name)]);
  await said(ada, /^Your part of the decryption is in the log\./);
  // The browser writes to the console that the board has no such lines.
  await leave(ada, (fault) => /status of 4\d\d/.test(fault));
});

test('where witnesses watch, one button is all', async () => {
  writeFileSync(at('logs.txt'), '');
  const parameters = ['witness', '--listen', '127.0.0.1:0', '--name', 'witness.example/test', '--dir', at('witness')];
  const [vkey, address] = await serve([...parameters, '--logs', at('logs.txt')], 2);
  const more = `quorum = 1\n[[witness]]\nvkey = "${vkey}"\naddress = "${address}"\n`;
  const id = await define({ numbers: [1, PROGRAM], threshold: 2, more, suffix: '2' });
  // The witness is told the log's key, as its operator is.
  const answer = await fetch(`${origin}/api/v1/elections/${id}/log?from=0&to=1`);
  const { log } = JSON.parse(await answer.text()).body;
  const typed = Buffer.concat([Buffer.from([1]), Buffer.from(log.key, 'base64url')]);
  const hash = createHash('sha256').update(`${log.origin}\n`).update(typed).digest('hex').slice(0, 8);
  writeFileSync(at('logs.txt'), `${log.origin}+${hash}+${typed.toString('base64')}\n`);
  const both = (command) => Promise.all([1, PROGRAM].map((number) => tally(command, number, ...inElection(id))));
  await both('ceremony');
  const links = await enroll(id, '2');
  await both('rehearse');
  await office('open', 'office2');
  await vote(links);
  await office('close', 'office2');
  const program = tally('decrypt', PROGRAM, ...inElection(id));
  const ada = await arrive();
  await ada.page.goto(trusteePage(id));
  await ada.heading('Town');
  await open(ada, key(1));
  await ada.press('Verify everything and decrypt');
  await said(ada, /^Your part of the decryption is in the log\./);
  assert.match(await program, /the witnesses .* have seen \d+ lines/);
  await leave(ada);
  await office('result', 'office2');
});
