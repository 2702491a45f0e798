import { ADDRESS, assert, look, signIn, submit, test } from '../harness.js';

const MANY = 10_000;

/** A batch with so many documents, answered in the API's own form. */
async function longBatch(page) {
  await signIn(page);
  const batch = await submit(page, ['invoice-northwind.pdf'], { name: 'Very long' });
  await page.route(`**/api/v1/batches/${batch.id}/documents?**`, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const items = Array.from({ length: 100 }, (_, index) => ({
      id: `00000000-0000-4000-8000-${String(from + index).padStart(12, '0')}`,
      batchId: batch.id,
      position: from + index,
      run: 1,
      status: 'completed',
      filename: `document-${from + index}.pdf`,
      pages: 1,
      summary: { fields: { total: String(index) }, items: { line_items: 2 }, warnings: [] },
    }));
    return route.fulfill({
      json: { items, nextCursor: from + 100 < MANY ? String(from + 100) : null, total: 1000, totalCapped: true, tabs: { all: MANY, toReview: MANY, confirmed: 0, error: 0 } },
    });
  });
  await page.goto(`${ADDRESS}/batches/${batch.id}`);
  await page.getByRole('link', { name: 'document-0.pdf' }).waitFor();
}

test('a batch of 10,000 documents scrolls', async (page) => {
  await longBatch(page);
  const frames = await page.evaluate(async () => {
    const table = document.querySelector('[role=table]');
    let worst = 0;
    let last = performance.now();
    for (let index = 0; index < 240; index++) {
      table.scrollTop += 260;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      worst = Math.max(worst, now - last);
      last = now;
    }
    return Math.round(worst);
  });
  console.log(`longest frame while scrolling: ${frames} ms`);
  const rows = page.locator('.table-rows .table-row');
  assert.ok((await rows.count()) < 80, 'only the rows in sight are drawn');
  const first = Number(await rows.first().getAttribute('data-index'));
  assert.ok(first > 1000, `row ${first}`);
});

test('keys lead through the rows', async (page) => {
  await longBatch(page);
  await page.getByRole('link', { name: 'document-0.pdf' }).focus();
  for (let index = 0; index < 30; index++) {
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((name) => document.activeElement?.textContent === name, `document-${index + 1}.pdf`);
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys of this screen' }).waitFor();
  await look(page, 'keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
