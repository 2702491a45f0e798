import { ADDRESS, assert, call, look, newUser, signIn, submit, test } from '../harness.js';

const INVOICES = ['invoice-northwind.pdf', 'rechnung-lindauer.pdf'];

test('lists, filters, sorts and searches batches', async (page) => {
  await signIn(page);
  await submit(page, INVOICES, { name: 'March invoices' });
  await submit(page, ['receipt-copper-kettle.pdf', 'notes.txt'], { name: 'Receipts' });
  await page.goto(`${ADDRESS}/batches`);
  await page.getByRole('link', { name: 'March invoices' }).waitFor();
  await look(page, 'batches', { narrow: true });
  await page.getByRole('button', { name: 'Partly done' }).click();
  await page.waitForURL('**/batches?status=partially_completed');
  await page.getByRole('link', { name: 'March invoices' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('button', { name: 'Name' }).click();
  await page.waitForURL('**/batches?sort=name');
  await page.getByLabel('Search by name').fill('march');
  await page.waitForURL('**/batches?**name=march**');
  await page.getByRole('link', { name: 'Receipts' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('1 batch', { exact: true }).waitFor();
  await page.getByLabel('Search by name').fill('nothing like it');
  await page.getByText('No batch matches').waitFor();
  await look(page, 'batches-none');
});

test('renames, redoes and deletes from the row menu', async (page) => {
  await signIn(page);
  const batch = await submit(page, ['invoice-northwind.pdf', 'notes.txt'], { name: 'Old name' });
  await page.goto(`${ADDRESS}/batches`);
  await page.getByRole('button', { name: 'Actions for Old name' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('New name');
  await look(page, 'batches-rename');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('link', { name: 'New name' }).waitFor();
  await page.getByRole('button', { name: 'Actions for New name' }).click();
  await page.getByRole('menuitem', { name: 'Delete batch' }).click();
  await page.getByRole('button', { name: 'Delete 2 documents and their data' }).waitFor();
  await look(page, 'batches-delete');
  await page.getByRole('button', { name: 'Delete 2 documents and their data' }).click();
  await page.getByText('Your first batch').waitFor();
  const gone = await call(page, 'GET', `/batches/${batch.id}`).catch((error) => error.message);
  assert.match(gone, /404/);
});

test('a batch appears and completes by itself', async (page) => {
  await signIn(page);
  await submit(page, ['invoice-northwind.pdf'], { name: 'First' });
  await page.goto(`${ADDRESS}/batches`);
  await page.getByRole('link', { name: 'First' }).waitFor();
  await submit(page, INVOICES, { name: 'Second' });
  await page.getByRole('row', { name: /Second/ }).getByText('Done').waitFor();
});

test('says what failed and tries again', async (page) => {
  await signIn(page);
  let broken = true;
  await page.route('**/api/v1/batches?**', (route) =>
    broken
      ? route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'urn:x', status: 500, code: 'internal_error', detail: 'x', retryable: false, requestId: 'ref-4711' }),
        })
      : route.continue(),
  );
  await page.goto(`${ADDRESS}/batches?sort=name`);
  await page.getByText('internal_error · ref-4711').waitFor();
  await look(page, 'batches-error');
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Your first batch').waitFor();
});

test('shows documents by tab and their data', async (page) => {
  await signIn(page);
  const batch = await submit(page, [...INVOICES, 'receipt-copper-kettle.pdf', 'statement-first-quarter.pdf', 'notes.txt'], { name: 'Mixed' });
  await page.goto(`${ADDRESS}/batches/${batch.id}`);
  await page.getByRole('link', { name: 'invoice-northwind.pdf' }).waitFor();
  await look(page, 'batch', { narrow: true });
  await page.getByRole('link', { name: 'Error 1' }).click();
  await page.getByRole('link', { name: 'notes.txt' }).click();
  await page.getByRole('complementary', { name: 'Data of notes.txt' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'All 5' }).click();
  await page.getByRole('link', { name: 'invoice-northwind.pdf' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('complementary').getByText('Harbor Street Dental Group').waitFor();
  await page.getByRole('img', { name: 'Page 1' }).waitFor();
  await look(page, 'batch-panel', { narrow: true });
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: /Data of/ }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'invoice-northwind.pdf' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.textContent === 'rechnung-lindauer.pdf');
});

test('redoes, confirms and deletes selected documents', async (page) => {
  await signIn(page);
  const batch = await submit(page, [...INVOICES, 'receipt-copper-kettle.pdf'], { name: 'Selected' });
  await page.goto(`${ADDRESS}/batches/${batch.id}`);
  await page.getByLabel('Select invoice-northwind.pdf').check();
  await page.getByText('1 selected').waitFor();
  await page.getByRole('button', { name: 'Redo Files' }).click();
  await page.getByRole('radio', { name: 'Another prompt' }).check();
  await page.getByRole('dialog').getByRole('textbox').fill('only the total');
  await look(page, 'batch-redo');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await page.getByText('1 document is extracted again').waitFor();
  await page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  for (;;) {
    const { items } = await call(page, 'GET', `/batches/${batch.id}/documents?sort=position`);
    if (items[0].run === 2 && items[0].status === 'completed') {
      assert.equal(items[0].prompt, 'only the total');
      break;
    }
    await page.waitForTimeout(200);
  }
  await page.getByLabel('Select all').check();
  await page.getByText('3 selected').waitFor();
  await look(page, 'batch-selected');
  await page.getByRole('toolbar').getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('link', { name: /Confirmed [123]/ }).waitFor();
  const toAll = page.getByRole('button', { name: 'Confirm those too' });
  if (await toAll.isVisible()) {
    await toAll.click();
  }
  await page.getByRole('link', { name: 'Confirmed 3' }).waitFor();
  await page.getByLabel('Select receipt-copper-kettle.pdf').check();
  await page.getByRole('button', { name: 'Delete Files' }).click();
  await page.getByRole('button', { name: 'Delete 1 document and its data' }).click();
  await page.getByRole('link', { name: 'receipt-copper-kettle.pdf' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'All 2' }).waitFor();
});

test('renames a batch in place', async (page) => {
  await signIn(page);
  const batch = await submit(page, ['invoice-northwind.pdf'], { name: 'Before' });
  await page.goto(`${ADDRESS}/batches/${batch.id}`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Name').fill('After');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'After' }).waitFor();
  assert.equal((await call(page, 'GET', `/batches/${batch.id}`)).name, 'After');
});

test('another user sees nothing of a batch', async (page) => {
  await signIn(page);
  const batch = await submit(page, ['invoice-northwind.pdf'], { name: 'Private' });
  await signIn(page, newUser('stranger'));
  await page.goto(`${ADDRESS}/batches/${batch.id}`);
  await page.getByText('Not found').waitFor();
  await look(page, 'batch-not-found');
});
