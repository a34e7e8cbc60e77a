// How long a browser takes to verify a large record, and how much memory: `cargo xtask bench chromium/verify`. PAGE is the folder
// of the page that verifies, LOG the record, CHROMIUM the browser. Every line is `time NAME SECONDS...` or `bytes NAME NUMBER`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launchAt } from './chromium.mjs';
import { serve } from './static.mjs';

const ROUNDS = 3;
const NAME = '10000-ballots-of-5-options';

/** Most memory that the browser's processes for pages have ever had. */
async function peak(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => readFileSync(`/proc/${id}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/));
  return Math.max(...peaks.map(([, kilobytes]) => Number(kilobytes) * 1024));
}

const { server, address } = await serve(process.env.PAGE, '/verify/');
const times = [];
let longest = 0;
let most = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const browser = await launchAt(process.env.CHROMIUM);
  const session = await browser.newBrowserCDPSession();
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(address);
  await page.getByText('Everything is loaded').waitFor();
  // By the page's own clock: from the choice to the verdict, and from one step of the bar to the next.
  await page.evaluate(() => {
    globalThis.steps = [];
    const bar = document.querySelector('progress');
    document.querySelector('input[type=file]').addEventListener('change', () => globalThis.steps.push(performance.now()), { capture: true });
    new MutationObserver(() => globalThis.steps.push(performance.now())).observe(bar, { attributes: true });
    new MutationObserver(() => {
      if (document.querySelector('.verdict')) globalThis.verdict ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByLabel('Files of the record').setInputFiles(process.env.LOG);
  const verdict = page.locator('.verdict');
  await verdict.waitFor();
  assert.match(await verdict.innerText(), /^Your browser has verified 10,0\d\d lines, among them 10,000 ballots/);
  const [steps, end] = await page.evaluate(() => [globalThis.steps, globalThis.verdict]);
  const moments = [...steps.filter((moment) => moment < end), end];
  times.push((end - moments[0]) / 1000);
  longest = Math.max(longest, ...moments.slice(1).map((moment, index) => (moment - moments[index]) / 1000));
  most = Math.max(most, await peak(session));
  await browser.close();
}
console.log(`time verify/${NAME} ${times.join(' ')}`);
console.log(`time verify/longest-without-progress ${longest}`);
console.log(`bytes verify/memory-of-the-page ${most}`);
server.close();
