// How long voters wait: `cargo xtask bench pages`. Every line is `time NAME SECONDS...` or `bytes NAME NUMBER`.

import { count, noteAppearances, sum } from './budget.mjs';
import { Visitor, launch, scene } from './pages.mjs';

/** How often the first page is opened, and how many guests seal and cast. */
const OPENED = 5;

const times = (name, values) => console.log(`time ${name} ${values.map((value) => value / 1000).join(' ')}`);

/** A phone: a quarter of this processor, and a slow line. */
async function slowDown(loaded) {
  await loaded.network.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await loaded.network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
}

async function firstPage(browser) {
  const usable = [];
  let bytes;
  for (let round = 0; round < OPENED; round += 1) {
    const visitor = await Visitor.arrive(browser);
    await noteAppearances(visitor.page, { usable: ['main a[href*="/election/"]', ''] });
    const loaded = await count(visitor.page);
    await slowDown(loaded);
    await visitor.page.goto(`${visitor.origin}/`);
    await visitor.page.waitForFunction(() => globalThis.appeared.usable);
    bytes = sum(loaded.requests().filter(({ url }) => !url.includes('voter-worker')));
    usable.push(await visitor.page.evaluate(() => globalThis.appeared.usable));
    await visitor.leave();
  }
  console.log(`bytes first-page ${bytes}`);
  times('first-page/slow', usable);
}

/**
 * What the page's own clock says between a press on a button and a new heading, and its longest task until then. The page
 * presses by itself: what drives it from outside computes in the page, too.
 */
function pressed(visitor, button, heading) {
  return visitor.page.evaluate(
    ([button, heading]) =>
      new Promise((resolve) => {
        const found = { between: null, longest: 0 };
        const tasks = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) found.longest = Math.max(found.longest, duration);
        });
        tasks.observe({ type: 'longtask' });
        const start = performance.now();
        const shown = new MutationObserver(() => {
          if (!document.querySelector('h1')?.textContent.includes(heading)) return;
          found.between = performance.now() - start;
          shown.disconnect();
          // A task is reported after it has ended.
          setTimeout(() => {
            tasks.disconnect();
            resolve(found);
          }, 500);
        });
        shown.observe(document.body, { childList: true, subtree: true, characterData: true });
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(button)).click();
      }),
    [button, heading],
  );
}

async function votes(browser) {
  const found = { seal: [], cast: [], task: [], slowSeal: [], slowTask: [] };
  for (const [number, guest] of scene.guests.entries()) {
    const visitor = await Visitor.arrive(browser);
    const slow = number % 2 === 1;
    await visitor.page.goto(guest.link);
    await visitor.heading('Your choices');
    await visitor.choose(guest.ballots[0]);
    await visitor.press('Review my ballot');
    await visitor.heading('Review your ballot');
    const network = await visitor.context.newCDPSession(visitor.page);
    // Of the page; the worker has all of the processor.
    if (slow) await network.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    const sealed = await pressed(visitor, 'Seal my ballot', 'Sealed, not cast yet');
    await network.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const cast = await pressed(visitor, 'Cast this ballot', 'Your ballot is in the ballot box');
    found[slow ? 'slowSeal' : 'seal'].push(sealed.between);
    found[slow ? 'slowTask' : 'task'].push(sealed.longest);
    found.cast.push(cast.between);
    await visitor.leave();
  }
  times('seal', found.seal);
  times('seal/page-6x-slower', found.slowSeal);
  times('seal/longest-task-of-the-page', found.task);
  times('seal/page-6x-slower/longest-task-of-the-page', found.slowTask);
  times('cast', found.cast);
}

const browser = await launch();
await firstPage(browser);
await votes(browser);
await browser.close();
