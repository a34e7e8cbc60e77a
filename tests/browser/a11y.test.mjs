// Readers of other languages, from the right to the left too; voters with a keyboard only, and voters who listen.
// These voters have voted before, and replace their ballots by the same choices.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const [typist, reader] = scene.guests;
const votePage = typist.link.split('#')[0];
const LOCALES = new URL('../../voter-app/locales/', import.meta.url);

/** The messages of a language that have no arguments. */
const messages = (tag) => {
  const source = readFileSync(new URL(`${tag}.ftl`, LOCALES), 'utf8');
  const found = [...source.matchAll(/^([a-z][a-z0-9-]*) = ([^{\n]+)$/gm)].map(([, id, words]) => [id, words]);
  return Object.fromEntries(found);
};
const languages = readdirSync(LOCALES).filter((file) => file.endsWith('.ftl')).map((file) => file.replace('.ftl', ''));

/** Words with other languages' marks around what is isolated taken away. */
const plain = (text) => text.replaceAll(/[\u2068\u2069]/g, '');

/** Presses Tab until a control of this name has the focus, as somebody without a mouse does. */
const tabTo = async (visitor, locator) => {
  await locator.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) {
      const outline = await locator.evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.notEqual(outline, 'none', 'the focus can be seen');
      return;
    }
    await visitor.page.keyboard.press('Tab');
  }
  assert.fail(`${locator} cannot be reached by Tab`);
};

/** Chooses by Tab, arrows, Space and digits alone. */
const chooseByKeys = async (visitor, ballot) => {
  const { keyboard } = visitor.page;
  for (const contest of ballot) {
    const group = visitor.page.getByRole('group', { name: contest.title });
    if (contest.rule.choose?.maximum === 1) {
      const radios = group.getByRole('radio');
      const chosen = contest.options.find(({ value }) => value === 1);
      // The options are not in the manifest's order for everybody.
      const wanted = contest.blank ? radios.last() : group.getByRole('radio', { name: chosen.label });
      // One stop of Tab for all of them; arrows go on from there.
      await tabTo(visitor, radios.first());
      await keyboard.press('Space');
      for (let left = await radios.count(); left > 0 && !(await wanted.isChecked()); left -= 1) await keyboard.press('ArrowDown');
      assert.equal(await wanted.isChecked(), true);
    } else {
      for (const { label, value } of contest.options) {
        const role = contest.rule.score ? 'spinbutton' : 'textbox';
        await tabTo(visitor, group.getByRole(role, { name: label }));
        await keyboard.press('Control+a');
        await keyboard.type(String(value));
      }
    }
  }
};

const pressByKeys = async (visitor, name) => {
  await tabTo(visitor, visitor.page.getByRole('button', { name, exact: true }));
  await visitor.page.keyboard.press('Enter');
};

const heading = async (visitor, name) => {
  await visitor.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  await visitor.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.equal(await visitor.page.title(), `${name} – Ostrakon`);
};

/** What is announced from now on. */
const listen = (visitor) =>
  visitor.page.evaluate(() => {
    const regions = '[role=alert], [role=status], [aria-live]';
    globalThis.heard = [];
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const words = element?.closest(regions)?.innerText;
        if (words) globalThis.heard.push(words);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const heard = (visitor) => visitor.page.evaluate(() => globalThis.heard);

test('in Swedish, with a keyboard only: from the link to the receipt', async () => {
  const words = messages('sv');
  const visitor = await Visitor.arrive(browser, { locale: 'sv-SE' });
  const [ballot] = typist.ballots;
  await visitor.page.goto(typist.link);
  await heading(visitor, words.choices);
  assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'sv');
  await visitor.page.getByText(words['translation-unreviewed']).waitFor();
  assert.match(plain(await visitor.page.getByRole('main').innerText()), /50\s000/, 'numbers as Swedish writes them');
  await visitor.inspect('sv-choices');
  await chooseByKeys(visitor, ballot);
  await pressByKeys(visitor, words['review-button']);
  await heading(visitor, words.review);
  await visitor.inspect('sv-review');
  await pressByKeys(visitor, words['seal-button']);
  await heading(visitor, words.sealed);
  await visitor.inspect('sv-sealed');
  await pressByKeys(visitor, words['cast-button']);
  await heading(visitor, words.cast);
  await visitor.inspect('sv-receipt');
  await tabTo(visitor, visitor.page.getByRole('link', { name: words['election-standing-later'] }));
  await visitor.page.keyboard.press('Enter');
  await visitor.page.getByText(words['phase-voting']).waitFor();
  await visitor.leave();
});

test('in Arabic, from right to left, on a phone: from the code to the receipt', async () => {
  const words = messages('ar');
  const visitor = await Visitor.arrive(browser, {
    viewport: { width: 360, height: 720 },
    hasTouch: true,
    isMobile: true,
  });
  const [ballot] = reader.ballots;
  await visitor.page.goto(`${votePage}?lang=ar`);
  await heading(visitor, words['voter-code-heading']);
  const page = visitor.page.locator('html');
  assert.deepEqual([await page.getAttribute('lang'), await page.getAttribute('dir')], ['ar', 'rtl']);
  await visitor.inspect('ar-code');
  const field = visitor.page.getByLabel(words['voter-code'], { exact: true });
  await field.fill(reader.code.slice(0, -3));
  await visitor.press(words['go-on']);
  await visitor.page.getByRole('alert').filter({ hasText: '28' }).waitFor();
  await visitor.inspect('ar-code-wrong');
  await field.fill(reader.code);
  await visitor.press(words['go-on']);
  await heading(visitor, words.choices);
  await visitor.inspect('ar-choices');
  const own = visitor.page.getByRole('group').first().locator('legend bdi');
  assert.equal(await own.getAttribute('lang'), 'en', 'the words of the election are not Arabic');
  await chooseByKeys(visitor, ballot);
  await visitor.press(words['review-button']);
  await heading(visitor, words.review);
  await visitor.inspect('ar-review');
  await visitor.press(words['seal-button']);
  await heading(visitor, words.sealed);
  const tracker = visitor.page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
  assert.equal(await tracker.evaluate((element) => getComputedStyle(element).direction), 'ltr');
  await visitor.inspect('ar-sealed');
  await visitor.press(words['cast-button']);
  await heading(visitor, words.cast);
  await visitor.inspect('ar-receipt');
  const address = new URL(visitor.page.url());
  assert.equal(address.searchParams.get('lang'), 'ar', 'the language stays in the address');
  await visitor.leave();
});

test('the language can be changed in the middle, and nothing is lost', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(typist.link);
  await visitor.heading('Your choices');
  const radio = visitor.page.getByRole('group').first().getByRole('radio').nth(1);
  await radio.check();
  const german = messages('de');
  await visitor.page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await visitor.page.getByRole('heading', { level: 1, name: german.choices }).waitFor();
  assert.equal(await visitor.page.title(), `${german.choices} – Ostrakon`);
  assert.equal(await radio.isChecked(), true);
  assert.equal(new URL(visitor.page.url()).search, '?lang=de');
  assert.match(await visitor.page.getByRole('main').innerText(), /50\.000/, 'numbers as German writes them');

  // The file of a language cannot be had: said so, and the page stays as it is.
  await visitor.context.route(/\/locales\//, (route) => route.abort());
  await visitor.page.getByRole('combobox', { name: german.language }).selectOption('ລາວ');
  await visitor.page.getByRole('status').filter({ hasText: 'ລາວ' }).waitFor();
  assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'de');
  await visitor.inspect('language-missing');
  await visitor.context.unroute(/\/locales\//);
  await visitor.press('Read it in English');
  await visitor.page.getByRole('heading', { level: 1, name: 'Your choices' }).waitFor();
  assert.equal(await radio.isChecked(), true);
  await visitor.leave((fault) => fault.includes('ERR_FAILED'));
});

test('links keep the language, and a page that is loaded again has it', async () => {
  const russian = messages('ru');
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(`${new URL('/', scene.resultsPage).href}?lang=ru`);
  await heading(visitor, russian.elections);
  await visitor.page.getByRole('main').getByRole('link').first().click();
  await visitor.page.getByText(russian['phase-voting']).first().waitFor();
  assert.equal(new URL(visitor.page.url()).search, '?lang=ru');
  await visitor.page.reload();
  await visitor.page.getByText(russian['phase-voting']).first().waitFor();
  await visitor.leave();
});

test('every language fits on a small phone, and speaks of itself', async () => {
  for (const tag of languages) {
    const words = messages(tag);
    const visitor = await Visitor.arrive(browser, { locale: tag, viewport: { width: 320, height: 640 } });
    await visitor.page.goto(typist.link);
    await heading(visitor, words.choices);
    const text = await visitor.page.getByRole('main').innerText();
    assert.doesNotMatch(text, /M\d\d/, 'a date that is not how people write it');
    await visitor.look(`language-${tag}`);
    await visitor.page.goto(scene.resultsPage);
    await visitor.page.getByText(words['phase-voting']).first().waitFor();
    await visitor.look(`language-${tag}-election`);
    await visitor.leave();
  }
});

test('what changes without a new step is announced', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.page.goto(votePage);
  await visitor.heading('Your voter code');
  await listen(visitor);
  await visitor.press('Go on');
  await visitor.page.getByRole('alert').filter({ hasText: /28 letters/ }).waitFor();
  assert.ok((await heard(visitor)).some((words) => words.includes('28 letters')));

  await visitor.page.getByLabel('Voter code').fill(typist.code);
  await visitor.press('Go on');
  await visitor.heading('Your choices');
  const points = typist.ballots[0].find(({ rule }) => rule.score);
  const field = visitor.page.getByRole('group', { name: points.title }).getByRole('spinbutton').first();
  await field.fill('1');
  await field.press('Tab');
  await visitor.page.getByText('1 of 6 points given').waitFor();
  await visitor.press('Review my ballot');
  await visitor.page.getByRole('alert').filter({ hasText: 'not complete' }).first().waitFor();
  const words = (await heard(visitor)).join('\n');
  assert.match(words, /1 of 6 points given/);
  assert.match(words, /not complete/);
  await visitor.leave();
});
