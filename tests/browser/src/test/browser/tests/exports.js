import { readFile } from 'node:fs/promises';
import { ADDRESS, assert, call, look, signIn, submit, test } from '../harness.js';

const FILES = ['invoice-northwind.pdf', 'receipt-copper-kettle.pdf'];

async function reviewed(page) {
  await signIn(page);
  const batch = await submit(page, FILES, { name: 'To export' });
  const { items } = await call(page, 'GET', `/batches/${batch.id}/documents`);
  await page.goto(`${ADDRESS}/review/${items[0].id}`);
  await page.locator('.field-row').first().waitFor();
  return { batch, items };
}

async function downloaded(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download', exact: true }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('an export is previewed, built and read back', async (page) => {
  await reviewed(page);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: /^CSV/ }).check();
  await dialog.getByRole('button', { name: /Rows/ }).click();
  await page.getByRole('option', { name: /One row per item of Line items/ }).click();
  await look(page, 'export-dialog');
  const preview = await dialog.getByRole('region', { name: 'Preview' }).locator('tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  await dialog.getByRole('button', { name: 'Export file' }).click();
  const { name, text } = await downloaded(page);
  assert.match(name, /\.csv$/);
  const lines = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  assert.equal(lines[0], preview[0].join(','));
  assert.equal(lines[1].split(',')[0], preview[1][0]);
  assert.ok(lines.length >= preview.length);
});

test('columns are chosen, renamed and kept', async (page) => {
  await reviewed(page);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: /^CSV/ }).check();
  await dialog.getByText(/^Columns/).click();
  await dialog.getByRole('checkbox', { name: 'document_id' }).uncheck();
  await dialog.getByLabel('Name of vendor_name in the file').fill('Seller');
  await dialog.getByRole('button', { name: 'Move file down' }).click();
  await dialog.getByRole('button', { name: 'Move file down' }).click();
  await dialog.getByLabel('Save as template').fill('Sellers');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The template was saved.').waitFor();
  await dialog.getByRole('button', { name: 'Export file' }).click();
  const { text } = await downloaded(page);
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n/)[0].split(',');
  assert.ok(header.includes('Seller') && !header.includes('document_id') && header[0] !== 'file', header.join());
  const { items } = await call(page, 'GET', '/export-templates');
  assert.deepEqual(items.map((template) => template.name), ['Sellers']);
});

test('exports are listed with their files', async (page) => {
  const { batch } = await reviewed(page);
  await page.goto(`${ADDRESS}/exports`);
  await page.getByText('No exports yet').waitFor();
  await look(page, 'exports-empty');
  await call(page, 'POST', '/exports', { batchId: batch.id, format: 'xlsx', type: 'normal' });
  await page.reload();
  await page.getByRole('button', { name: /^Download .*\.xlsx$/ }).waitFor();
  await look(page, 'exports');
});

test('only confirmed documents can be none', async (page) => {
  await reviewed(page);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('Only confirmed documents').click();
  await dialog.getByRole('button', { name: 'Export file' }).click();
  await page.getByText(/nothing_to_export|not in the file/).first().waitFor();
});
