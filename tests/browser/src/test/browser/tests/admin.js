import { ADDRESS, assert, call, look, newUser, signIn, test } from '../harness.js';

test('administration is closed to others', async (page) => {
  await signIn(page);
  assert.equal(await page.getByRole('link', { name: 'Administration' }).count(), 0);
  await page.goto(`${ADDRESS}/admin/tiers`);
  await page.getByText('These pages are for administrators.').waitFor();
  await look(page, 'admin-no-access');
});

test('a plan is changed with its effect in words', async (page) => {
  await signIn(page, newUser('admin'), { admin: true });
  const before = (await call(page, 'GET', '/admin/tiers')).items.find((tier) => tier.name === 'starter');
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('button', { name: 'Change Starter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change Starter' });
  await dialog.getByLabel('Pages a day (-1: no limit)').fill('77');
  await dialog.getByText('A day has 77 pages at most.').waitFor();
  await dialog.getByLabel('Reason').fill('a test');
  await look(page, 'admin-tier');
  await dialog.getByRole('button', { name: 'Change the plan' }).click();
  await page.getByText('Starter was changed.').waitFor();
  await page.getByText('A day has 77 pages at most.').waitFor();
  await look(page, 'admin-tiers');
  const { name, updatedAt, ...values } = before;
  await call(page, 'PUT', `/admin/tiers/${name}`, { ...values, reason: `as before ${updatedAt}` });
});

test('a user gets credits and a plan', async (page) => {
  const user = newUser('customer');
  await signIn(page, newUser('admin'), { admin: true });
  await page.goto(`${ADDRESS}/admin/users`);
  await page.getByLabel('User id').fill(user);
  await page.getByLabel('Reason for the plan').fill('a gift');
  await page.getByRole('button', { name: 'Give this plan' }).click();
  await page.getByText(`${user} has the plan Plus now.`).waitFor();
  await page.getByLabel('Reason for the credits').fill('an apology');
  await page.getByRole('button', { name: 'Change the credits' }).click();
  await page.getByText(`${user} has 100 pages of credits now.`).waitFor();
  await look(page, 'admin-user');
  await page.goto(`${ADDRESS}/admin/actions`);
  await page.getByRole('region', { name: 'Actions' }).getByText('an apology').first().waitFor();
  await look(page, 'admin-actions');
});

test('dead letters of each service are shown', async (page) => {
  await signIn(page, newUser('admin'), { admin: true });
  await page.goto(`${ADDRESS}/admin/dead-letters`);
  await page.getByText('None: everything was applied').waitFor();
  await page.getByRole('button', { name: 'export-service' }).click();
  await page.getByText('None: Kafka accepted every event.').waitFor();
  await look(page, 'admin-dead-letters');
});
