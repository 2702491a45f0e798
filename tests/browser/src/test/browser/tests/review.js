import { ADDRESS, assert, call, look, signIn, submit, test } from '../harness.js';

const INVOICE = 'invoice-northwind.pdf';

async function open(page, files, options) {
  await signIn(page);
  const batch = await submit(page, files, options);
  const { items } = await call(page, 'GET', `/batches/${batch.id}/documents`);
  await page.goto(`${ADDRESS}/review/${items[0].id}`);
  await page.locator('.field-row').first().waitFor();
  return { batch, documents: items, id: items[0].id };
}

const drawn = (page) => page.locator('.page-sheet[data-drawn]').waitFor();
const field = (page, name) => page.locator('.field-row', { has: page.getByText(name, { exact: true }) });
const dataOf = async (page, id) => (await call(page, 'GET', `/documents/${id}/data`)).data;

async function type(page, name, text) {
  await field(page, name).locator('.field-value').click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a page stands beside its fields', async (page) => {
  const { documents } = await open(page, [INVOICE, 'receipt-station-books.png'], { name: 'To review' });
  await drawn(page);
  await page.getByText('2 left to review').waitFor();
  await look(page, 'review', { narrow: true });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await look(page, 'review-keys');
  await page.keyboard.press('Escape');
  await page.goto(`${ADDRESS}/review`);
  await page.getByRole('link', { name: 'Review To review' }).waitFor();
  await look(page, 'review-start');
  assert.equal(documents.length, 2);
});

test('the page is zoomed, turned and searched', async (page) => {
  await open(page, ['statement-first-quarter.pdf']);
  await drawn(page);
  const sheet = page.locator('.page-sheet');
  const fitted = await sheet.boundingBox();
  await page.keyboard.press('+');
  await page.getByText('125%').waitFor();
  await page.keyboard.press('0');
  await page.keyboard.press('t');
  await page.waitForFunction((tall) => document.querySelector('.page-sheet').clientHeight < tall, fitted.height);
  await page.keyboard.press('t');
  await page.keyboard.press('t');
  await page.keyboard.press('t');
  await page.keyboard.press('PageDown');
  await page.getByText('Page 2 of 3').waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('f');
  await page.keyboard.type('statement');
  await page.getByText(/^[1-9]\d* on this page$/).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('search').count(), 0);
});

test('a click on the page fills the field', async (page) => {
  await open(page, [INVOICE]);
  await drawn(page);
  const word = page.locator('.page-text span', { hasText: /^NW-/ }).first();
  const wanted = (await word.textContent()).trim();
  await field(page, 'Vendor name').locator('.field-value').focus();
  await word.click();
  await field(page, 'Vendor name').getByText(wanted).waitFor();
  await page.keyboard.press('Control+z');
  await field(page, 'Vendor name').getByText('Northwind').waitFor();
  const line = page.locator('.page-text span', { hasText: /\w+ \w+/ }).first();
  const box = await line.boundingBox();
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 4, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await field(page, 'Vendor name').getByText((await line.textContent()).trim()).waitFor();
});

test('edits survive a reload and are saved', async (page) => {
  const { id } = await open(page, [INVOICE]);
  const before = await dataOf(page, id);
  await type(page, 'Vendor name', 'Northwind GmbH');
  await type(page, 'Total', '1.234,50');
  await page.reload();
  await field(page, 'Vendor name').getByText('Northwind GmbH').waitFor();
  await field(page, 'Total').getByText('1234.50').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('Saved as version 1.1.').waitFor();
  assert.deepEqual(await dataOf(page, id), { ...before, vendor_name: 'Northwind GmbH', total: 1234.5 });
  await page.reload();
  await field(page, 'Vendor name').getByText('Northwind GmbH').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
});

test('a number stays a number', async (page) => {
  await open(page, [INVOICE]);
  await field(page, 'Total').locator('.field-value').click();
  await page.keyboard.type('a lot');
  await page.getByText('This is not a number.').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
});

test('a list is edited like a spreadsheet', async (page, context) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id } = await open(page, [INVOICE]);
  const items = (await dataOf(page, id)).line_items;
  await page.keyboard.press('g');
  const grid = page.getByRole('grid', { name: 'Line items' });
  await grid.waitFor();
  await look(page, 'review-table');
  await page.evaluate(() => navigator.clipboard.writeText('"Two\nlines"\t7\t1,5\nBolt\t2\t3'));
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+Insert');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F2');
  await page.keyboard.type(' (new)');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved as version 1.1.').waitFor();
  const after = (await dataOf(page, id)).line_items;
  const keys = Object.keys(items[0]);
  assert.equal(after.length, items.length + 2);
  assert.deepEqual(after[0], items[1]);
  assert.equal(after[1][keys[0]], `${items[0][keys[0]]} (new)`);
  assert.deepEqual(Object.values(after.at(-2)).slice(0, 3), ['Two\nlines', 7, 1.5]);
  assert.deepEqual(Object.values(after.at(-1)).slice(0, 3), ['Bolt', 2, 3]);
  await page.keyboard.press('Escape');
  assert.equal(await grid.count(), 0);
});

async function editElsewhere(page, id, operations) {
  const token = await page.evaluate(() => localStorage.getItem('local-token'));
  const headers = { Authorization: `Bearer ${token}` };
  const current = await fetch(`${ADDRESS}/api/v1/documents/${id}/data`, { headers });
  const answer = await fetch(`${ADDRESS}/api/v1/documents/${id}/data`, {
    method: 'PATCH',
    headers: { ...headers, 'If-Match': current.headers.get('ETag'), 'Content-Type': 'application/json-patch+json' },
    body: JSON.stringify(operations),
  });
  assert.equal(answer.status, 200, await answer.text());
}

test('a conflict is shown side by side', async (page) => {
  const { id } = await open(page, [INVOICE]);
  await type(page, 'Vendor name', 'Mine');
  await type(page, 'Customer name', 'Only mine');
  await editElsewhere(page, id, [
    { op: 'replace', path: '/vendor_name', value: 'Theirs' },
    { op: 'replace', path: '/currency', value: 'SEK' },
  ]);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'The document was changed meanwhile' });
  await dialog.waitFor();
  await look(page, 'review-conflict');
  await dialog.getByRole('group', { name: 'Vendor name' }).getByRole('radio', { name: 'Theirs' }).check();
  await dialog.getByRole('button', { name: /^Use these/ }).click();
  await page.keyboard.press('Control+s');
  await page.getByText('Saved as version 1.2.').waitFor();
  const { vendor_name: vendor, customer_name: customer, currency } = await dataOf(page, id);
  assert.deepEqual([vendor, customer, currency], ['Theirs', 'Only mine', 'SEK']);
});

test('an earlier version is restored', async (page) => {
  const { id } = await open(page, [INVOICE]);
  const before = await dataOf(page, id);
  await editElsewhere(page, id, [{ op: 'replace', path: '/vendor_name', value: 'Wrong' }]);
  await field(page, 'Vendor name').getByText('Wrong').waitFor();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: 'History' });
  await dialog.getByText('What changed from 1 to 1.1').waitFor();
  await dialog.getByText('Wrong').waitFor();
  await look(page, 'review-history');
  await dialog.getByRole('button', { name: /^1 / }).click();
  await dialog.getByRole('button', { name: 'Restore version 1', exact: true }).click();
  await page.getByText('Version 1 was restored as 1.2.').waitFor();
  assert.deepEqual(await dataOf(page, id), before);
});

test('a document is redone with another prompt', async (page) => {
  const { id } = await open(page, [INVOICE]);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: `Redo ${INVOICE}` });
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('invoice number and total');
  await look(page, 'review-redo');
  await dialog.getByRole('button', { name: 'Redo' }).click();
  await page.getByText('is extracted again').waitFor();
  for (;;) {
    const document = await call(page, 'GET', `/documents/${id}`);
    if (document.run === 2 && document.status === 'completed') {
      break;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  await field(page, 'Invoice number').waitFor();
  assert.deepEqual(Object.keys(await dataOf(page, id)).sort(), ['invoice_number', 'total']);
});

test('a failed document says why', async (page) => {
  await signIn(page);
  const batch = await submit(page, [INVOICE, 'notes.pdf'], { name: 'One fails' });
  const { items } = await call(page, 'GET', `/batches/${batch.id}/documents`);
  const failed = items.find((document) => document.status === 'failed');
  await page.goto(`${ADDRESS}/review/${failed.id}`);
  await page.getByText('The document could not be extracted').waitFor();
  await look(page, 'review-failed');
  await page.goto(`${ADDRESS}/review/00000000-0000-4000-8000-000000000000`);
  await page.getByText('There is nothing here').waitFor();
  await look(page, 'review-not-found');
});

test('deleting names what goes', async (page) => {
  const { id, documents } = await open(page, [INVOICE, 'receipt-copper-kettle.pdf']);
  await page.getByRole('button', { name: 'Delete the document' }).click();
  await page.getByRole('alertdialog', { name: `Delete ${INVOICE}` }).getByRole('button', { name: 'Delete the document and its data' }).click();
  await page.waitForURL(`**/review/${documents[1].id}`);
  await assert.rejects(call(page, 'GET', `/documents/${id}`), /404/);
});

test('offline keeps the edits', async (page, context) => {
  await open(page, [INVOICE]);
  await context.setOffline(true);
  await page.getByText('No connection. What you see may be out of date').waitFor();
  await type(page, 'Vendor name', 'Typed offline');
  await page.keyboard.press('Control+s');
  await page.getByText('network_lost').waitFor();
  await context.setOffline(false);
  await page.keyboard.press('Control+s');
  await page.getByText('Saved as version 1.1.').waitFor();
});

test('twenty documents by keyboard alone', async (page) => {
  const files = Array.from({ length: 20 }, (_, index) => [INVOICE, `invoice-${index + 1}.pdf`]);
  const { batch } = await open(page, files, { name: 'Twenty' });
  await drawn(page);
  const times = [];
  for (let left = 20; left > 0; left--) {
    await page.getByText(`${left} left to review`).waitFor();
    const place = page.url();
    const started = performance.now();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type(`Checked ${left}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => url.href !== place);
    if (left > 1) {
      await page.locator('.field-value:focus').waitFor();
      await drawn(page);
    }
    times.push(performance.now() - started);
  }
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`review of 20 documents by keyboard: interface time median ${Math.round(sorted[10])} ms, longest ${Math.round(sorted[19])} ms each (goal 18,000)`);
  while ((await call(page, 'GET', `/batches/${batch.id}`)).tabs.confirmed < 20) {
    await page.waitForTimeout(100);
  }
});

test('a review in German', async (page) => {
  await page.addInitScript(() => localStorage.setItem('language', 'de'));
  const batch = await (async () => {
    await page.goto(`${ADDRESS}/sign-in`);
    await page.getByRole('textbox').fill(`deutsch-${Date.now()}`);
    await page.locator('button[type=submit]').click();
    await page.waitForURL('**/batches**');
    return submit(page, [INVOICE], { name: 'Deutsch' });
  })();
  const { items } = await call(page, 'GET', `/batches/${batch.id}/documents`);
  await page.goto(`${ADDRESS}/review/${items[0].id}`);
  await page.getByText('noch 1 zu prüfen').waitFor();
  await page.getByRole('button', { name: 'Bestätigen' }).click();
  await page.waitForURL('**/batches/**');
});
