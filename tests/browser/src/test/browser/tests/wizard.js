import { ADDRESS, DOCUMENTS, assert, call, ended, look, newUser, signIn, test } from '../harness.js';

const file = (name) => `${DOCUMENTS}/${name}`;
const files = (page) => page.locator('input[type=file]');

/** Through the first two steps, to the review with its draft. */
async function toReview(page, paths, prompt = 'invoice number, date and total') {
  await page.goto(`${ADDRESS}/batches/new`);
  await files(page).setInputFiles(paths);
  await page.getByRole('button', { name: 'Next: Configure Prompts' }).click();
  if (prompt) {
    await page.getByLabel('This prompt will be applied').fill(prompt);
  } else {
    await page.getByRole('radio', { name: 'Auto-Detect & Prompt' }).check();
  }
  await page.getByRole('button', { name: 'Next: Review Batch' }).click();
  await page.waitForURL('**/batches/new?draft=**');
}

const idOf = (page) => new URL(page.url()).pathname.split('/').at(-1);
const draftOf = (page) => new URL(page.url()).searchParams.get('draft');

/** Files of the page itself, each with its content. */
async function drop(page, named) {
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const [name, text] of all) {
      data.items.add(new File([text], name));
    }
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }
  }, named);
}

test('uploads one file by the button', async (page) => {
  await signIn(page);
  await toReview(page, [file('invoice-northwind.pdf')]);
  await page.getByText('1 page', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Submit Batch' }).click();
  await page.waitForURL((url) => /\/batches\/[0-9a-f-]{36}$/.test(url.pathname));
  await page.getByText('NW-2026-0147').first().waitFor();
  const batch = await ended(page, idOf(page));
  assert.equal(batch.status, 'completed');
  assert.equal(batch.globalPrompt, 'invoice number, date and total');
});

test('uploads a batch by drag and drop', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/batches/new`);
  await page.getByText('Drag & drop files here').waitFor();
  await drop(page, [['a.pdf', '%PDF-1.4 a'], ['b.png', 'no picture'], ['c.pdf', '%PDF-1.4 c']]);
  await page.getByText('Selected Files (3 valid)').waitFor();
  await look(page, 'wizard-files', { narrow: true });
});

test('names files that cannot be part of it', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/batches/new`);
  await page.getByText('Drag & drop files here').waitFor();
  await drop(page, [['good.pdf', '%PDF-1.4'], ['notes.docx', 'x'], ['empty.pdf', '']]);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(50 * 1024 * 1024 + 1)], 'huge.pdf'));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  });
  await page.getByText('This is no PDF, JPEG, PNG, TIFF or WebP file.').waitFor();
  await page.getByText('The file is empty.').waitFor();
  await page.getByText('The file is larger than your plan allows.').waitFor();
  await page.getByText('Selected Files (1 valid)').waitFor();
  await look(page, 'wizard-rejected');
  await page.getByRole('button', { name: 'Remove huge.pdf' }).click();
  await page.getByText('huge.pdf').waitFor({ state: 'detached' });
});

test('takes 25 files on plus', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/batches/new`);
  await page.getByText('Max files per batch: 25').waitFor();
  await drop(page, Array.from({ length: 27 }, (_, index) => [`${index}.pdf`, `%PDF-${index}`]));
  await page.getByText('Selected Files (25 valid)').waitFor();
  await page.getByText('2 files are not included: the Plus plan takes 25 files in a batch.').waitFor();
});

test('takes 100 files on growth', async (page) => {
  await signIn(page, newUser(), { plan: 'Growth' });
  await page.goto(`${ADDRESS}/batches/new`);
  await page.getByText('Max files per batch: 100').waitFor();
  await drop(page, Array.from({ length: 101 }, (_, index) => [`${index}.pdf`, `%PDF-${index}`]));
  await page.getByText('Selected Files (100 valid)').waitFor();
  await page.getByText('Not included: your plan takes 100 files').waitFor();
});

test('refuses starter with the upgrade notice', async (page) => {
  await signIn(page, newUser(), { plan: 'Starter' });
  await page.goto(`${ADDRESS}/batches/new`);
  await page.getByText('Upgrade required').waitFor();
  await look(page, 'wizard-upgrade');
});

test('asks for a prompt of each file', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/batches/new`);
  await files(page).setInputFiles([file('invoice-northwind.pdf'), file('receipt-copper-kettle.pdf')]);
  await page.getByRole('button', { name: 'Next: Configure Prompts' }).click();
  await page.getByText('Enter a prompt.').waitFor();
  await look(page, 'wizard-prompts');
  await page.getByRole('radio', { name: 'Per-Document Prompt' }).check();
  await page.getByText('2 files have no prompt.').waitFor();
  await page.getByLabel('Prompt for invoice-northwind.pdf').fill('total');
  await page.getByText('1 file has no prompt.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Next: Review Batch' }).isDisabled());
  await page.getByRole('button', { name: 'Copy to all below' }).first().click();
  await look(page, 'wizard-per-document');
  await page.getByRole('button', { name: 'Next: Review Batch' }).click();
  await page.waitForURL('**/batches/new?draft=**');
  await page.getByRole('button', { name: 'Submit Batch' }).click();
  await page.waitForURL((url) => /\/batches\/[0-9a-f-]{36}$/.test(url.pathname));
  await ended(page, idOf(page));
  const { items } = await call(page, 'GET', `/batches/${idOf(page)}/documents`);
  assert.deepEqual(items.map(({ prompt }) => prompt), ['total', 'total']);
});

test('a mix of good and bad files goes on', async (page) => {
  await signIn(page);
  await toReview(page, [file('invoice-northwind.pdf'), file('encrypted.pdf'), file('notes.pdf')], null);
  await page.getByText('The PDF is protected by a password.').waitFor();
  await page.getByText('1 page', { exact: true }).waitFor();
  await look(page, 'wizard-review');
  await page.getByRole('button', { name: 'Submit Batch' }).click();
  await page.waitForURL((url) => /\/batches\/[0-9a-f-]{36}$/.test(url.pathname));
  const batch = await ended(page, idOf(page));
  assert.deepEqual([batch.status, batch.documentCount, batch.failedCount], ['partially_completed', 3, 2]);
});

test('cancels one file on its way', async (page) => {
  await signIn(page);
  await page.route('**/content', (route) => (route.request().method() === 'PATCH' ? new Promise(() => {}) : route.continue()));
  await toReview(page, [file('invoice-northwind.pdf'), file('receipt-copper-kettle.pdf')], null);
  await page.getByRole('button', { name: 'Remove receipt-copper-kettle.pdf' }).click();
  await page.getByText('Files (1)').waitFor();
  const draft = await call(page, 'GET', `/batches/drafts/${draftOf(page)}`);
  assert.deepEqual(draft.documents.map(({ filename }) => filename), ['invoice-northwind.pdf']);
});

test('cancels the whole batch on its way', async (page) => {
  await signIn(page);
  await page.route('**/content', (route) => (route.request().method() === 'PATCH' ? new Promise(() => {}) : route.continue()));
  await toReview(page, [file('invoice-northwind.pdf')], null);
  const draft = draftOf(page);
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await page.waitForURL('**/batches');
  for (;;) {
    const batch = await call(page, 'GET', `/batches/${draft}`);
    if (batch.status === 'cancelled') {
      break;
    }
    await page.waitForTimeout(200);
  }
});

test('resumes after the connection was lost', async (page, context) => {
  await signIn(page);
  let cut = 0;
  await page.route('**/content', (route) => (route.request().method() === 'PATCH' && cut++ < 2 ? route.abort('connectionreset') : route.continue()));
  await toReview(page, [file('invoice-northwind.pdf')], null);
  await page.getByText('1 page', { exact: true }).waitFor();
  assert.ok(cut > 2);
  await context.setOffline(true);
  await page.getByText('No connection. What you see may be out of date').waitFor();
  await context.setOffline(false);
  await page.getByText('No connection. What you see may be out of date').waitFor({ state: 'detached' });
});

test('finds its draft again after the tab was lost', async (page) => {
  await signIn(page);
  await page.route('**/content', (route) => (route.request().method() === 'PATCH' ? route.abort('connectionreset') : route.continue()));
  await toReview(page, [file('invoice-northwind.pdf'), file('receipt-copper-kettle.pdf')], null);
  await page.unroute('**/content');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('2 files of this draft have not arrived.').waitFor();
  await look(page, 'wizard-resume');
  await files(page).setInputFiles([file('receipt-copper-kettle.pdf'), file('invoice-northwind.pdf')]);
  await page.getByText('1 page', { exact: true }).nth(1).waitFor();
  await page.getByRole('button', { name: 'Submit Batch' }).click();
  await page.waitForURL((url) => /\/batches\/[0-9a-f-]{36}$/.test(url.pathname));
  assert.equal((await ended(page, idOf(page))).status, 'completed');
});

test('goes on elsewhere while files are sent', async (page) => {
  await signIn(page);
  let let_go;
  const held = new Promise((done) => (let_go = done));
  await page.route('**/content', async (route) => {
    if (route.request().method() === 'PATCH') {
      await held;
    }
    await route.continue();
  });
  await toReview(page, [file('invoice-northwind.pdf')], null);
  await page.getByRole('button', { name: 'Submit Batch' }).click();
  await page.getByRole('link', { name: 'Batches', exact: true }).click();
  await page.getByText('0 of 1 files').waitFor();
  await page.getByText('Draft', { exact: true }).first().waitFor();
  await look(page, 'dock');
  let_go();
  await page.getByText('Done', { exact: true }).first().waitFor();
});

test('a first-time user tries a sample', async (page) => {
  await signIn(page);
  await page.getByText('Your first batch').waitFor();
  await look(page, 'batches-empty');
  await page.getByRole('button', { name: 'Try it with a sample batch' }).click();
  await page.waitForURL((url) => /\/batches\/[0-9a-f-]{36}$/.test(url.pathname));
  assert.equal((await ended(page, idOf(page))).status, 'completed');
  await page.getByRole('link', { name: 'rechnung-lindauer.pdf' }).waitFor();
});

test('a document over the quota fails alone', async (page) => {
  await signIn(page);
  await toReview(page, [file('invoice-northwind.pdf'), file('long.pdf'), file('receipt-copper-kettle.pdf')], null);
  await page.getByText('1,200 pages', { exact: true }).waitFor();
  await page.getByText('The plan has too few pages left').waitFor();
  await look(page, 'wizard-over-quota');
  await page.getByRole('button', { name: 'Submit Batch' }).click();
  await page.waitForURL((url) => /\/batches\/[0-9a-f-]{36}$/.test(url.pathname));
  await page.getByText('The document has more pages than your plan has left.').first().waitFor();
  await page.getByText('Partly done').waitFor();
  assert.equal((await call(page, 'GET', '/usage')).pagesUsed, 2);
});
