// The pages as a voter sees them: controls are found by role and name only, as a screen reader finds them.

import { launchAt } from './chromium.mjs';
import axe from 'axe-core';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What `cargo xtask test --only browser` tells about the election that it has opened. */
export const scene = JSON.parse(readFileSync(process.env.SCENE, 'utf8'));

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Ways to look at a page besides the visitor's own: dark and narrow; light at 200 % zoom, which is half the window. */
const LOOKS = [
  { suffix: '-dark-320', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  { suffix: '-zoom', colorScheme: 'light', viewport: { width: 640, height: 400 } },
];
/** What is pressed or typed into is at least so many pixels high and wide; a radio button or checkbox, with its row. */
const TOUCH = 44;
const CONTROLS = 'button, a.button, select, summary, textarea, nav a, .option, input:not([type=radio], [type=checkbox])';
/** A debug build on a busy machine is slow; nothing waits this long otherwise. */
const PATIENCE = 30_000;
/** What Chromium says of a file that was on its way, with no reason given, when its page was left. */
const LEFT_BEHIND = /^Fetch API cannot load \S+\.\s*$/;

/** A number as the pages show it in English. */
export const thousands = (number) => number.toLocaleString('en-US');

/** A number as the pages show it in a field, in every language. */
export const inField = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** Starts the browser. */
export const launch = () => launchAt(scene.chromium);

/** A voter with a browser of their own, in which nothing may go wrong unnoticed. */
export class Visitor {
  /** `keyboard`: this voter has no mouse. The rest of `options` is Playwright's. */
  static async arrive(browser, { keyboard = false, ...options } = {}) {
    const context = await browser.newContext({ serviceWorkers: 'block', locale: 'en-US', ...options });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(context, keyboard, options);
    visitor.origin = new URL(scene.resultsPage).origin;
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== visitor.origin) {
        visitor.faults.push(`request to ${request.url()}`);
      }
    });
    await context.exposeFunction('reportViolation', (text) => visitor.faults.push(text));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        globalThis.reportViolation(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    visitor.page = await context.newPage();
    visitor.page.on('pageerror', (error) => visitor.faults.push(`error: ${error}`));
    visitor.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !LEFT_BEHIND.test(message.text())) {
        visitor.faults.push(`console: ${message.text()}`);
      }
    });
    return visitor;
  }

  constructor(context, keyboard, options) {
    this.context = context;
    this.keyboard = keyboard;
    this.options = options;
    this.faults = [];
  }

  /** Waits for a step. Whoever does not see it is told: its heading has the focus. */
  async heading(name) {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
    await this.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    assert.equal(await this.page.title(), `${name} – Ostrakon`);
  }

  press(name) {
    const button = this.page.getByRole('button', { name });
    return this.keyboard ? button.press('Enter') : button.click();
  }

  /** Looks at the page in every way: accessibility, width, sizes of controls, and pictures for people. */
  async inspect(name) {
    const { colorScheme = 'light' } = this.options;
    const viewport = this.page.viewportSize();
    await this.look(name);
    for (const { suffix, ...look } of LOOKS) {
      await this.page.setViewportSize(look.viewport);
      // Colours must not be on their way to others while they are measured.
      await this.page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
      await this.look(`${name}${suffix}`);
    }
    await this.page.setViewportSize(viewport);
    await this.page.emulateMedia({ colorScheme, reducedMotion: 'no-preference' });
  }

  /** Looks at the page as it is now. */
  async look(name) {
    mkdirSync(scene.screenshots, { recursive: true });
    await this.page.screenshot({ path: path.join(scene.screenshots, `${name}.png`), fullPage: true });
    await this.page.evaluate(axe.source);
    const found = await this.page.evaluate(
      (rules) => globalThis.axe.run({ runOnly: { type: 'tag', values: rules }, rules: { 'target-size': { enabled: true } } }),
      RULES,
    );
    const violations = found.violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`,
    );
    assert.deepEqual(violations, [], `accessibility of ${name}`);
    const wide = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const wider = (element) => {
        const text = document.createRange();
        text.selectNodeContents(element);
        return Math.max(element.getBoundingClientRect().right, text.getBoundingClientRect().right) > width;
      };
      const culprits = [...document.querySelectorAll('body *')].filter(wider);
      return ['page', ...culprits.map((element) => element.outerHTML.slice(0, 200))];
    });
    assert.deepEqual(wide, [], `${name} is wider than the window`);
    const broken = await this.page.locator('.letters span').evaluateAll((groups) =>
      groups
        // A whole hash has no groups.
        .filter((group) => group.textContent.length <= 6)
        .filter((group) => {
          const text = document.createRange();
          text.selectNodeContents(group);
          return text.getClientRects().length > 1;
        })
        .map((group) => group.textContent),
    );
    assert.deepEqual(broken, [], `${name} breaks a tracker within its groups`);
    const small = await this.page.locator(CONTROLS).evaluateAll(
      (controls, least) =>
        controls
          .map((control) => ({ control, box: control.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.height < least - 0.5 || box.width < least - 0.5))
          .map(({ control, box }) => `${control.outerHTML.slice(0, 120)}: ${box.width} × ${box.height}`),
      TOUCH,
    );
    assert.deepEqual(small, [], `${name} has controls that are hard to press`);
  }

  /** Fills in a ballot as the scene describes it. */
  async choose(ballot) {
    for (const contest of ballot) {
      const group = this.page.getByRole('group', { name: contest.title });
      if (contest.blank) {
        const blank = group.getByLabel(/^Blank vote/);
        await (this.keyboard ? blank.press('Space') : blank.check());
        continue;
      }
      for (const { label, value } of contest.options) {
        if (contest.rule.score) {
          const field = group.getByRole('spinbutton', { name: label });
          if (this.keyboard) {
            await field.press('Control+a');
            await field.pressSequentially(String(value));
          } else {
            await field.fill(String(value));
          }
          await field.press('Tab');
        } else if (contest.rule.allocate) {
          const field = group.getByRole('textbox', { name: label });
          await field.press('Control+a');
          await field.pressSequentially(String(value));
        } else if (value === 1) {
          const mark = group.getByRole('radio', { name: label }).or(group.getByRole('checkbox', { name: label }));
          await (this.keyboard ? mark.press('Space') : mark.check());
        }
      }
    }
  }

  /** The review shows every choice in words, and nothing else. */
  async checkReview(ballot) {
    await this.heading('Review your ballot');
    await this.checkWords(ballot);
  }

  /** The page shows every choice in words, and nothing else. */
  async checkWords(ballot) {
    const expected = ballot.flatMap((contest) => {
      if (contest.blank) return ['Blank vote'];
      return contest.options
        .filter(({ value }) => value > 0)
        .map(({ label, value }) => {
          if (contest.rule.allocate) return `${label} ${thousands(value)}`;
          if (!contest.rule.score) return label;
          return `${label} ${value} point${value === 1 ? '' : 's'}`;
        });
    });
    const items = await this.page.getByRole('main').getByRole('listitem').allTextContents();
    assert.deepEqual(items.map((item) => item.trim()), expected);
  }

  /** From the choices to the sealed ballot. */
  async seal(ballot) {
    await this.heading('Your choices');
    await this.choose(ballot);
    await this.press('Review my ballot');
    await this.checkReview(ballot);
    await this.press('Seal my ballot');
    await this.heading('Sealed, not cast yet');
  }

  /** From the choices to the receipt; gives the ballot's position in the log. */
  async vote(ballot) {
    await this.seal(ballot);
    await this.press('Cast this ballot');
    return this.receipt();
  }

  async receipt() {
    await this.heading('Your ballot is in the ballot box');
    const text = await this.page.getByRole('main').innerText();
    const [, position] = text.match(/line (\d+) of the public log/);
    assert.match(text, /\b[0-9A-Z]{5}(-[0-9A-Z]{5}){4}\b/, 'a tracker in groups of five');
    return Number(position);
  }

  /** What a button saves as a file. */
  async saved(button) {
    const saving = this.page.waitForEvent('download');
    await this.press(button);
    const download = await saving;
    const bytes = readFileSync(await download.path());
    return { name: download.suggestedFilename(), bytes, text: bytes.toString() };
  }

  /** Leaves; whatever went wrong meanwhile is told now. */
  async leave(allowed = () => false) {
    await this.context.close();
    assert.deepEqual(this.faults.filter((fault) => !allowed(fault)), []);
  }
}
