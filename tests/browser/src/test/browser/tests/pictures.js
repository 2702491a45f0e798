import { mkdirSync } from 'node:fs';
import { ADDRESS, DOCUMENTS, signIn, submit, test } from '../harness.js';

const PICTURES = process.env.PICTURES ?? 'pictures';
const SIZE = { width: 1200, height: 720 };

/** For README, which docs/pictures/take copies them into. */
test('takes the pictures of the README', async (page) => {
  mkdirSync(PICTURES, { recursive: true });
  await signIn(page, 'maria');
  await page.setViewportSize(SIZE);
  const all = ['invoice-northwind.pdf', 'rechnung-lindauer.pdf', 'receipt-copper-kettle.pdf', 'receipt-station-books.png', 'cv-amara-okafor.pdf', 'statement-first-quarter.pdf'];
  await submit(page, ['invoice-northwind.pdf', 'rechnung-lindauer.pdf'], { name: 'Invoices of March', prompt: 'invoice number, date, vendor, total' });
  const batch = await submit(page, [...all, 'encrypted.pdf'], { name: 'Mail of the first quarter' });
  await page.goto(`${ADDRESS}/batches/${batch.id}`);
  await page.getByRole('link', { name: 'invoice-northwind.pdf' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('img', { name: 'Page 1' }).waitFor();
  await page.screenshot({ path: `${PICTURES}/batch.png` });
  await page.goto(`${ADDRESS}/batches/new`);
  await page.locator('input[type=file]').setInputFiles([...all, 'encrypted.pdf'].map((name) => `${DOCUMENTS}/${name}`));
  await page.getByRole('button', { name: 'Next: Configure Prompts' }).click();
  await page.getByRole('radio', { name: 'Auto-Detect & Prompt' }).check();
  await page.getByRole('button', { name: 'Next: Review Batch' }).click();
  await page.getByText('The PDF is protected by a password.').waitFor();
  await page.getByText('3 pages', { exact: true }).waitFor();
  await page.screenshot({ path: `${PICTURES}/wizard.png` });
});
