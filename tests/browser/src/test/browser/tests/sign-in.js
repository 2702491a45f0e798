import { ADDRESS, assert, look, newUser, signIn, test } from '../harness.js';

test('continues as a user with a plan', async (page) => {
  await page.goto(`${ADDRESS}/batches?sort=name`);
  await page.waitForURL('**/sign-in?from=**');
  await look(page, 'sign-in');
  const user = newUser();
  await page.getByLabel('Name', { exact: true }).fill(user);
  await page.getByRole('radio', { name: 'Growth' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/batches?sort=name');
  await page.getByText('Growth plan').waitFor();
  await page.getByText('0 / 10,000 pages').waitFor();
});

test('signs out and asks again', async (page) => {
  const user = await signIn(page);
  await page.getByRole('button', { name: `Account of ${user}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in**');
  await page.goto(`${ADDRESS}/batches`);
  await page.waitForURL('**/sign-in?from=**');
});

test('keeps theme and language', async (page) => {
  const user = await signIn(page);
  await page.getByRole('button', { name: `Account of ${user}` }).click();
  await page.getByRole('menuitem', { name: 'Dark theme' }).click();
  await page.getByRole('button', { name: `Account of ${user}` }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByRole('link', { name: 'Stapel', exact: true }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Stapel', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

test('an unknown address says so', async (page) => {
  await signIn(page);
  const answer = await page.goto(`${ADDRESS}/nowhere`);
  assert.equal(answer.status(), 401);
});

test('an expired session comes back to its place', async (page) => {
  await signIn(page);
  await page.evaluate(() => localStorage.removeItem('local-token'));
  await page.goto(`${ADDRESS}/batches?status=failed`);
  await page.waitForURL('**/sign-in?from=**');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/batches?status=failed');
});
