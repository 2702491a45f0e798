import { readFile } from 'node:fs/promises';
import { ADDRESS, assert, call, look, signIn, submit, test } from '../harness.js';

test('usage reads as a bank statement', async (page) => {
  await signIn(page);
  await submit(page, ['invoice-northwind.pdf', 'statement-first-quarter.pdf'], { name: 'Two' });
  let usage;
  do {
    usage = await call(page, 'GET', '/usage');
  } while (usage.pagesReserved > 0);
  await page.goto(`${ADDRESS}/usage`);
  const statement = page.getByRole('region', { name: 'Entries' });
  await statement.getByText('charged').first().waitFor();
  await statement.getByText('invoice-northwind.pdf').first().waitFor();
  const newest = await statement.locator('tbody tr').first().locator('td').last().textContent();
  assert.equal(newest, String(usage.pagesLeft));
  await look(page, 'usage', { narrow: true });
  await page.getByRole('button', { name: 'reserved', exact: true }).click();
  await page.waitForURL('**/usage?kind=reserve');
  await statement.getByText('charged').first().waitFor({ state: 'detached' });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  const entries = (await call(page, 'GET', '/usage/ledger?limit=100')).items;
  assert.equal(lines.length, entries.length + 1);
});

test('buying says where nothing is sold', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/usage`);
  await page.getByRole('button', { name: 'Buy credits' }).click();
  await page.getByText('This installation sells nothing.').waitFor();
  await page.getByText('billing_not_configured').waitFor();
  await page.getByRole('button', { name: 'Invoices and payment' }).click();
  await page.getByText('This installation sells nothing.').waitFor();
});

test('no pages used yet', async (page) => {
  await signIn(page, undefined, { plan: 'Starter' });
  await page.goto(`${ADDRESS}/usage`);
  await page.getByText('No pages were used yet').waitFor();
  await page.getByRole('button', { name: 'Monthly, upgrade to Plus' }).waitFor();
  await look(page, 'usage-empty');
});
