// The same election after the tally: a voter who comes too late.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visitor, launch, scene } from './pages.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('a ballot that was sealed in time and cast too late is refused, and the refusal can be kept', async () => {
  const [guest] = scene.guests;
  const id = new URL(scene.resultsPage).pathname.split('/').at(-1);
  const voter = await Visitor.arrive(browser);
  // As the board had said before the election was closed.
  await voter.context.route(new RegExp(`/elections/${id}$`), async (route) => {
    const answer = await route.fetch();
    return route.fulfill({ response: answer, json: { ...(await answer.json()), phase: 'voting' } });
  });
  await voter.page.goto(guest.link);
  await voter.seal(guest.ballots[0]);
  await voter.press('Cast this ballot');
  await voter.page.getByRole('alert').filter({ hasText: 'The board refuses this' }).waitFor();
  await voter.page.getByText('The board’s signed refusal').click();
  const refusal = JSON.parse((await voter.saved('Save the refusal')).text);
  assert.deepEqual([refusal.election, refusal.check], [id, 'L6']);
  await voter.inspect('robust-too-late');
  await voter.leave((fault) => /status of 4\d\d/.test(fault));
});
